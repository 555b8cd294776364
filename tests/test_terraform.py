"""What a real Terraform says of the shipped environments, without any AWS."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terraform import (
    PLUGIN_DIR_VARIABLE,
    PROVIDER,
    Terraform,
    find_plugin_dir,
    mirrors_below,
    provider_platform,
    unavailable,
)

ROOT = Path(__file__).parents[1]
ENVIRONMENTS = sorted(path.stem for path in (ROOT / "environments").glob("[!_]*.yaml"))


@pytest.fixture(scope="module", params=ENVIRONMENTS)
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Terraform:
    """Render one shipped environment through the command line; give a Terraform that works in the result."""
    out = tmp_path_factory.mktemp("rendered")
    terraform = Terraform.create(out / request.param, out / "terraform")
    command = [sys.executable, "-m", "tfgen", "render", request.param, "--out", str(out)]
    render = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert render.returncode == 0, render.stderr
    return terraform


def test_terraform_finds_a_shipped_environment_valid(rendered: Terraform) -> None:
    """A rendered environment initialises without a backend and validates without a word of complaint."""
    rendered.init("-backend=false")
    answer = rendered.run("validate")
    assert answer.output.strip() == "Success! The configuration is valid."


def test_terraform_fmt_would_change_nothing(rendered: Terraform) -> None:
    """A rendered environment is formatted as `terraform fmt` leaves it."""
    answer = rendered.run("fmt", "-check", "-recursive", "-diff")
    assert answer.output == ""


def test_the_provider_is_found_by_the_layout_of_its_mirror(tmp_path: Path) -> None:
    """A mirror holds the provider for this platform; what `terraform init` left in a project is none."""
    for folder in ("opt/mirror", "project/.terraform"):
        (tmp_path / folder / "registry" / PROVIDER / provider_platform()).mkdir(parents=True)
    (tmp_path / "opt/other" / "registry" / PROVIDER / "plan9_mips").mkdir(parents=True)
    assert list(mirrors_below(tmp_path)) == [tmp_path / "opt/mirror"]


def test_a_variable_names_the_mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`TFGEN_TEST_PLUGIN_DIR` is taken without a search."""
    monkeypatch.setenv(PLUGIN_DIR_VARIABLE, str(tmp_path))
    assert find_plugin_dir.__wrapped__() == tmp_path


@pytest.mark.parametrize(("ci", "outcome"), [("false", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_absence_skips_here_and_fails_in_ci(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test that needs what is not there is skipped, but not in CI."""
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="terraform is not on PATH"):
        unavailable("terraform is not on PATH")
