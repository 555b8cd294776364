"""What commands say: data on standard output, everything for a person on standard error."""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.report.snippet import Sources
from tfgen.report.text import format_diagnostics

MAX_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Console:
    """How much to say to the person: 0 quiet (errors only), 1 as usual, 2 verbose."""

    verbosity: int = 1

    def data(self, text: str) -> None:
        """Print data."""
        click.echo(text, nl=not text.endswith("\n"))

    def say(self, text: str, *, level: int = 1) -> None:
        """Say something, unless it is of a level that was not asked for."""
        if level <= self.verbosity:
            click.echo(text, err=True, color=use_colour(sys.stderr))

    def diagnostics(self, diagnostics: Iterable[Diagnostic], root: Path) -> None:
        """Tell diagnostics, whose files are found from the project's root; a quiet console tells errors only."""
        wanted = [found for found in diagnostics if self.verbosity or found.severity is Severity.ERROR]
        text = format_diagnostics(wanted, Sources(root), terminal_width(sys.stderr))
        click.echo(text, err=True, nl=False, color=use_colour(sys.stderr))


def use_colour(stream: IO[str]) -> bool:
    """Tell whether to colour: on a terminal that can, unless NO_COLOR is set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width(stream: IO[str]) -> int | None:
    """Give the width to wrap text at, None where no terminal shows it."""
    return min(shutil.get_terminal_size().columns, MAX_WIDTH) if stream.isatty() else None
