"""The command `tfgen render`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfgen.cli import options
from tfgen.cli.folders import folder

if TYPE_CHECKING:
    from tfgen.commands.shard import Shard


@click.command("render")
@options.names
@click.option("--out", type=click.Path(), callback=folder, help="Write to OUT/ENV/ instead of generated/ENV/.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the files instead of writing them.")
@click.option("--force", is_flag=True, help="Overwrite and remove files that were edited by hand.")
@click.option("--verify", is_flag=True, help="Render twice as on unlike machines first, and compare.")
@options.overrides
@options.shard
@options.jobs
@options.caches
@options.style
@options.quiet
@options.verbose
@click.pass_obj
def command(
    start: Path | None,
    /,
    *,
    names: tuple[str, ...],
    out: Path | None,
    to_stdout: bool,
    force: bool,
    verify: bool,
    overrides: tuple[str, ...],
    shard: "Shard",
    jobs: int,
    caches: bool,
    style: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Render environments into generated/ENV/, all of them when none is named.

    An environment with errors is not written, and the others are; the exit code is then 1. So it is where a file was
    edited by hand, unless --force gives that up.

    \b
    Examples:
      tfgen render
      tfgen render prod staging
      tfgen render dev --set processing.desired_count=4 --stdout
      tfgen render --out review
    """
    from tfgen.commands.means import Means
    from tfgen.commands.render import print_files, render

    if to_stdout and (out or style == "json" or force or verify):
        raise click.UsageError(
            "--stdout prints the files, so it goes neither with --out, --force and --verify nor with --format json."
        )
    if to_stdout:
        return print_files(start, names, overrides=overrides, shard=shard, means=Means(jobs, caches), quiet=quiet)
    return render(
        start,
        names,
        out,
        overrides=overrides,
        shard=shard,
        means=Means(jobs, caches),
        style=style,
        force=force,
        verify=verify,
        quiet=quiet,
        verbose=verbose,
    )
