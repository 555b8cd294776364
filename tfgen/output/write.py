"""Write an environment's changes: all of them, or none."""

import errno
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tfgen.changes import Action, FileChange


def write(changes: Sequence[FileChange], folder: Path) -> None:
    """Bring a folder to the state that its changes describe.

    Every new text is first written, whole, into a staging folder beside it; only when all of them are on disk, and all
    folders are there and may be written, are they moved into place, each in one step, and the deletions done. So a full
    disk or a missing permission, which raise OSError, change no file. Files without changes are not touched.
    """
    pending = [change for change in changes if change.action is not Action.NO_OP]
    if pending:
        _write(pending, folder)


def _write(pending: Sequence[FileChange], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".tfgen-{folder.name}-", dir=folder.parent))
    try:
        texts = {change.path: change.text for change in pending if change.text is not None}
        staged = {path: _stage(text, staging / str(number)) for number, (path, text) in enumerate(texts.items())}
        for place in sorted({(folder / change.path).parent for change in pending}):
            _prepare(place)
        for path, source in staged.items():
            source.replace(folder / path)
        for change in pending:
            if change.action is Action.DELETE:
                _delete(folder / change.path, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(text: str, path: Path) -> Path:
    with path.open("wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    return path


def _prepare(place: Path) -> None:
    """Make a folder, and see that files in it can be replaced."""
    place.mkdir(parents=True, exist_ok=True)
    if not os.access(place, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "The folder is not writable", str(place))


def _delete(path: Path, top: Path) -> None:
    """Delete a file, and the folders below the environment's own that it leaves empty."""
    path.unlink()
    folder = path.parent
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
