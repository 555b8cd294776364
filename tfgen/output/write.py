"""Write an environment's changes: all of them, or none."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tfgen.changes import Action, FileChange


def write(changes: Iterable[FileChange], folder: Path) -> None:
    """Bring a folder to the state that its changes describe.

    Every new text is first written, whole, into a staging folder beside it; only when all of them are on disk are they
    moved into place, each in one step, and the deletions done. So a full disk or a missing permission, which raise
    OSError, change nothing. Files without changes are not touched.
    """
    pending = [change for change in changes if change.action is not Action.NO_OP]
    if not pending:
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".tfgen-{folder.name}-", dir=folder.parent))
    try:
        for number, change in enumerate(pending):
            _stage(change, staging / str(number))
        for number, change in enumerate(pending):
            _apply(change, folder, staging / str(number))
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(change: FileChange, path: Path) -> None:
    if change.text is None:
        return
    with path.open("wb") as file:
        file.write(change.text.encode())
        file.flush()
        os.fsync(file.fileno())


def _apply(change: FileChange, folder: Path, staged: Path) -> None:
    target = folder / change.path
    if change.text is None:
        target.unlink()
        _remove_empty(target.parent, folder)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(target)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder that a deletion left empty, and those above it, below the environment's own."""
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
