"""The command `tfgen list`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfgen.cli import options

if TYPE_CHECKING:
    from tfgen.commands.shard import Shard


@click.command("list")
@options.shard
@options.style
@click.pass_obj
def command(start: Path | None, /, *, shard: "Shard", style: str) -> int:
    """List the environments of the project, a name a line.

    \b
    Examples:
      tfgen list
      tfgen list --format json
      tfgen list | xargs -n 1 tfgen validate
    """
    from tfgen.commands.list import list_environments

    return list_environments(start, shard, style)
