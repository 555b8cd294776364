"""The schemas of whole providers in the user's cache folder: a file for each version of a provider.

    tfgen provider schemas 1            the format's version: another one is passed over
    0000131072 9a3c01ff                 length and CRC-32 of the index
                                        the index begins with an empty line
    resource aws_vpc 5120 412 1f00c2aa  a record: its key, where it begins, its length, its CRC-32
    …
    the records, each the compact JSON of tfgen.providers.compact, zlib'd

A look-up reads the index and one record, never the whole.
"""

import os
import re
import zlib
from pathlib import Path
from typing import Any

from tfgen.providers.folder import SUFFIX
from tfgen.providers.store import DamagedError
from tfgen.providers.versions import Version, parse_version

MAGIC = b"tfgen provider schemas 1\n"
SIZES = b"%010d %08x\n"
SIZES_LENGTH = len(SIZES % (0, 0))
_ENTRY = re.compile(rb"(\d+) (\d+) ([0-9a-f]{8})\n")


class Cached:
    """The schemas of one version of a provider, in a file of the cache."""

    def __init__(self, path: Path, version: Version) -> None:
        self.version = version
        self._path = path
        self._index: bytes | None = None
        self._names: dict[str, list[str]] = {}

    def record(self, key: str) -> Any | None:
        """Give a record, None where there is none; raises DamagedError."""
        import json  # noqa: PLC0415 - as above

        index, start = self._read_index(), b"\n%s " % key.encode()
        at = index.find(start)
        match = _ENTRY.match(index, at + len(start)) if at >= 0 else None
        return json.loads(self._read_record(match)) if match else None

    def names(self, kind: str) -> list[str]:
        """Give the names of all types of a kind; raises DamagedError."""
        if kind not in self._names:
            found = re.findall(rb"(?m)^%s (\S+) " % kind.encode(), self._read_index())
            self._names[kind] = [name.decode() for name in found]
        return self._names[kind]

    def is_whole(self) -> bool:
        """Tell whether the index and every record are what was written."""
        try:
            for match in re.finditer(rb"(?m)^.* (\d+) (\d+) ([0-9a-f]{8})$", self._read_index()):
                self._read_record(match)
        except DamagedError:
            return False
        return True

    def _read_index(self) -> bytes:
        if self._index is None:
            self._index = _checked_index(self._path)
        return self._index

    def _read_record(self, match: re.Match[bytes]) -> bytes:
        start, length, checksum = int(match[1]), int(match[2]), int(match[3], 16)
        packed = _read(self._path, start, length)
        if zlib.crc32(packed) != checksum:
            raise DamagedError(self._path)
        return zlib.decompress(packed)


def _checked_index(path: Path) -> bytes:
    head = _read(path, 0, len(MAGIC) + SIZES_LENGTH)
    sizes = re.fullmatch(rb"(\d{10}) ([0-9a-f]{8})\n", head[len(MAGIC) :])
    if not head.startswith(MAGIC) or sizes is None:
        raise DamagedError(path)
    index = _read(path, len(head), int(sizes[1]))
    if zlib.crc32(index) != int(sizes[2], 16):
        raise DamagedError(path)
    return index


def _read(path: Path, start: int, length: int) -> bytes:
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(start)
            return file.read(length)
    except OSError as problem:
        raise DamagedError(path) from problem


def cached(folder: Path, source: str) -> list[Cached]:
    """Give the versions of a provider that a cache folder holds."""
    try:
        names = os.listdir(folder / source)  # noqa: PTH208 - a path for each entry would be made for nothing
    except OSError:
        return []
    versions = {name: parse_version(name.removesuffix(SUFFIX)) for name in names if name.endswith(SUFFIX)}
    return [Cached(folder / source / name, version) for name, version in versions.items() if version]


def cached_sources(folder: Path) -> list[str]:
    """Give the sources of all providers that a cache folder holds, sorted."""
    return sorted({path.parent.relative_to(folder).as_posix() for path in folder.rglob(f"*{SUFFIX}")})
