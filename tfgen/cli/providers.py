"""The command `tfgen providers`."""

from pathlib import Path

import click

from tfgen.cli import options


@click.group()
def command() -> None:
    """Keep what tfgen knows of Terraform's providers.

    \b
    Example:
      tfgen providers schema
    """


@command.command("schema", short_help="Cache the schemas of the providers that folders use.")
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path())
@options.style
@options.quiet
@click.pass_obj
def providers_schema(start: Path | None, /, *, folders: tuple[str, ...], style: str, quiet: bool) -> int:
    """Cache the whole schemas of the providers that are installed for folders, by default those of generated/.

    tfgen brings the schemas of what its own templates use. With the cache, it checks all that the providers of a
    project define, in the versions that it uses. This asks the Terraform on the machine, once for each version.

    \b
    Examples:
      tfgen providers schema
      tfgen providers schema infrastructure --format json
    """
    from tfgen.commands.providers import cache_schemas

    return cache_schemas(start, folders, style=style, quiet=quiet)
