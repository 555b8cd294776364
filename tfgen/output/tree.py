"""An environment's folder, reached through descriptors, so that no link leads out of it.

Every folder below is opened from the one above and held open, links refused. Whatever is put in the way meanwhile,
files are then read, replaced and removed in the folders that were looked at, and nowhere else.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from tfgen.protected import is_protected

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_IS_LINK_OR_FILE = (errno.ELOOP, errno.ENOTDIR)
_IS_NO_FILE = (errno.ELOOP, errno.ENXIO)


class InTheWay(Exception):
    """Something stands where a file or a folder of the output must be: its path in the tree, and what is the matter."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} {why}")
        self.path = path
        self.why = why


class Tree:
    """A folder and what lies below it, by paths with forward slashes; `name` is what messages call it.

    An OSError of its methods has the file's whole name. Close it when done.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Open a folder that is there; raises FileNotFoundError, or `InTheWay` for a link, say."""
        self.name = name
        self._folders = {".": _open_folder(os.fspath(folder), ".", None)}

    def close(self) -> None:
        """Give back all descriptors, and with them the lock."""
        while self._folders:
            os.close(self._folders.popitem()[1])

    @property
    def top(self) -> int:
        """The descriptor of the folder itself."""
        return self._folders["."]

    def folder(self, path: str) -> int:
        """Give the descriptor of a folder below; raises FileNotFoundError or `InTheWay`."""
        if path not in self._folders:
            parent, _, name = path.rpartition("/")
            self._folders[path] = _open_folder(name, path, self.folder(parent or "."))
        return self._folders[path]

    def make_folder(self, path: str) -> list[str]:
        """Make a folder with those above it, where they are not there; gives those that were made, the first first."""
        try:
            self.folder(path)
        except FileNotFoundError:
            made = self.make_folder(PurePosixPath(path).parent.as_posix())
            with self._place(path) as (above, name):
                os.mkdir(name, dir_fd=above)
            return [*made, path]
        return []

    def read(self, path: str) -> bytes | None:
        """Give a file's bytes, None where nothing is; raises `InTheWay` where it or a folder above is no such."""
        try:
            with self._place(path) as (above, name):
                descriptor = os.open(name, _READ, dir_fd=above)
        except FileNotFoundError:
            return None
        except OSError as failure:
            if failure.errno in _IS_NO_FILE:
                raise _no_file(path) from None
            raise
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _no_file(path)
            with open(descriptor, "rb", buffering=0, closefd=False) as file:
                return file.read()
        finally:
            os.close(descriptor)

    def create(self, path: str, data: bytes) -> None:
        """Write a new file, and see that it is on the disk."""
        with self._place(path) as (above, name):
            descriptor = os.open(name, _NEW, 0o666, dir_fd=above)
            with open(descriptor, "wb") as file:  # noqa: PTH123
                file.write(data)
                file.flush()
                os.fsync(descriptor)

    def move(self, source: str, target: str) -> None:
        """Put a file in the place of another one, in one step."""
        with self._place(target) as (there, new_name), self._place(source) as (above, name):
            os.replace(name, new_name, src_dir_fd=above, dst_dir_fd=there)

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        with suppress(FileNotFoundError), self._place(path) as (above, name):
            os.unlink(name, dir_fd=above)

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if it is empty; tells whether it went."""
        with suppress(OSError), self._place(path) as (above, name):
            os.rmdir(name, dir_fd=above)
            if path in self._folders:
                os.close(self._folders.pop(path))
            return True
        return False

    def names(self, path: str) -> list[str]:
        """Give the names of what lies in a folder, sorted."""
        return sorted(os.listdir(self.folder(path)))  # noqa: PTH208 - of a descriptor

    def walk(self) -> Iterator[str]:
        """Give the paths of all that is no folder, sorted in each; hidden and protected folders are not entered."""
        for root, folders, names, _ in os.fwalk(".", dir_fd=self.top):
            place = PurePosixPath(root)
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and not is_protected((place / name).as_posix())
            )
            yield from ((place / name).as_posix() for name in sorted(names))

    @contextmanager
    def _place(self, path: str) -> Iterator[tuple[int, str]]:
        """Give the descriptor of the folder that a path lies in, and its name there; name the path in errors."""
        parent, _, name = path.rpartition("/")
        try:
            yield self.folder(parent or "."), name
        except OSError as failure:
            failure.filename = f"{self.name}/{path}"
            raise


def _open_folder(name: str, path: str, above: int | None) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=above)
    except OSError as failure:
        if failure.errno in _IS_LINK_OR_FILE:
            raise InTheWay(path, "stands where a folder must be") from None
        raise


def _no_file(path: str) -> InTheWay:
    return InTheWay(path, "is not a plain file but a link, a folder or the like")
