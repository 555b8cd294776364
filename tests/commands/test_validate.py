"""`tfgen validate`: all of render but the writing."""

import json
from pathlib import Path

from tests.support import Run, write_files


def test_valid_environments_are_told(project: Path, run: Run) -> None:
    """Nothing is written."""
    said = run("validate")
    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "dev: valid, 2 resources, 0.00 s\nprod: valid, 2 resources, 0.00 s\n2 environments, 0 with errors, 0.00 s\n"
    )
    assert not (project / "generated").exists()


def test_mistakes_are_found_as_render_finds_them(project: Path, run: Run) -> None:
    """Also those that show only in what is rendered."""
    write_files(project, {"templates/root/main.tf.j2": "a = {{ name }} {{ name }}\n"})
    said = run("validate", "prod", "-q")
    assert said.code == 1
    assert "Error: Missing newline after argument" in said.err
    assert said.err.count("spec value name: environments/prod.yaml:1:7\n") == 1
    assert "│   on templates/root/main.tf.j2:1:1\n│      1: a = {{ name }} {{ name }}\n│         ^^^^^" in said.err
    assert '│   rendered line: main.tf:3:12\n│        3: a = "prod" "prod"\n│   spec value name: ' in said.err


def test_set_and_json(project: Path, run: Run) -> None:
    """A change can be tried before it is written into a spec."""
    document = json.loads(run("validate", "dev", "--set", "size=x", "--format", "json").out)
    (found,) = document["diagnostics"]
    assert found["range"]["filename"] == "--set size"
    assert "snippet" not in found
    assert run("validate", "dev", "--set", "size=9", "-q").code == 0
    assert project.is_dir()


def test_no_project(tmp_path: Path, run: Run) -> None:
    """Is an error here as elsewhere."""
    assert run("-C", str(tmp_path), "validate").code == 1
