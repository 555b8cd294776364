"""`tfgen schema`: what editors read."""

import json
from pathlib import Path

import pytest

from tests.support import Run, write_files


def test_the_schema_is_printed_as_json(project: Path, run: Run) -> None:
    """With the project's own fields, and `extends`; letters beyond ASCII stay readable."""
    schema = (project / "templates/schema.yaml").read_text("utf-8").replace("Its name.", "Prüfname.")
    write_files(project, {"templates/schema.yaml": schema})
    said = run("schema")
    assert (said.code, said.err) == (0, "")
    assert list(json.loads(said.out)["properties"]) == ["extends", "name", "size"]
    assert "Prüfname." in said.out


def test_the_printed_schema_takes_the_projects_specs(project: Path, run: Run) -> None:
    """An editor marks nothing that tfgen accepts."""
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    yaml = pytest.importorskip("yaml")
    validator = jsonschema_rs.validator_for(json.loads(run("schema").out))
    for path in sorted((project / "environments").iterdir()):
        assert validator.is_valid(yaml.safe_load(path.read_text("utf-8"))), path
    assert not validator.is_valid({"sise": 3})


def test_a_broken_schema_is_told_with_its_place(project: Path, run: Run) -> None:
    """Nothing is printed that an editor could take for a schema."""
    write_files(project, {"templates/schema.yaml": "type: objekt\n"})
    said = run("schema")
    assert (said.code, said.out) == (1, "")
    assert "on templates/schema.yaml:1:7" in said.err


def test_no_project(tmp_path: Path, run: Run) -> None:
    """Is an error here as elsewhere."""
    said = run("-C", str(tmp_path), "schema")
    assert (said.code, said.out) == (1, "")
    assert "No project here" in said.err
