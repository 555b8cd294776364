"""Where tfgen looks for a project."""

from pathlib import Path

import pytest

from tests.support import Run
from tfgen.project import Project, find_project


def test_a_project_is_found_from_a_folder_inside_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """tfgen works from anywhere in a project, as git does."""
    monkeypatch.chdir(project / "templates" / "root")
    assert find_project(None) == (Project(project), [])


def test_a_project_is_found_by_its_name(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-C` names the project's folder, also by a path from the current one."""
    monkeypatch.chdir(tmp_path)
    assert find_project(Path("project")) == (Project(project), [])


def test_the_nearest_project_is_the_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a project inside another one, the inner one is meant."""
    inner = project / "examples"
    (inner / "templates").mkdir(parents=True)
    (inner / "environments").mkdir()
    monkeypatch.chdir(inner / "environments")
    assert find_project(None) == (Project(inner), [])


@pytest.mark.parametrize("name", ["templates", "environments"])
def test_half_a_project_is_told_what_it_lacks(tmp_path: Path, run: Run, name: str) -> None:
    """With one of the two folders there, the message names the other one."""
    (tmp_path / name).mkdir()
    absent = {"templates": "environments", "environments": "templates"}[name]
    said = run("-C", str(tmp_path), "list")
    assert said.code == 1
    assert "No project here" in said.err
    assert f"{tmp_path} has no folder {absent}/." in said.err


def test_a_named_folder_is_not_searched_upwards(project: Path, run: Run) -> None:
    """`-C` means exactly the folder that it names."""
    said = run("-C", "templates/root", "list")
    assert said.code == 1
    assert f"{project}/templates/root has no folders templates/ and environments/." in said.err


def test_a_named_folder_that_is_not_there(project: Path, run: Run) -> None:
    """A mistyped `-C` is told as that."""
    said = run("-C", "nope", "list")
    assert said.code == 1
    assert f"There is no folder {project}/nope." in said.err


def test_no_project_anywhere(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of any project, the message says where it was looked for and what to do."""
    monkeypatch.chdir(tmp_path)
    said = run("render")
    assert (said.code, said.out) == (1, "")
    assert f"Neither {tmp_path} nor a folder above it holds templates/ and environments/." in said.err
    assert "--project" in said.err
