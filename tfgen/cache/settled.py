"""Environments that are settled: rendered, checked and written before, from inputs that are known by their hash.

Each has a small file of its own, which begins with a hash of its name and the rest: a file that is torn, damaged or
was put under another name counts as none. What it says holds for one manifest only, and so, by the hashes in that, for
files that were parsed back and checked, to the byte.
"""

import hashlib
import os
from pathlib import Path

import msgspec
from msgspec import Struct

from tfgen.diagnostics import Diagnostic

# In each of 256 folders: some 50,000 environments. Of a folder that is full, the older half goes.
MAX_IN_FOLDER = 200
_DIGEST = hashlib.sha256().digest_size


class Settled(Struct, frozen=True):
    """What a run has found out of an environment: the hash of its manifest, and what the next run would say again."""

    manifest: str
    files: int
    resources: int
    left_out: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class SettledEnvironments:
    """Settled environments by the hash of all that they depend on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "settled"

    def find(self, key: str) -> Settled | None:
        """Give what is known of the environment with a key, None where nothing is."""
        try:
            data = self._file(key).read_bytes()
            if data[:_DIGEST] == _seal(key, data[_DIGEST:]):
                return msgspec.json.decode(data[_DIGEST:], type=Settled)
        except (OSError, msgspec.MsgspecError):
            pass
        return None

    def keep(self, key: str, settled: Settled) -> None:
        """Remember an environment; what the machine refuses is not remembered."""
        file, data = self._file(key), msgspec.json.encode(settled)
        new = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.write_bytes(_seal(key, data) + data)
            new.replace(file)
            _make_room(file.parent)
        except OSError:
            return

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _seal(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + data).digest()


def _make_room(folder: Path) -> None:
    if len(os.listdir(folder)) > MAX_IN_FOLDER:  # noqa: PTH208 - a path for each would be made for nothing
        oldest = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for path in oldest[: MAX_IN_FOLDER // 2]:
            path.unlink(missing_ok=True)
