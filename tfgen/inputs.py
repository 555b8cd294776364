"""What a rendering depends on, as hashes: computed of the files' bytes, so that nothing is rendered or even parsed."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from tfgen import __version__


class Inputs(Struct, frozen=True):
    """What one environment was rendered from: the pack's version, the files of its spec, and the hash of all.

    An environment whose `digest`, computed anew with the same `specs`, is the same renders to the same files: which
    files a spec extends stands in these files.
    """

    templates: str
    specs: tuple[str, ...]
    digest: str


def digest(data: bytes) -> str:
    """Give the hash of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def hash_files(root: Path, files: Iterable[str]) -> str:
    """Give one hash of files, by their paths from a root and their bytes; raises OSError."""
    return _digest_of([[file, digest(_read(f"{root}/{file}"))] for file in sorted(files)])


def hash_inputs(root: Path, environment: str, templates: str, specs: Sequence[str], overrides: Sequence[str]) -> Inputs:
    """Give the inputs of an environment; `templates` is the hash of the pack, `overrides` are `--set` arguments."""
    listed = tuple(sorted(specs))
    parts = [__version__, environment, templates, hash_files(root, listed), list(overrides)]
    return Inputs(templates, listed, _digest_of(parts))


def _read(file: str) -> bytes:
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - hundreds of times in a run that must be short
        return opened.read()


def _digest_of(parts: object) -> str:
    return digest(json.dumps(parts).encode())
