"""Terraform's own tests, which the pack renders beside the root module, pass without AWS and can fail."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.deployment import ROOT
from tests.terraform import Answer, Terraform


def run_tests(folder: Path, expect: int = 0) -> Answer:
    """Initialise a rendered environment without its backend, and run its tests."""
    terraform = Terraform.create(folder, folder.with_name("terraform"))
    try:
        terraform.init("-backend=false")
        return terraform.run("test", expect=(expect,))
    finally:
        terraform.stop()


@pytest.fixture
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the rendered environment that the test is about."""
    return Path(shutil.copytree(ROOT / "generated" / str(request.param), tmp_path / "copy"))


@pytest.mark.parametrize(("copy", "runs"), [("dev", 6), ("local", 5), ("prod", 6), ("staging", 6)], indirect=["copy"])
def test_they_pass_on_every_shipped_environment(copy: Path, runs: int) -> None:
    """`local` has no run of the whole, since Terraform cannot mock the first password of its rotation."""
    assert f"Success! {runs} passed, 0 failed." in run_tests(copy).output


@pytest.mark.parametrize("copy", ["prod"], indirect=True)
def test_they_fail_where_the_output_is_changed(copy: Path) -> None:
    """A database that anybody reaches is told by its rule."""
    path = copy / "modules" / "database" / "main.tf"
    text = path.read_text("utf-8")
    changed = text.replace("publicly_accessible    = false", "publicly_accessible    = true")
    assert changed != text
    path.write_text(changed, "utf-8")
    said = run_tests(copy, expect=1).output
    assert "The database is encrypted, and nothing outside the VPC reaches it." in said
    assert "5 passed, 1 failed." in said
