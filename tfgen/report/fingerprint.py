"""The fingerprint by which GitHub knows a finding again when the lines above it have changed.

It is the one that GitHub's own upload makes where it lacks, so both agree: a hash of the text from the line on, without
blanks, and a number for lines that are alike (https://github.com/github/codeql-action, `fingerprints.ts`).
"""

import functools

from tfgen.report.snippet import Sources
from tfgen.source import SourceRange, line_range

# How many bytes of text, in UTF-16, a line's hash is made of, and its arithmetic.
WINDOW = 200
_FACTOR, _MODULUS = 37, 1 << 64
_END_OF_FILE = b"\xff\xff"

_BLANKS = str.maketrans("", "", " \t")


class Fingerprints:
    """Makes fingerprints of lines of a project's files, each file read once."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._windows = functools.cache(self._read)

    def of(self, where: SourceRange) -> str | None:
        """Give the fingerprint of a place's first line, None where the file can't be read (any more)."""
        windows = self._windows(where.file)
        if not 0 < where.line <= len(windows):
            return None
        window = windows[where.line - 1]
        return f"{_hash(window):x}:{windows[: where.line].count(window)}"

    def _read(self, file: str) -> list[bytes]:
        """Give, for each line of a file, the bytes that its hash is made of."""
        lines: list[str] = []
        while snippet := self._sources.snippet(line_range(file, len(lines) + 1)):
            lines.append(snippet.code.translate(_BLANKS))
        # A line has a newline at least, so these many are enough.
        return [_window("\n".join(lines[index : index + WINDOW // 2])) for index in range(len(lines))]


def _window(text: str) -> bytes:
    units = text[:WINDOW].encode("utf-16-le") + _END_OF_FILE
    return units[:WINDOW].ljust(WINDOW, b"\0")


def _hash(window: bytes) -> int:
    digits = 0
    for low, high in zip(window[::2], window[1::2], strict=True):
        digits = (digits * _FACTOR + low + (high << 8)) % _MODULUS
    return digits
