"""From the states of an environment's files to what writing changes, and to what it refuses."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from msgspec import Struct

from tfgen.changes import Action, FileChange
from tfgen.diagnostics import Diagnostic, error
from tfgen.rendered import RenderedFile
from tfgen.source import line_range
from tfgen.states import FileState, FileStatus

_ACTIONS = {
    FileState.IN_SYNC: Action.NO_OP,
    FileState.STALE: Action.UPDATE,
    FileState.MISSING: Action.CREATE,
    FileState.EDITED: Action.UPDATE,
    FileState.ORPHAN: Action.DELETE,
}


class Output(Struct, frozen=True):
    """The folder that an environment is rendered into, and what messages call it (`generated/dev`)."""

    folder: Path
    name: str

    def file(self, path: str) -> str:
        """Give what messages call a file in it."""
        return PurePath(self.name, path).as_posix()


def changes_of(statuses: Iterable[FileStatus], files: Sequence[RenderedFile], *, force: bool) -> list[FileChange]:
    """Give what writing does to each file, those among them that are as they should be; hand-edited ones by `force`."""
    texts = {file.path: file.text for file in files}
    changes: list[FileChange] = []
    for status in statuses:
        if status.state is FileState.FOREIGN or (status.state is FileState.EDITED and not force):
            continue
        action = _ACTIONS[status.state] if status.path in texts else Action.DELETE
        changes.append(FileChange(action, status.path, texts.get(status.path)))
    return changes


def refusals_of(statuses: Iterable[FileStatus], output: Output, environment: str, *, force: bool) -> list[Diagnostic]:
    """Give an error for all that must not be overwritten or removed, each place told once."""
    obstacles = dict.fromkeys(status.obstacle for status in statuses if status.obstacle)
    edited = [status for status in statuses if status.state is FileState.EDITED and not force]
    return [in_the_way(output, *obstacle) for obstacle in obstacles] + [
        _converted(output, status.path, environment)
        if status.is_converted
        else edited_by_hand(output, status.path, environment, status.template)
        for status in edited
    ]


def in_the_way(output: Output, path: str, why: str) -> Diagnostic:
    """Say that something that is not tfgen's stands where a file or folder of the output must be."""
    name = output.file(path)
    detail = f"{name} {why}, so it stays as it is. Move it away, or render elsewhere with --out; nothing is written."
    return error("output-foreign", "File in the way", detail, line_range(name, 1))


def edited_by_hand(output: Output, path: str, environment: str, template: str | None) -> Diagnostic:
    """Say that a file holds what tfgen did not write, and that it would be lost."""
    name = output.file(path)
    source = f"{template} or the spec" if template else "a template"
    detail = (
        f"{name} is not as tfgen wrote it, so it stays as it is, and nothing of {environment} is written. Bring the "
        f"change into {source}, or give it up with `tfgen render {environment} --force`."
    )
    return error("output-edited", "File edited by hand", detail, line_range(name, 1))


def _converted(output: Output, path: str, environment: str) -> Diagnostic:
    """Say that a file is not as it was written since something has converted its lines."""
    name = output.file(path)
    detail = (
        f"Only the ends of the lines of {name} are others than tfgen wrote, as git makes them where core.autocrlf is "
        f"set. Put `{output.name}/** -text` into .gitattributes and check the files out anew, or write them anew with "
        f"`tfgen render {environment} --force`."
    )
    return error("output-edited", "Line ends converted", detail, line_range(name, 1))
