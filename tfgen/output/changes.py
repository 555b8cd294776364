"""Compare rendered files with a folder: what to create, update and delete there, and what stands in the way."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from msgspec import Struct

from tfgen.changes import Action, FileChange
from tfgen.diagnostics import Diagnostic, error
from tfgen.header import HEADER_PREFIX
from tfgen.rendered import RenderedFile
from tfgen.source import line_range


class Output(Struct, frozen=True):
    """The folder that an environment is rendered into, and what messages call it (`generated/dev`)."""

    folder: Path
    name: str


def compare(files: tuple[RenderedFile, ...], output: Output) -> tuple[list[FileChange], list[Diagnostic]]:
    """Compare an environment's rendered files with its folder, which need not exist.

    Gives the changes sorted by path, files that are as they should be among them, and an error for everything in
    the way that tfgen did not write: no such file is ever overwritten or deleted.
    """
    refusals = [*_folders_in_the_way(files, output)]
    if refusals:
        return [], refusals
    found = [_compare_file(file, output) for file in files]
    rendered = {file.path for file in files}
    deletions = [FileChange(Action.DELETE, path, None) for path in own_files(output.folder) if path not in rendered]
    changes = [change for change in found if isinstance(change, FileChange)]
    diagnostics = [refusal for refusal in found if isinstance(refusal, Diagnostic)]
    return sorted([*changes, *deletions], key=lambda change: change.path), diagnostics


def _compare_file(file: RenderedFile, output: Output) -> FileChange | Diagnostic:
    path = output.folder / file.path
    if not os.path.lexists(path):
        return FileChange(Action.CREATE, file.path, file.text)
    if path.is_symlink() or not path.is_file():
        return _in_the_way(output, file.path, "is not a plain file but a link, a folder or the like")
    if not _is_own(path):
        return _in_the_way(output, file.path, "was not written by tfgen")
    same = path.read_bytes() == file.text.encode()
    return FileChange(Action.NO_OP if same else Action.UPDATE, file.path, file.text)


def _folders_in_the_way(files: tuple[RenderedFile, ...], output: Output) -> Iterator[Diagnostic]:
    """Find what stands where a folder must be; links to folders are refused, since they could lead anywhere."""
    needed = {".", *(parent.as_posix() for file in files for parent in PurePath(file.path).parents)}
    for place in sorted(needed):
        path = output.folder / place
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
            yield _in_the_way(output, place, "stands where a folder must be")


def _in_the_way(output: Output, place: str, why: str) -> Diagnostic:
    name = PurePath(output.name, place).as_posix()
    detail = f"{name} {why}, so it stays as it is. Move it away, or render elsewhere with --out; nothing is written."
    return error("output-foreign", "File in the way", detail, line_range(name, 1))


def own_files(folder: Path) -> Iterator[str]:
    """Find the files that tfgen wrote; Terraform's folders (.terraform) and links are not entered."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if path.is_file() and not path.is_symlink() and _is_own(path):
                yield path.relative_to(folder).as_posix()


def _is_own(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(HEADER_PREFIX)) == HEADER_PREFIX.encode()
