"""The command `tfgen affected`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfgen.cli import options
from tfgen.git import PULL_REQUEST

if TYPE_CHECKING:
    from tfgen.commands.shard import Shard


@click.command("affected")
@click.option(
    "--base",
    is_flag=False,
    flag_value=PULL_REQUEST,
    default=PULL_REQUEST,
    metavar="[REF]",
    help="The commit to compare with, through its merge base with HEAD; in a pull request, it need not be named.",
)
@options.shard
@options.jobs
@options.caches
@options.format_option(
    "text",
    "json",
    "matrix",
    text="A line for each environment; on standard output JSON, or the matrix of a job of GitHub Actions.",
)
@options.quiet
@click.pass_obj
def command(
    start: Path | None, /, *, base: str, shard: "Shard", jobs: int, caches: bool, style: str, quiet: bool
) -> int:
    """List the environments that are not rendered as at another commit, new and removed ones among them.

    It is what is configured that counts, not which files changed: after a refactoring of templates without effect the
    list is empty. A matrix has no removed environments.

    \b
    Examples:
      tfgen affected --base main
      echo "matrix=$(tfgen affected --format matrix)" >> "$GITHUB_OUTPUT"
      tfgen affected --base main --format json --shard 1/4
    """
    from tfgen.commands.affected import list_affected
    from tfgen.commands.means import Means

    return list_affected(start, base, shard=shard, means=Means(jobs, caches), style=style, quiet=quiet)
