"""The command `tfgen diff`."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfgen.cli import options
from tfgen.cli.folders import folder
from tfgen.git import PULL_REQUEST

if TYPE_CHECKING:
    from tfgen.commands.shard import Shard


@click.command("diff")
@click.argument("names", nargs=-1, metavar="[ENV | ENV_A..ENV_B]...", shell_complete=options.complete_ranges)
@click.option(
    "--base",
    is_flag=False,
    flag_value=PULL_REQUEST,
    metavar="[REF]",
    help="Compare with what the merge base of HEAD and REF renders; in a pull request, REF need not be named.",
)
@click.option("--out", type=click.Path(), callback=folder, help="Compare with OUT/ENV/ instead of generated/ENV/.")
@click.option("--text", "by_text", is_flag=True, help="Compare every byte, and show a unified diff.")
@options.overrides
@options.shard
@options.jobs
@options.caches
@options.format_option(
    "text",
    "json",
    "markdown",
    "github",
    text="Text for people; on standard output JSON, Markdown for the comment of a pull request, or commands for "
    "GitHub's annotations.",
)
@options.quiet
@click.pass_obj
def command(
    start: Path | None,
    /,
    *,
    names: tuple[str, ...],
    base: str | None,
    out: Path | None,
    by_text: bool,
    overrides: tuple[str, ...],
    shard: "Shard",
    jobs: int,
    caches: bool,
    style: str,
    quiet: bool,
) -> int:
    """Tell what changes between what lies in generated/ and what is rendered now; write nothing.

    With --base, what another commit renders is compared instead; ENV_A..ENV_B compares two environments. Changes are
    told by the addresses of resources, as terraform plan does, and formatting and comments are left aside. The exit
    code is 0 without differences, 2 with some, and 1 after an error.

    \b
    Examples:
      tfgen diff
      tfgen diff prod --base main
      tfgen diff staging..prod
      tfgen diff --text
      tfgen diff --format markdown --base
    """
    from tfgen.commands.diff import diff
    from tfgen.commands.means import Means

    ranged = [name for name in names if ".." in name]
    if ranged and (len(names) > 1 or base is not None or out or shard.count > 1):
        detail = "so it goes neither with more ENV, --base, --out nor --shard."
        raise click.UsageError(f"ENV_A..ENV_B compares just these two, {detail}")
    if ranged and not re.fullmatch(r"[^.]+(\.[^.]+)*\.\.[^.]+(\.[^.]+)*", ranged[0]):
        raise click.UsageError(f"{ranged[0]} does not name two environments, as `staging..prod` does.")
    if base is not None and out:
        raise click.UsageError("--base compares with a commit and --out with a folder, so they do not go together.")
    return diff(
        start,
        names,
        base=base,
        out=out,
        by_text=by_text,
        overrides=overrides,
        shard=shard,
        means=Means(jobs, caches),
        style=style,
        quiet=quiet,
    )
