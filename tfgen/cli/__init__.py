"""The command line: commands and options, and the one place where errors become exit codes.

    0    clean
    1    errors, the user's or the machine's
    2    differences found (as `terraform plan -detailed-exitcode`)
    3    a bug in tfgen
    130  interrupted

Each command has a module in here, and its work stands in one of `tfgen.commands`: the first is imported when the
command is asked for, the second when it runs. Help, version and completion load nothing of what rendering needs.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from tfgen import __version__
from tfgen.cli.commands import Commands
from tfgen.cli.folders import folder

if TYPE_CHECKING:
    from pathlib import Path

ERROR, BUG, INTERRUPTED = 1, 3, 130


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="tfgen %(version)s")
@click.option(
    "-C",
    "--project",
    type=click.Path(),
    callback=folder,
    help="The folder with templates/ and environments/; by default the nearest one upwards.",
)
@click.pass_context
def cli(context: click.Context, /, *, project: "Path | None") -> None:
    """Render plain, checked Terraform from short YAML specs and Jinja templates.

    \b
    Examples:
      tfgen list
      tfgen render
      tfgen validate prod
    """
    context.obj = project


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (by default the process's own) and give its exit code."""
    try:
        return int(cli.main(arguments, prog_name="tfgen", standalone_mode=False) or 0)
    except SystemExit as done:  # click's way out of completion
        return int(done.code or 0)
    except click.ClickException as problem:  # wrong usage; click's own code for it, 2, means differences here
        problem.show()
        return ERROR
    except (KeyboardInterrupt, click.Abort):
        _give_up_output()
        click.echo("Interrupted. Files are as they were, or whole; run again to go on.", err=True)
        return INTERRUPTED
    except OSError as problem:
        _give_up_output()
        click.echo(f"Error: {problem.filename or 'the system'}: {problem.strerror or problem}.", err=True)
        return ERROR
    except Exception:  # noqa: BLE001 - the boundary: whatever comes here is ours
        import traceback

        click.echo(traceback.format_exc(), err=True)
        click.echo(f"This is a bug in tfgen {__version__}. Please report it with the lines above.", err=True)
        return BUG


def _give_up_output() -> None:
    """Drop what standard output has not taken: Python would offer it once more at its end, and fail or wait again."""
    with suppress(OSError, AttributeError):  # closed, or no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
