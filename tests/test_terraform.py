"""What a real Terraform says of the shipped environments, without any AWS."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terraform import Terraform

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
