"""Findings of the real Terraform and the real checkov lead from the output back to template and spec."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support import write_files
from tests.terraform import find_terraform, unavailable

PROJECT: Mapping[str, str] = {
    "templates/schema.yaml": (
        "type: object\n"
        "additionalProperties: false\n"
        "properties:\n"
        "  name: {type: string, description: Its name.}\n"
        "  open: {type: array, description: Who may reach it., items: {type: string}}\n"
    ),
    "templates/root/main.tf.j2": (
        'module "inside" {\n  source = "./modules/inside"\n  name   = {{ name }}\n}\n'
        "\n"
        'resource "aws_security_group" "main" {\n'
        '  name        = "main"\n'
        '  description = "Main."\n'
        "\n"
        "  ingress {\n"
        '    description = "All."\n'
        "    from_port   = 22\n"
        "    to_port     = 22\n"
        '    protocol    = "tcp"\n'
        "    cidr_blocks = {{ open }}\n"
        "  }\n"
        "}\n"
    ),
    "templates/modules/inside/main.tf.j2": (
        'variable "name" {\n  type = string\n}\n\nresource "terraform_data" "main" {\n  input = var.name\n}\n'
    ),
    "environments/dev.yaml": "name: dev\nopen: [0.0.0.0/0]\n",
}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A rendered project with a fault for checkov."""
    write_files(tmp_path, PROJECT)
    tfgen(tmp_path, "render")
    return tmp_path


def tfgen(project: Path, *arguments: str, text: str = "") -> str:
    """Run tfgen on a project and give its standard output."""
    command = [sys.executable, "-m", "tfgen", "-C", str(project), *arguments]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def terraform(folder: Path, *arguments: str) -> str:
    """Run Terraform, which finds a fault, in a folder and give its standard output."""
    if (executable := find_terraform()) is None:
        unavailable("terraform is not on PATH")
    env = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    done = subprocess.run(
        [executable, *arguments],
        cwd=folder,
        env={**env, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.stdout


@pytest.fixture
def without_provider(faulty: Path) -> Path:
    """The rendered folder without what needs a provider (`terraform_data` is Terraform's own), initialised.

    tfgen renders nothing in which Terraform would find a fault, so that one is made afterwards.
    """
    folder = faulty / "generated/dev"
    text = (folder / "main.tf").read_text("utf-8")
    (folder / "main.tf").write_text(text[: text.index('resource "aws')], "utf-8")
    inside = folder / "modules/inside/main.tf"
    inside.write_text(inside.read_text("utf-8").replace("  input =", "  inputt ="), "utf-8")
    terraform(folder, "init", "-backend=false")
    return folder


@pytest.mark.parametrize("command", ["validate", "plan"])
def test_what_terraform_finds_in_a_module_leads_to_template_and_spec(
    faulty: Path, without_provider: Path, command: str
) -> None:
    """Over the module's variable."""
    said = terraform(without_provider, command, "-json")
    answer = tfgen(faulty, "trace", "--env", "dev", "--format", "json", text=said)
    documents = [json.loads(line) for line in answer.splitlines()] if command == "plan" else [json.loads(answer)]
    found = next(diagnostic for document in documents for diagnostic in diagnostics(document))
    assert found["summary"] == "Unsupported argument"
    assert (found["range"]["filename"], found["range"]["start"]["line"]) == ("templates/modules/inside/main.tf.j2", 6)
    assert found["snippet"]["code"] == "  input = var.name"
    assert [(link["role"], link["range"]["filename"], link["range"]["start"]["line"]) for link in found["chain"]] == [
        ("rendered line", "modules/inside/main.tf", 8),
        ("var.name set on", "main.tf", 5),
        ("spec value name", "environments/dev.yaml", 1),
    ]


def diagnostics(document: Any) -> list[Any]:
    """Give the diagnostics of one document of Terraform."""
    return [*document.get("diagnostics", []), *([document["diagnostic"]] if "diagnostic" in document else [])]


def run_checkov(folder: Path, *arguments: str) -> None:
    """Run checkov on a folder; where it is installed, CHECKOV tells."""
    if (executable := os.environ.get("CHECKOV") or shutil.which("checkov")) is None:
        unavailable("checkov is not installed")
    command = [executable, "-d", "generated", "--quiet", "--compact", "--check", "CKV_AWS_24", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr


def test_what_checkov_finds_leads_to_template_and_spec(faulty: Path) -> None:
    """The open port is the spec's doing."""
    run_checkov(faulty, "-o", "json", "-o", "sarif", "--output-file-path", ".")
    check = json.loads(tfgen(faulty, "trace", "--format", "json", str(faulty / "results_json.json")))
    (failed,) = check["results"]["failed_checks"]
    assert failed["check_id"] == "CKV_AWS_24"
    assert (failed["file_path"], failed["file_line_range"]) == ("/templates/root/main.tf.j2", [6, 6])
    assert ("spec value open", "environments/dev.yaml") in [
        (link["role"], link["range"]["filename"]) for link in failed["chain"]
    ]
    sarif = json.loads(tfgen(faulty, "trace", "--format", "json", str(faulty / "results_sarif.sarif")))
    (result,) = sarif["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "templates/root/main.tf.j2"
    assert [place["message"]["text"] for place in result["relatedLocations"]] == ["rendered line", "spec value open"]
