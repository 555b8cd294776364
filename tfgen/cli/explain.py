"""The command `tfgen explain`."""

import re
from pathlib import Path

import click

from tfgen.cli import options


@click.command("explain")
@click.argument("what", nargs=-1, required=True, metavar="ENV KEY | FILE:LINE")
@options.overrides
@options.style
@click.pass_obj
def command(start: Path | None, /, *, what: tuple[str, ...], overrides: tuple[str, ...], style: str) -> int:
    """Tell where a value of a spec, or a line of the output, comes from.

    A key's value: which spec, option or default gives it, what it overrides, and which lines it reaches. A line: its
    template line, and the spec values behind it, variables of modules followed to where they are set.

    \b
    Examples:
      tfgen explain prod database.instance_class
      tfgen explain generated/prod/modules/database/main.tf:42
      tfgen explain prod network --format json
    """
    from tfgen.commands.explain import explain

    is_place = len(what) == 1 and re.fullmatch(r".+:[0-9]+", what[0])
    if not is_place and len(what) != 2:  # noqa: PLR2004
        raise click.UsageError("Name an environment and a key (`prod database.port`), or a line (`FILE:LINE`).")
    return explain(start, what, overrides=overrides, style=style)
