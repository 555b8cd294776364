"""What a rendering depends on tells, without rendering, whether anything changed."""

from pathlib import Path

import pytest

from tests.support import write_files
from tfgen.build import Build
from tfgen.inputs import Inputs, hash_inputs
from tfgen.project import Project


def inputs_of(project: Path, name: str, *overrides: str) -> Inputs:
    """Build an environment of a project; give its inputs."""
    build, diagnostics = Build.open(Project(project))
    assert build, diagnostics
    built = build.environment(name, overrides)
    assert built.inputs, built.diagnostics
    return built.inputs


def test_they_name_the_files_of_the_spec(project: Path) -> None:
    """With which they can be computed again, and nothing is parsed for it."""
    found = inputs_of(project, "dev")
    assert found.specs == ("environments/_base.yaml", "environments/dev.yaml")
    assert inputs_of(project, "prod").specs == ("environments/prod.yaml",)
    assert hash_inputs(project, "dev", found.templates, found.specs, ()) == found


@pytest.mark.parametrize(
    "files",
    [
        {"environments/dev.yaml": "extends: _base\nname: other\n"},
        {"environments/_base.yaml": "size: 7\n"},
        {"templates/root/main.tf.j2": "locals {\n}\n"},
        {"templates/_partial.j2": ""},
        {"templates/assertions.yaml": "assertions:\n  - {path: size, condition: size > 0, error_message: No size.}\n"},
        {"templates/schema.yaml": "type: object\n"},
    ],
)
def test_a_change_of_a_spec_or_of_the_pack_changes_them(project: Path, files: dict[str, str]) -> None:
    """Of any file that could change the output."""
    before = inputs_of(project, "dev")
    write_files(project, files)
    assert inputs_of(project, "dev").digest != before.digest


def test_an_override_changes_them(project: Path) -> None:
    """What was rendered with `--set` is not what the spec renders to."""
    assert len({inputs_of(project, "dev", *more).digest for more in ([], ["size=3"], ["size=3", "name=a"])}) == 3


def test_other_files_do_not(project: Path) -> None:
    """Another environment's spec, what an editor leaves, notes of the author."""
    before = inputs_of(project, "dev")
    write_files(
        project,
        {"environments/prod.yaml": "name: x\n", "templates/.main.tf.j2.swp": "x", "templates/README.md": "# Notes\n"},
    )
    assert inputs_of(project, "dev") == before
    assert inputs_of(project, "prod").digest != before.digest
