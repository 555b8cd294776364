"""The command `tfgen trace`."""

from pathlib import Path
from typing import IO

import click

from tfgen.cli import options


@click.command("trace")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("-e", "--env", "environment", help="The environment that paths such as main.tf belong to.")
@options.overrides
@options.format_option("text", "json", text="Text for people, or JSON as it came in.")
@options.quiet
@click.pass_obj
def command(
    start: Path | None,
    /,
    *,
    file: IO[bytes],
    environment: str | None,
    overrides: tuple[str, ...],
    style: str,
    quiet: bool,
) -> int:
    """Lead what other tools find in the output back to templates and specs.

    FILE, or standard input, holds the JSON of terraform (validate, plan), tflint or checkov, or SARIF. Findings that
    are not about rendered lines are given back as they are.

    \b
    Examples:
      terraform -chdir=generated/prod validate -json | tfgen trace --env prod
      terraform -chdir=generated/prod plan -json | tfgen trace --env prod --format json
      checkov -d generated -o sarif --output-file-path . ; tfgen trace results_sarif.sarif
    """
    from tfgen.commands.trace import trace
    from tfgen.console import Console

    text = file.read().decode("utf-8-sig", errors="replace")
    console = Console(0 if quiet else 1)
    return trace(start, text, environment=environment, overrides=overrides, style=style, console=console)
