"""The states of environments' files, as text and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from tfgen.report.text import visible
from tfgen.states import FileState, FileStatus

_HARMLESS = frozenset({FileState.IN_SYNC, FileState.FOREIGN})
_REMEDIES = {
    FileState.STALE: "rendered otherwise now",
    FileState.MISSING: "rendered, and not there",
    FileState.EDITED: "changed after tfgen wrote it; render refuses it without --force",
    FileState.ORPHAN: "rendered no more; render removes it",
}


class EnvironmentStatus(Struct, frozen=True):
    """What is known of one environment's folder; `is_removed` where there is a folder, and no spec any more."""

    name: str
    folder: str
    files: tuple[FileStatus, ...] = ()
    is_valid: bool = True
    is_interrupted: bool = False
    is_removed: bool = False

    @property
    def different(self) -> list[FileStatus]:
        """The files that are not as they should be; those in nobody's way are."""
        return [file for file in self.files if file.state not in _HARMLESS or file.obstacle]

    @property
    def state(self) -> str:
        """One word for all."""
        if self.is_removed:
            return "removed"
        if self.is_interrupted:
            return "interrupted"
        if not self.is_valid:
            return "invalid"
        return "different" if self.different else "in sync"


def is_clean(environments: Iterable[EnvironmentStatus]) -> bool:
    """Tell whether there is nothing to render and nothing to clear away."""
    return all(environment.state == "in sync" for environment in environments)


def format_status(environments: Iterable[EnvironmentStatus], *, verbose: bool) -> str:
    """Write a line for each environment, and below it one for each file that is not in sync; `verbose`, for all."""
    return "".join(f"{visible(line)}\n" for environment in environments for line in _lines(environment, verbose))


def _lines(environment: EnvironmentStatus, verbose: bool) -> Iterator[str]:
    yield f"{environment.name}: {_summary(environment)}"
    for file in environment.files:
        if verbose or file.state is not FileState.IN_SYNC:
            path = f"{environment.folder}/{file.path}"
            yield f"  {file.state:<8} {path}" + (f" ({remedy})" if (remedy := _remedy(file)) else "")


def _summary(environment: EnvironmentStatus) -> str:
    name, folder = environment.name, environment.folder
    match environment.state:
        case "removed":
            return (
                f"there is no environments/{name}.yaml any more. When nothing of it runs any more (terraform "
                f"-chdir={folder} destroy), remove {folder}."
            )
        case "interrupted":
            return f"a render was interrupted here, and Terraform refuses {folder}. Run tfgen render {name}."
        case "invalid":
            return "has errors"
        case "in sync":
            return f"in sync, {_count(len(environment.files) - _foreign(environment))}"
    return f"{len(environment.different)} of {_count(len(environment.files) - _foreign(environment))} not in sync"


def _foreign(environment: EnvironmentStatus) -> int:
    return sum(file.state is FileState.FOREIGN and not file.obstacle for file in environment.files)


def _count(files: int) -> str:
    return f"{files} file" + ("" if files == 1 else "s")


def _remedy(file: FileStatus) -> str:
    if file.obstacle:
        place, why = file.obstacle
        return f"{place} {why}; move it away"
    if file.is_converted:
        return "only the ends of its lines were converted; see what render says"
    return _REMEDIES.get(file.state, "")


def as_json(environments: Sequence[EnvironmentStatus]) -> dict[str, Any]:
    """Give what the command's JSON document says of environments."""
    return {"environments": [_row(environment) for environment in environments]}


def _row(environment: EnvironmentStatus) -> dict[str, Any]:
    files = [{"path": file.path, "state": file.state.value, "template": file.template} for file in environment.files]
    return {"name": environment.name, "folder": environment.folder, "state": environment.state, "files": files}
