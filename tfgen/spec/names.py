"""Which environments a project has. Imports nothing heavy, so that completion and listings stay quick."""

import re
from pathlib import Path

from tfgen.root import ENVIRONMENTS

__all__ = ["ENVIRONMENTS", "SUFFIX", "environment_names", "is_spec_name", "misnamed_specs", "spec_file", "spec_names"]

SUFFIX = ".yaml"

_NAME = re.compile(r"[A-Za-z0-9_](?:\.?[A-Za-z0-9_-])*")


def is_spec_name(name: str) -> bool:
    """Tell whether a name can be a spec's: letters, digits, `_`, `-` and single dots, and no path."""
    return _NAME.fullmatch(name) is not None


def spec_file(name: str) -> str:
    """Give the path of a spec's file from the project's root."""
    return f"{ENVIRONMENTS}/{name}{SUFFIX}"


def environment_names(root: Path) -> list[str]:
    """Give the names of a project's environments, sorted.

    Specs whose name begins with `_` are parents only and hidden files are nobody's, so neither is among them. A
    project without the folder has none.
    """
    return [name for name in spec_names(root) if not name.startswith("_")]


def misnamed_specs(root: Path) -> list[str]:
    """Give the names of files that look like specs and would be passed over, sorted: `prod.yml`, `my env.yaml`."""
    folder = root / ENVIRONMENTS
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    like_specs = [name for name in names if name.endswith((SUFFIX, ".yml")) and not name.startswith(".")]
    return sorted(name for name in like_specs if not is_spec_name(name.removesuffix(SUFFIX)) or name.endswith(".yml"))


def spec_names(root: Path) -> list[str]:
    """Give the names of all specs of a project, those that are parents only among them, sorted."""
    folder = root / ENVIRONMENTS
    if not folder.is_dir():
        return []
    names = (path.name.removesuffix(SUFFIX) for path in folder.iterdir() if path.name.endswith(SUFFIX))
    return sorted(name for name in names if is_spec_name(name))
