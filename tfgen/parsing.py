"""The parse-back of one environment's files, here or in a process beside: python-hcl2 takes most of a render's time."""

from collections import deque
from typing import Protocol

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Body
from tfgen.hcl.parse import Parsed, is_readable, parse_back
from tfgen.hcl.pieces import pieces
from tfgen.processes import Process

# How many texts the process has at hand, so that it need not wait for this one.
AT_HAND = 16
# From how many texts on it is quicker to load python-hcl2 here, too, than to wait.
WORTH_HELPING = 60


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
    """Lets a process parse what is new, while this one renders on; files with mistakes are parsed here once more.

    When nothing is left to do but that, this process takes its part of it.
    """

    def __init__(self, parsed: Parsed, process: Process[str, bool]) -> None:
        """Take the texts that need no second parse, and a process that tells whether they are readable."""
        self._parsed = parsed
        self._process = process
        self._here = ParseHere(parsed)
        self._files: list[tuple[str, str, Body]] = []
        self._new: dict[str, None] = {}
        self._asked: deque[str] = deque()

    @staticmethod
    def start(parsed: Parsed) -> "ParseBeside":
        """Start a process to parse in."""
        return ParseBeside(parsed, Process(is_readable))

    def take(self, text: str, file: str, body: Body) -> None:
        """Let the pieces of a file be parsed that nobody has."""
        self._files.append((text, file, body))
        for piece in pieces(text, body):
            if piece not in self._new and piece not in self._asked and piece not in self._parsed:
                self._new[piece] = None
        self._collect()
        self._fill()

    def mistakes(self) -> dict[str, list[Diagnostic]]:
        """Wait until all is parsed, and give the mistakes by file."""
        helps = len(self._new) > WORTH_HELPING
        while self._new or self._asked:
            self._fill()
            if self._new and helps:
                piece, _ = self._new.popitem()
                self._note(piece, readable=is_readable(piece))
                self._collect()
            else:
                self._note(self._asked.popleft(), readable=self._process.receive())
        for text, file, body in self._files:
            self._here.take(text, file, body)
        self._files = []
        return self._here.mistakes()

    def close(self) -> None:
        """End the process."""
        self._process.stop()
        self._process.close()

    def _collect(self) -> None:
        """Note what the process has done."""
        for readable in self._process.received():
            self._note(self._asked.popleft(), readable=readable)

    def _fill(self) -> None:
        """Keep the process busy."""
        while self._new and len(self._asked) < AT_HAND:
            piece = next(iter(self._new))
            del self._new[piece]
            self._process.send(piece)
            self._asked.append(piece)

    def _note(self, piece: str, *, readable: bool) -> None:
        if readable:
            self._parsed.add(piece)
