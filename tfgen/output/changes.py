"""Compare rendered files with a folder: what to create, update and delete there, and what stands in the way."""

import os
from collections.abc import Iterator
from pathlib import Path

from tfgen.changes import Action, FileChange
from tfgen.diagnostics import Diagnostic, error
from tfgen.header import HEADER_PREFIX
from tfgen.rendered import RenderedFile
from tfgen.source import line_range


def compare(files: tuple[RenderedFile, ...], folder: Path) -> tuple[list[FileChange], list[Diagnostic]]:
    """Compare an environment's rendered files with its folder, which need not exist.

    Gives the changes sorted by path, files that are as they should be among them, and an error for everything in
    the way that tfgen did not write: no such file is ever overwritten or deleted.
    """
    refusals = [*_folders_in_the_way(files, folder)]
    if refusals:
        return [], refusals
    changes = [_compare_file(file, folder) for file in files]
    diagnostics = [found for found in changes if isinstance(found, Diagnostic)]
    rendered = {file.path for file in files}
    deletions = [FileChange(Action.DELETE, path, None) for path in _own_files(folder) if path not in rendered]
    kept = [found for found in changes if isinstance(found, FileChange)]
    return sorted([*kept, *deletions], key=lambda change: change.path), diagnostics


def _compare_file(file: RenderedFile, folder: Path) -> FileChange | Diagnostic:
    path = folder / file.path
    if not os.path.lexists(path):
        return FileChange(Action.CREATE, file.path, file.text)
    if path.is_symlink() or not path.is_file():
        return _in_the_way(path, "is a link or a folder")
    if not _is_own(path):
        return _in_the_way(path, "was not written by tfgen")
    same = path.read_bytes() == file.text.encode()
    return FileChange(Action.NO_OP if same else Action.UPDATE, file.path, file.text)


def _folders_in_the_way(files: tuple[RenderedFile, ...], folder: Path) -> Iterator[Diagnostic]:
    """Find what stands where a folder must be; links to folders are refused, since they could lead anywhere."""
    needed = {folder, *(parent for file in files for parent in _parents(folder, file.path))}
    for path in sorted(needed):
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
            yield _in_the_way(path, "is not a folder of its own")


def _parents(folder: Path, path: str) -> list[Path]:
    return [folder / parent for parent in Path(path).parents]


def _in_the_way(path: Path, why: str) -> Diagnostic:
    detail = f"{path} {why}, so it stays as it is. Move it away, or render elsewhere with --out; nothing is written."
    return error("output-foreign", "File in the way", detail, line_range(str(path), 1))


def _own_files(folder: Path) -> Iterator[str]:
    """Find the files that tfgen wrote; Terraform's folders (.terraform) and links are not entered."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not path.is_symlink() and _is_own(path):
                yield path.relative_to(folder).as_posix()


def _is_own(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(HEADER_PREFIX)) == HEADER_PREFIX.encode()
