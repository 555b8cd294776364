"""Projects to measure: the shipped templates under any number of environments like dev, each with networks of its own.

    python -m benchmarks.projects FOLDER COUNT

It runs in a process of its own, so that what it needs of memory does not count for what is measured later.
"""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
VALUES = "values.json"
# The addresses of dev; each environment has others.
NETWORK = "10.20."
NAME = "e{:05}"


def make(folder: Path, count: int) -> None:
    """Make a project with so many environments, and write down dev's values for those who can't resolve a spec."""
    from tfgen.build import Build  # noqa: PLC0415 - not for those who import only the names
    from tfgen.project import Project  # noqa: PLC0415

    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "environments").mkdir(parents=True)
    shutil.copy(ROOT / "environments/_base.yaml", folder / "environments")
    spec = (ROOT / "environments/dev.yaml").read_text()
    for number in range(count):
        (folder / f"environments/{NAME.format(number)}.yaml").write_text(spec.replace(NETWORK, network(number)))
    build, _ = Build.open(Project(folder))
    built = build.environment(NAME.format(0)) if build else None
    assert built, "the shipped pack is right"
    assert built.resolved, "and so is dev"
    (folder / VALUES).write_text(json.dumps(built.resolved.values).replace(network(0), NETWORK))


def network(number: int) -> str:
    """Give the beginning of an environment's addresses."""
    return f"10.{number % 256}."


def values_of(base: str, number: int) -> tuple[str, dict[str, Any]]:
    """Give an environment's name and values."""
    return NAME.format(number), json.loads(base.replace(NETWORK, network(number)))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
