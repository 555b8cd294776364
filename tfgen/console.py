"""What commands say: data on standard output, everything for a person on standard error."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import click
from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.report.snippet import Sources
from tfgen.report.text import format_diagnostics, visible

USUAL_WIDTH, MAX_WIDTH = 80, 120  # usual: where a terminal does not know its own


class Console(Struct, frozen=True):
    """How much to say to the person: 0 quiet (errors only), 1 as usual, 2 verbose."""

    verbosity: int = 1

    def data(self, text: str) -> None:
        """Print data, as it is and in UTF-8 whatever the locale says; a last newline is added where it lacks."""
        if text:
            # A file's name may hold bytes that are no UTF-8, which Python has as lone surrogates.
            click.echo(text.encode(errors="backslashreplace"), nl=not text.endswith("\n"))

    def styled(self, text: str) -> None:
        """Print data that is styled for a terminal, plain where there is none."""
        self.data(text if use_colour(sys.stdout) else click.unstyle(text))

    def findings(self, diagnostics: Iterable[Diagnostic], root: Path) -> None:
        """Print diagnostics that are what was asked for, and so data."""
        self.styled(format_diagnostics(diagnostics, Sources(root), terminal_width(sys.stdout)))

    def left_out(self, sentences: Iterable[str]) -> None:
        """Tell which checks could not be made."""
        for sentence in sentences:
            self.say(f"Not checked: {visible(sentence)}")

    def say(self, text: str, *, level: int = 1) -> None:
        """Say something, unless it is of a level that was not asked for."""
        if level <= self.verbosity:
            click.echo(text, err=True, color=use_colour(sys.stderr))

    @property
    def shows_progress(self) -> bool:
        """Tell whether a person watches, who asked neither for errors only nor for each file."""
        return self.verbosity == 1 and is_terminal(sys.stderr)

    def diagnostics(self, diagnostics: Iterable[Diagnostic], root: Path, *, anywhere: bool = False) -> None:
        """Tell diagnostics, whose files are found from `root`, and lie below it or `anywhere`.

        A quiet console tells errors only.
        """
        wanted = [found for found in diagnostics if self.verbosity or found.severity is Severity.ERROR]
        text = format_diagnostics(wanted, Sources(root, anywhere=anywhere), terminal_width(sys.stderr))
        click.echo(text, err=True, nl=False, color=use_colour(sys.stderr))


class Said(Struct, frozen=True):
    """Something that was said: data, or to the person."""

    text: str
    is_data: bool

    def tell(self, console: Console) -> None:
        """Say it now."""
        if self.is_data:
            console.data(self.text)
        else:
            console.say(self.text, level=0)


class Recorder(Console, frozen=True):
    """A console that keeps what is said, so that it can be told in its turn."""

    said: list[Said] = field(default_factory=list)

    def data(self, text: str) -> None:
        """Keep data."""
        self.said.append(Said(text, is_data=True))

    def say(self, text: str, *, level: int = 1) -> None:
        """Keep what would be said."""
        if level <= self.verbosity:
            self.said.append(Said(text, is_data=False))


def is_terminal(stream: IO[str] | None) -> bool:
    """Tell whether a person sees a stream at once; Python has None for one that was closed from the start."""
    return stream is not None and stream.isatty()


def use_colour(stream: IO[str] | None) -> bool:
    """Tell whether to colour: on a terminal that can, unless NO_COLOR is set (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width(stream: IO[str] | None) -> int | None:
    """Give the width to wrap text at, None where no terminal shows it."""
    if stream is None or not stream.isatty():
        return None
    return min(os.get_terminal_size(stream.fileno()).columns or USUAL_WIDTH, MAX_WIDTH)
