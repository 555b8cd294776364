"""Which texts python-hcl2 has read without a mistake, by their hashes: those need no second parse.

The file is nothing but hashes, one behind the other; another version of python-hcl2 has another file. What is torn,
damaged or not what was written is the hash of no text that anybody will see, so that it can let none pass.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from tfgen.cache.folder import is_own
from tfgen.cache.tools import fingerprint

LENGTH = hashlib.sha256().digest_size
# 1.6 MB: the texts of some thousand environments. Of a file that is full, the newer half is kept.
MAX_TEXTS = 50_000
_TOOLS = ("hcl2", "lark")


class ParsedTexts:
    """The hashes of parsed texts; without a folder, those of this process."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._file: Path | None = None
        self._known: set[bytes] | None = None

    def __contains__(self, text: str) -> bool:
        """Tell whether a text was parsed before."""
        return _digest(text) in self._all()

    def add(self, text: str) -> None:
        """Remember that a text was parsed."""
        known, digest = self._all(), _digest(text)
        if len(known) >= MAX_TEXTS:
            known.clear()
        known.add(digest)
        self._append(digest)

    def _all(self) -> set[bytes]:
        if self._known is None:
            self._known = self._read() if self._folder else set()
        return self._known

    def _read(self) -> set[bytes]:
        assert self._folder, "asked for only where there is one"
        self._file = self._folder / f"parsed-{fingerprint(_TOOLS)[:16]}"
        try:
            data = self._file.read_bytes() if is_own(self._file) else b""
        except OSError:
            return set()
        whole = data[: len(data) - len(data) % LENGTH]
        kept = whole[-MAX_TEXTS * LENGTH // 2 :] if len(whole) >= MAX_TEXTS * LENGTH else whole
        if kept != data:
            _replace(self._file, kept)
        return {kept[at : at + LENGTH] for at in range(0, len(kept), LENGTH)}

    def _append(self, digest: bytes) -> None:
        """Write a hash at the file's end in one step, so that several processes can."""
        if self._file is None:
            return
        try:
            file = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                os.write(file, digest)
            finally:
                os.close(file)
        except OSError:  # a full disk, say: then it is not remembered
            self._file = None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _replace(file: Path, data: bytes) -> None:
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        new.write_bytes(data)
        new.replace(file)
    except OSError:
        with suppress(OSError):
            new.unlink()
