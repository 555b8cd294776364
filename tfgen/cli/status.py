"""The command `tfgen status`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfgen.cli import options
from tfgen.cli.folders import folder

if TYPE_CHECKING:
    from tfgen.commands.shard import Shard


@click.command("status")
@options.names
@click.option("--out", type=click.Path(), callback=folder, help="Look into OUT/ENV/ instead of generated/ENV/.")
@options.overrides
@options.shard
@options.jobs
@options.caches
@options.style
@click.option("-v", "--verbose", is_flag=True, help="Tell of files that are in sync, too.")
@click.pass_obj
def command(
    start: Path | None,
    /,
    *,
    names: tuple[str, ...],
    out: Path | None,
    overrides: tuple[str, ...],
    shard: "Shard",
    jobs: int,
    caches: bool,
    style: str,
    verbose: bool,
) -> int:
    """Tell whose the files in generated/ENV/ are, and whether they are what would be rendered now.

    A file is in sync, stale (would be rendered otherwise), missing, edited by hand, an orphan (tfgen wrote it and
    renders it no more), or foreign (never tfgen's). The exit code is 0 if all are in sync, foreign ones aside, or 2.

    \b
    Examples:
      tfgen status
      tfgen status prod --format json
    """
    from tfgen.commands.means import Means
    from tfgen.commands.status import status

    means = Means(jobs, caches)
    return status(start, names, out, overrides=overrides, shard=shard, means=means, style=style, verbose=verbose)
