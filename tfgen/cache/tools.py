"""Which tools made what is remembered: after an upgrade of one of them, nothing of it counts."""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import PathFinder
from pathlib import Path

import tfgen


def fingerprint(packages: Sequence[str]) -> str:
    """Give what is another one for every version of Python, of tfgen and of some packages, without importing these.

    A package is known by the place, the time and the size of its file `__init__.py`, as installing writes it anew.
    """
    parts = [sys.version, tfgen.__version__, *(_stamp(package) for package in packages), *_sources()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _stamp(package: str) -> str:
    found = PathFinder.find_spec(package)
    return f"{package} {_stamp_of(found.origin)}" if found and found.origin else f"no {package}"


def _stamp_of(file: str) -> str:
    status = os.stat(file)  # noqa: PTH116 - hundreds of times, where tfgen is being worked on
    return f"{file} {status.st_mtime_ns} {status.st_size}"


def _sources() -> Iterator[str]:
    """Give the stamps of tfgen's own files where it runs from a checkout, in which they change without a version."""
    package = Path(tfgen.__file__).parent
    if not (package.parent / "pyproject.toml").exists():
        return
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (_stamp_of(f"{folder}/{name}") for name in sorted(names))
