"""The command `tfgen schema`."""

from pathlib import Path

import click


@click.command("schema")
@click.pass_obj
def command(start: Path | None, /) -> int:
    """Print the JSON Schema of a spec file, so that editors complete and check specs.

    It is the pack's schema for one file: `extends` added, and what a parent may give not required.

    \b
    Example:
      tfgen schema > environments/.schema.json

    With this as its first line, a spec finds it in any editor that uses yaml-language-server:

    \b
      # yaml-language-server: $schema=.schema.json
    """
    from tfgen.commands.schema import print_schema

    return print_schema(start)
