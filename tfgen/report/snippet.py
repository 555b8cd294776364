"""The source line that a diagnostic is about."""

import functools
from pathlib import Path

from msgspec import Struct

from tfgen.source import SourceRange

# Larger than any template or spec that tfgen takes; what is larger is told of without a look at it.
MAX_BYTES = 2 * 1024 * 1024


class Snippet(Struct, frozen=True):
    """A line of source, and the columns of it that matter: from 0, the end exclusive, within the line."""

    code: str
    start: int
    end: int


class Sources:
    """Reads lines of the files below a folder, or of those `anywhere`, each file once."""

    def __init__(self, root: Path, *, anywhere: bool = False) -> None:
        self.root = root
        self.anywhere = anywhere
        self._lines = functools.cache(self._read)

    def snippet(self, where: SourceRange) -> Snippet | None:
        """Give the line at a place, None where it can't be read (any more)."""
        lines = self._lines(where.file)
        if not 0 < where.line <= len(lines):
            return None
        code = lines[where.line - 1]
        start = min(where.column - 1, len(code))
        end = where.end_column - 1 if where.end_line == where.line else len(code)
        return Snippet(code, start, min(max(end, start + 1), max(len(code), start)))

    def byte_offset(self, where: SourceRange, line: int, column: int) -> int:
        """Give the offset in bytes of a line and column of a place's file; 0 where it can't be read."""
        lines = self._lines(where.file)
        before = "".join(f"{text}\n" for text in lines[: line - 1])
        here = lines[line - 1][: column - 1] if 0 < line <= len(lines) else ""
        return len((before + here).encode())

    def _read(self, file: str) -> list[str]:
        path = self.root / file
        try:
            outside = not (self.anywhere or path.resolve().is_relative_to(self.root.resolve()))
            if outside or not path.is_file() or path.stat().st_size > MAX_BYTES:
                return []
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError, ValueError):
            return []
        return text.split("\n")
