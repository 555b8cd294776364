"""Where something stands in a file."""

import bisect
import re

from msgspec import Struct


class SourceRange(Struct, frozen=True, order=True):
    """A stretch of one file; lines and columns count from 1, the end column is exclusive.

    `file` is relative to the project's root, with forward slashes (`environments/prod.yaml`), or names an
    option of the command line (`--set database.port`), which has no file.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """Give the form that editors and terminals open: `environments/prod.yaml:18:7`; an option names itself."""
        return self.file if self.file.startswith("--") else f"{self.file}:{self.line}:{self.column}"


def line_range(file: str, line: int, text: str = "") -> SourceRange:
    """Give the range of one whole line, from its first character that is not a space."""
    column = len(text) - len(text.lstrip()) + 1
    return SourceRange(file, line, column, line, max(len(text.rstrip()) + 1, column))


class SourceText:
    """The text of a file, from whose offsets places are made when somebody asks for them."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] = []

    def range(self, start: int, end: int) -> SourceRange:
        """Give the place of a stretch of the text, from its first character's offset to behind its last."""
        return SourceRange(self.file, *self._position(start), *self._position(max(start, end)))

    def _position(self, offset: int) -> tuple[int, int]:
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
