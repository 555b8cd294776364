"""`tfgen list`: the environments of a project."""

import json
from pathlib import Path

from tfgen.commands.shard import Shard
from tfgen.console import Console
from tfgen.project import find_project
from tfgen.spec.load import load_spec
from tfgen.spec.names import environment_names, spec_file


def list_environments(start: Path | None, shard: Shard, style: str) -> int:
    """List a project's environments, or a shard of them; returns the exit code."""
    console = Console()
    project, diagnostics = find_project(start)
    if project is None:
        console.diagnostics(diagnostics, Path())
        return 1
    names = shard.of(environment_names(project.root))
    if style == "json":
        rows = [{"name": name, "file": spec_file(name), "extends": _parents(project.root, name)} for name in names]
        console.data(json.dumps({"format_version": "1.0", "environments": rows}, indent=2))
    else:
        console.data("".join(f"{name}\n" for name in names))
    return 0


def _parents(root: Path, name: str) -> list[str]:
    """Give the names of the specs that an environment extends, as far as they can be read, the nearest first."""
    parents: list[str] = []
    spec, _ = load_spec(root, name)
    while spec and spec.extends and spec.extends not in parents:
        parents.append(spec.extends)
        spec, _ = load_spec(root, spec.extends)
    return parents
