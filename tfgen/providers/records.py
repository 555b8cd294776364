"""A JSON file of one object that holds one record a line, in the order of their keys.

    {
    "data aws_region": {"attributes":{...}},
    "resource aws_vpc": {"attributes":{...}}
    }

Any JSON parser reads it, a difference between two of them shows a record a line, and one record is found and read
without the others.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Records:
    """The records of a file, which is read when the first is asked for."""

    __slots__ = ("_path", "_text")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._text: bytes | None = None

    def find(self, key: str) -> Any | None:
        """Give a record by its key, None where there is none."""
        text = self._read()
        opening = b'\n"%s": ' % key.encode()
        start = text.find(opening)
        if start < 0:
            return None
        start += len(opening)
        return json.loads(text[start : text.index(b"\n", start)].rstrip(b","))

    def all(self) -> dict[str, Any]:
        """Give all records by their keys."""
        records: dict[str, Any] = json.loads(self._read())
        return records

    def _read(self) -> bytes:
        if self._text is None:
            self._text = self._path.read_bytes()
        return self._text


def format_records(lines: Mapping[str, str]) -> str:
    """Give the text of such a file; each record comes as its own line of JSON."""
    return "{\n" + ",\n".join(f'"{key}": {lines[key]}' for key in sorted(lines)) + "\n}\n"
