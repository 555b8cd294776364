"""The parse-back of one environment's files, here or in a process beside: python-hcl2 takes most of a render's time."""

from typing import Protocol

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Body
from tfgen.hcl.parse import Parsed, parse_back
from tfgen.hcl.pieces import pieces
from tfgen.processes import Process


class Parsing(Protocol):
    """Takes files as they are rendered, and says in the end what is wrong with them."""

    def take(self, text: str, file: str, body: Body) -> None:
        """Take a file, whose syntax is right."""

    def mistakes(self) -> dict[str, list[Diagnostic]]:
        """Give what python-hcl2 has against the files that were taken, by their paths, and begin anew."""


class ParseHere:
    """Parses each file as it comes."""

    def __init__(self, parsed: Parsed) -> None:
        """Take the texts that need no second parse."""
        self._parsed = parsed
        self._mistakes: dict[str, list[Diagnostic]] = {}

    def take(self, text: str, file: str, body: Body) -> None:
        """Parse a file."""
        self._mistakes[file] = parse_back(text, file, body, self._parsed)

    def mistakes(self) -> dict[str, list[Diagnostic]]:
        """Give the mistakes by file, and begin anew."""
        found, self._mistakes = self._mistakes, {}
        return found


class ParseBeside:
    """Lets a process parse what is new, while this one renders on; files with mistakes are parsed here once more."""

    def __init__(self, parsed: Parsed, process: Process[str, bool]) -> None:
        """Take the texts that need no second parse, and a process that tells whether they are readable."""
        self._parsed = parsed
        self._process = process
        self._here = ParseHere(parsed)
        self._files: list[tuple[str, str, Body]] = []
        self._asked: dict[str, None] = {}

    @staticmethod
    def start(parsed: Parsed) -> "ParseBeside":
        """Start a process to parse in."""
        return ParseBeside(parsed, Process(_is_readable))

    def take(self, text: str, file: str, body: Body) -> None:
        """Send the pieces of a file that nobody has parsed."""
        self._files.append((text, file, body))
        for piece in pieces(text, body):
            if piece not in self._asked and piece not in self._parsed:
                self._asked[piece] = None
                self._process.send(piece)

    def mistakes(self) -> dict[str, list[Diagnostic]]:
        """Wait for the process, and give the mistakes by file."""
        for piece in self._asked:
            if self._process.receive():
                self._parsed.add(piece)
        for text, file, body in self._files:
            self._here.take(text, file, body)
        self._files, self._asked = [], {}
        return self._here.mistakes()

    def close(self) -> None:
        """End the process."""
        self._process.stop()
        self._process.close()


def _is_readable(text: str) -> bool:
    from tfgen.hcl.parse import is_readable  # noqa: PLC0415 - python-hcl2 is loaded in the process beside only

    return is_readable(text)
