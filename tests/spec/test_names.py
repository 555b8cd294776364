"""Environments are the specs of a project that are no mere parents."""

from pathlib import Path

import pytest

from tests.spec.support import write_project
from tfgen.spec.names import environment_names, is_spec_name, spec_file


def test_environments_are_listed_without_parents_and_strangers(tmp_path: Path) -> None:
    """Parents, hidden files, other suffixes and impossible names are not environments."""
    names = ("prod.yaml", "dev.yaml", "_base.yaml", ".hidden.yaml", "readme.md", "old.yml", "a b.yaml")
    write_project(tmp_path, {f"environments/{name}": "" for name in names})
    assert environment_names(tmp_path) == ["dev", "prod"]


def test_a_project_without_the_folder_has_no_environments(tmp_path: Path) -> None:
    """Listing is not the place to complain."""
    assert environment_names(tmp_path) == []


@pytest.mark.parametrize("name", ["prod", "_base", "eu-west-1", "v1.2", "A_b-c.d", "7"])
def test_good_names(name: str) -> None:
    """Letters, digits, underscores, hyphens and single dots."""
    assert is_spec_name(name)
    assert spec_file(name) == f"environments/{name}.yaml"


@pytest.mark.parametrize(
    "name", ["", "../x", "a/b", "a\\b", ".", "..", ".x", "a..b", "a.", "-a", "a b", "a\n", "é", "a\0"]
)
def test_names_that_could_be_paths_or_options_are_none(name: str) -> None:
    """No name leads out of the folder."""
    assert not is_spec_name(name)
