"""One run at a time in an environment's folder: a lock on the folder itself, so that no lock's file lies in it."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tfgen.output.changes import Output
from tfgen.output.tree import Tree
from tfgen.undisturbed import heeding, undisturbed

Say = Callable[[str], None]
"""Tells a person something, at once."""


@contextmanager
def locked(output: Output, say: Say, *, make: bool = False, shared: bool = False) -> Iterator[Tree]:
    """Open an environment's folder when no other run is at work in it; the kernel drops the lock of a run that dies.

    With `make`, a folder that is not there is made, and goes again if nothing comes into it; without, it raises
    FileNotFoundError. Those that only read have the lock `shared`. Signals are heeded while it waits, not afterwards.
    """
    with undisturbed():
        made = False
        while True:
            made = make and (_make(output.folder) or made)
            tree = Tree(output.folder, output.name)
            try:
                _take(tree, output, say, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
                if _is_there(tree, output.folder):
                    yield tree
                    return
            finally:
                if made:
                    _remove_if_empty(output.folder)
                tree.close()


def _make(folder: Path) -> bool:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir()
        return True
    return False


def _take(tree: Tree, output: Output, say: Say, how: int) -> None:
    try:
        fcntl.flock(tree.top, how | fcntl.LOCK_NB)
    except BlockingIOError:
        say(f"Waiting for another run of tfgen that is at work in {output.name} …")
        with heeding():
            fcntl.flock(tree.top, how)


def _is_there(tree: Tree, folder: Path) -> bool:
    """Tell whether the folder is still the one that was opened: who held the lock before may have removed it."""
    try:
        now = os.stat(folder, follow_symlinks=False)  # noqa: PTH116
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(tree.top), now)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
