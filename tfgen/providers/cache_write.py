"""Write the schemas of a whole provider into the cache, in the form that tfgen.providers.cache reads."""

import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tfgen.providers.cache import MAGIC, SIZES, SIZES_LENGTH, Cached
from tfgen.providers.folder import SUFFIX
from tfgen.providers.versions import Version


def write_cached(folder: Path, source: str, version: Version, records: Iterable[tuple[str, str]]) -> Cached:
    """Write all records of a provider, given with their keys, into a cache folder, in one step; raises OSError."""
    path = folder / source / f"{version}{SUFFIX}"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".tfgen-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(_pack(sorted(records)))
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return Cached(path, version)


def _pack(records: list[tuple[str, str]]) -> Iterator[bytes]:
    packed = [(key.encode(), zlib.compress(line.encode(), 9)) for key, line in records]
    keys_length = sum(len(key) for key, _ in packed)
    # Numbers of one width, so that the index's length is known before the places in it are.
    index_length = 1 + keys_length + len(packed) * len(_entry(b"", 0, b""))
    start = len(MAGIC) + SIZES_LENGTH + index_length
    index = [b"\n"]
    for key, record in packed:
        index.append(_entry(key, start, record))
        start += len(record)
    joined = b"".join(index)
    yield from (MAGIC, SIZES % (len(joined), zlib.crc32(joined)), joined)
    yield from (record for _, record in packed)


def _entry(key: bytes, start: int, record: bytes) -> bytes:
    return b"%s %010d %08d %08x\n" % (key, start, len(record), zlib.crc32(record))
