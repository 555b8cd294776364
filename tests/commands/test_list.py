"""`tfgen list`: the environments of a project."""

import json
from pathlib import Path

from tests.support import Run, write_files


def test_a_name_a_line(project: Path, run: Run) -> None:
    """Sorted, without the parents, ready for `xargs`."""
    write_files(project, {"environments/a-first.yaml": "", "environments/notes.txt": ""})
    said = run("list")
    assert (said.code, said.out, said.err) == (0, "a-first\ndev\nprod\n", "")


def test_json_names_file_and_parents(project: Path, run: Run) -> None:
    """The nearest parent first."""
    write_files(project, {"environments/_base.yaml": "extends: _root\n", "environments/_root.yaml": "size: 1\n"})
    said = run("list", "--format", "json")
    assert json.loads(said.out) == {
        "format_version": "1.0",
        "environments": [
            {"name": "dev", "file": "environments/dev.yaml", "extends": ["_base", "_root"]},
            {"name": "prod", "file": "environments/prod.yaml", "extends": []},
        ],
    }


def test_broken_chains_are_listed_as_far_as_they_go(project: Path, run: Run) -> None:
    """A listing is no check: circles end, missing parents are named, broken files have none."""
    write_files(
        project,
        {
            "environments/_a.yaml": "extends: _b\n",
            "environments/_b.yaml": "extends: _a\n",
            "environments/broken.yaml": "extends: [\n",
            "environments/dev.yaml": "extends: _a\n",
            "environments/prod.yaml": "extends: nope\n",
        },
    )
    said = run("list", "--format", "json")
    rows = json.loads(said.out)["environments"]
    assert (said.code, said.err) == (0, "")
    assert {row["name"]: row["extends"] for row in rows} == {"broken": [], "dev": ["_a", "_b"], "prod": ["nope"]}


def test_no_environments_are_no_lines(project: Path, run: Run) -> None:
    """Not an empty one either, which `xargs` would take for a name."""
    for path in (project / "environments").iterdir():
        path.unlink()
    assert run("list").out == ""


def test_no_project(tmp_path: Path, run: Run) -> None:
    """Is an error on standard error; standard output stays empty."""
    said = run("-C", str(tmp_path), "list", "--format", "json")
    assert (said.code, said.out) == (1, "")
    assert "No project here" in said.err
