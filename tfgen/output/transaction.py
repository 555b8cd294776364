"""Change an environment's files together: write the change down, then make it; whoever comes later can finish it.

Killed before the journal is in place, a run has changed nothing. Killed after it, it leaves the journal, and, where
more than one file changes, a marker at which Terraform refuses the folder; the marker comes before the first change and
goes after the last. What takes room on the disk is done before the journal; after it there are renames and removals.
"""

import errno
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import PurePosixPath

from msgspec import Struct

from tfgen.inputs import digest
from tfgen.output.journal import (
    JOURNAL,
    MARKER_TEXT,
    STAGED_MARKER,
    TRANSACTION,
    Journal,
    NotAJournal,
    Step,
    read_journal,
    staged,
)
from tfgen.output.manifest import MANIFEST
from tfgen.output.tree import Tree
from tfgen.protected import MARKER


class Progress(Struct, frozen=True):
    """How far a change has come, in numbers of steps: those to make, and those whose file holds something else."""

    pending: tuple[int, ...]
    edited: tuple[int, ...]


class Edited(Exception):
    """Files were edited between the look at them and the change."""

    def __init__(self, journal: Journal, steps: Sequence[int]) -> None:
        self.paths = [journal.steps[number].path for number in steps]
        super().__init__(", ".join(self.paths))


def prepare(tree: Tree, journal: Journal, texts: Mapping[str, str | None]) -> None:
    """Write a change down, the journal last; what goes wrong, or an interrupt, leaves nothing behind.

    Raises OSError, and `Edited` where a file is no more what the journal says.
    """
    made: list[str] = []
    try:
        for folder in (TRANSACTION, *sorted({_folder_of(step) for step in journal.steps})):
            made += tree.make_folder(folder)
            _require_writable(tree, folder)
        for number, step in enumerate(journal.steps):
            if (text := texts[step.path]) is not None:
                tree.create(staged(number), text.encode())
        if journal.needs_marker:
            tree.create(STAGED_MARKER, MARKER_TEXT.encode())
        tree.create(f"{JOURNAL}.new", journal.text().encode())
        if edited := progress(tree, journal).edited:
            raise Edited(journal, edited)
        tree.move(f"{JOURNAL}.new", JOURNAL)
        os.fsync(tree.folder(TRANSACTION))
    except BaseException:
        discard(tree)
        for folder in reversed(made):
            tree.remove_folder(folder)
        raise


def progress(tree: Tree, journal: Journal) -> Progress:
    """Compare a change with what lies on the disk: somebody may have edited a file meanwhile."""
    pending: list[int] = []
    edited: list[int] = []
    for number, step in enumerate(journal.steps):
        now = _digest_at(tree, step.path)
        if now == step.before or step.path == MANIFEST:
            pending.append(number)
        elif now != step.after:
            edited.append(number)
    return Progress(tuple(pending), tuple(edited))


def finish(tree: Tree, journal: Journal, pending: Sequence[int]) -> None:
    """Make the pending steps of a change, and then forget it; an OSError leaves it for another run to finish."""
    steps = [(number, journal.steps[number]) for number in pending]
    _move_if_there(tree, STAGED_MARKER, MARKER)
    for number, step in steps:
        if step.after is None:
            tree.remove(step.path)
        else:
            tree.make_folder(_folder_of(step))
            _move_if_there(tree, staged(number), step.path)
    for folder in {_folder_of(step) for _, step in steps}:
        os.fsync(tree.folder(folder))
    _remove_empty_folders(tree, journal)
    tree.remove(MARKER)
    discard(tree)


def _move_if_there(tree: Tree, source: str, target: str) -> None:
    """Move a file to its place, unless an interrupted run has."""
    with suppress(FileNotFoundError):
        tree.move(source, target)


def discard(tree: Tree) -> None:
    """Forget a change: the journal first, since it must never be there without its texts."""
    tree.remove(JOURNAL)
    try:
        names = tree.names(TRANSACTION)
    except FileNotFoundError:
        return
    for name in names:
        tree.remove(f"{TRANSACTION}/{name}")
    tree.remove_folder(TRANSACTION)


def open_journal(tree: Tree) -> tuple[Journal, Progress] | None:
    """Give the change that an earlier run wrote down and did not finish; raises `NotAJournal` where it is damaged.

    None too where all files are again as they were before it, since version control has brought them back.
    """
    data = tree.read(JOURNAL)
    if data is None:
        return None
    journal = read_journal(data)
    done = progress(tree, journal)
    for number in done.pending:
        step = journal.steps[number]
        if step.after not in {None, _digest_at(tree, staged(number)), _digest_at(tree, step.path)}:
            if _is_undone(tree, journal):
                return None
            raise NotAJournal
    return journal, done


def _is_undone(tree: Tree, journal: Journal) -> bool:
    return all(_digest_at(tree, step.path) == step.before for step in journal.steps)


def _digest_at(tree: Tree, path: str) -> str | None:
    data = tree.read(path)
    return None if data is None else digest(data)


def _folder_of(step: Step) -> str:
    return PurePosixPath(step.path).parent.as_posix()


def _require_writable(tree: Tree, folder: str) -> None:
    """See that files in a folder can be replaced, and by renaming what was written in the environment's own."""
    name = f"{tree.name}/{folder}" if folder != "." else tree.name
    if not os.access(".", os.W_OK | os.X_OK, dir_fd=tree.folder(folder)):
        raise PermissionError(errno.EACCES, "The folder is not writable", name)
    if os.fstat(tree.folder(folder)).st_dev != os.fstat(tree.top).st_dev:
        raise OSError(errno.EXDEV, "The folder is a file system of its own", name)


def _remove_empty_folders(tree: Tree, journal: Journal) -> None:
    """Remove the folders that deletions have left empty; the environment's own stays, since somebody may be in it."""
    for step in journal.steps:
        folder = _folder_of(step)
        while step.after is None and folder != "." and tree.remove_folder(folder):
            folder = PurePosixPath(folder).parent.as_posix()
