"""Where a project begins: the folder that holds templates/ and environments/. Imports nothing that takes time."""

from pathlib import Path

TEMPLATES = "templates"
ENVIRONMENTS = "environments"


def find_root(named: Path | None) -> Path | None:
    """Give the named project's folder, or, without a name, the nearest one at or above the current folder."""
    start = (named or Path()).resolve()
    candidates = [start] if named else [start, *start.parents]
    return next((folder for folder in candidates if _is_root(folder)), None)


def _is_root(folder: Path) -> bool:
    return (folder / TEMPLATES).is_dir() and (folder / ENVIRONMENTS).is_dir()
