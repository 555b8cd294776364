"""The command `tfgen quotas`."""

import re
from pathlib import Path

import click

from tfgen.cli import options


def _limits(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, int]:
    found = {}
    for value in values:
        match = re.fullmatch(r"([a-z0-9-]+/[A-Za-z0-9-]+)=([0-9]{1,15})", value)
        if match is None:
            raise click.BadParameter(f"{value} is not SERVICE/CODE=NUMBER, as vpc/L-F678F1CE=20 is.")
        found[match[1]] = int(match[2])
    return found


@click.command("quotas")
@options.names
@click.option(
    "--limit",
    "limits",
    multiple=True,
    callback=_limits,
    metavar="SERVICE/CODE=NUMBER",
    help="What a quota of the account is, where it is not the published default. May be given again.",
)
@click.option("--all", "everything", is_flag=True, help="Show quotas that are less than half full, too.")
@click.option(
    "--live",
    "is_live",
    is_flag=True,
    help="Ask the account of the credentials for its limits and what is in use; needs the extra tfgen[aws].",
)
@click.option(
    "--applied",
    multiple=True,
    metavar="ENV",
    shell_complete=options.complete_environments,
    help="An environment that the account holds already, so that what it asks is in use. May be given again.",
)
@options.overrides
@options.style
@options.quiet
@click.pass_obj
def command(
    start: Path | None,
    /,
    *,
    names: tuple[str, ...],
    limits: dict[str, int],
    everything: bool,
    is_live: bool,
    applied: tuple[str, ...],
    overrides: tuple[str, ...],
    style: str,
    quiet: bool,
) -> int:
    """Count what environments ask of AWS's quotas, all of them together where they share an account and a region.

    Limits are AWS's published defaults or, with --live, what the account says; nothing is changed there. The exit code
    is 0 if all fits, 2 if something does not, and 1 after an error.

    \b
    Examples:
      tfgen quotas
      tfgen quotas dev staging --all
      tfgen quotas --limit vpc/L-F678F1CE=20 --limit fargate/L-3032A538=64
      tfgen quotas --live --applied dev
      tfgen quotas prod --set processing.desired_count=40 --format json
    """
    from tfgen.commands.quotas import Question, quotas

    if applied and not is_live:
        raise click.UsageError("--applied says what of the use is these environments' own, which only --live asks for.")
    question = Question(names, overrides, limits, is_live, applied)
    return quotas(start, question, everything=everything, style=style, quiet=quiet)
