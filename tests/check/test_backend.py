"""What the S3 backend doesn't know is an error before Terraform sees it."""

import json
import re
from importlib import resources
from pathlib import Path

import pytest

from tests.terraform import Terraform
from tfgen.check.backend import check_backend
from tfgen.diagnostics import Diagnostic
from tfgen.hcl.parse import parse_back


def check(backend: str, required_version: str = 'required_version = ">= 1.10"', kind: str = "s3") -> list[Diagnostic]:
    """Check a root module with one backend block."""
    text = f'terraform {{\n  {required_version}\n}}\nterraform {{\n  backend "{kind}" {{\n{backend}\n  }}\n}}\n'
    body, _ = parse_back(text, "backend.tf")
    assert body
    return check_backend([body])


def test_known_arguments_say_nothing() -> None:
    """Objects and locking included."""
    text = 'bucket = "b"\nuse_lockfile = true\nendpoints = {\n  s3 = "http://localhost"\n}'
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "line", "detail"),
    [
        ('buckett = "b"', 6, 'no argument named "buckett" here. Did you mean "bucket"?'),
        ("endpoints = {\n  s4 = 1\n}", 7, 'no argument named "s4" here.'),
        ("encrypt = { a = 1 }", 6, 'no argument named "a" here.'),
        ("endpoints {\n}", 6, 'no blocks of type "endpoints". Did you mean "endpoints"?'),
    ],
)
def test_what_the_backend_does_not_know_is_an_error_with_its_line(text: str, line: int, detail: str) -> None:
    """With Terraform's summary and a suggestion."""
    (diagnostic,) = check(text)
    assert diagnostic.summary in {"Unsupported argument", "Unsupported block type"}
    assert detail in diagnostic.detail
    assert diagnostic.subject
    assert diagnostic.subject.line == line


@pytest.mark.parametrize(
    "version", ["", 'required_version = ">= 1.5"', 'required_version = "newest"', "required_version = var.x"]
)
def test_native_locking_needs_a_terraform_that_has_it(version: str) -> None:
    """A required_version that lets 1.9 in would fail there at init."""
    (diagnostic,) = check("use_lockfile = true", version)
    assert diagnostic.summary == "Locking not available"
    assert diagnostic.subject
    assert diagnostic.subject.line == 6


@pytest.mark.parametrize("text", ["use_lockfile = false", 'dynamodb_table = "locks"'])
def test_without_native_locking_any_version_will_do(text: str) -> None:
    """Other ways to lock are older."""
    assert check(text, "") == []


def test_other_backends_are_not_judged_by_the_s3_backend() -> None:
    """Their arguments are their own."""
    assert check("anything = 1", kind="local") == []


def test_the_known_arguments_are_those_of_the_real_terraform(tmp_path: Path) -> None:
    """Terraform's init rejects the made-up argument, the made-up element, and nothing that tfgen lets pass."""
    known = json.loads(resources.files("tfgen.check").joinpath("s3_backend.json").read_text())
    lines = [f"    {name} = null" for name in [*known["attributes"], "made_up"]]
    for name, keys in known["objects"].items():
        lines.append(f"    {name} = {{ {', '.join(f'{key} = null' for key in keys)} }}")
    (tmp_path / "main.tf").write_text("\n".join(['terraform {\n  backend "s3" {', *lines, "  }\n}\n"]))
    answer = Terraform.create(tmp_path, tmp_path / "terraform").run("init", "-input=false", expect=[1])
    assert re.findall(r'An argument named "(\w+)" is not expected here', answer.output) == ["made_up"]
