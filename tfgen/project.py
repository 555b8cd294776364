"""A project: the folder that holds templates/ and environments/."""

from pathlib import Path

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, error
from tfgen.root import ENVIRONMENTS, TEMPLATES, find_root

GENERATED = "generated"


class Project(Struct, frozen=True):
    """A project, known by its root folder."""

    root: Path

    @property
    def templates(self) -> Path:
        """The folder of its templates."""
        return self.root / TEMPLATES

    @property
    def generated(self) -> Path:
        """The folder that it is rendered into, unless a command says otherwise."""
        return self.root / GENERATED


def find_project(named: Path | None) -> tuple[Project | None, list[Diagnostic]]:
    """Find the named project, or, without a name, the nearest one at or above the current folder."""
    root = find_root(named)
    return (Project(root), []) if root else (None, [_missing((named or Path()).resolve(), upwards=named is None)])


def _missing(start: Path, *, upwards: bool) -> Diagnostic:
    absent = [name for name in (TEMPLATES, ENVIRONMENTS) if not (start / name).is_dir()]
    if not start.is_dir():
        detail = f"There is no folder {start}."
    elif len(absent) == 1:
        detail = f"{start} has no folder {absent[0]}/. A project holds {TEMPLATES}/ and {ENVIRONMENTS}/."
    elif not upwards:
        detail = f"{start} has no folders {TEMPLATES}/ and {ENVIRONMENTS}/. Name the folder that holds them."
    else:
        detail = (
            f"Neither {start} nor a folder above it holds {TEMPLATES}/ and {ENVIRONMENTS}/. Run tfgen inside a "
            "project, or name one with --project."
        )
    return error("project-missing", "No project here", detail)


def from_repository(folder: Path) -> str:
    """Give a folder's path from the root of the git repository that it lies in, empty where it lies in none."""
    path = folder.absolute()
    root = next((parent for parent in (path, *path.parents) if (parent / ".git").exists()), path)
    return "" if root == path else path.relative_to(root).as_posix()
