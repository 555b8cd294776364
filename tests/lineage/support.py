"""A project in which values reach the output by every way there is."""

from collections.abc import Mapping
from pathlib import Path

from tests.support import write_files
from tfgen.build import Build
from tfgen.project import Project
from tfgen.rendered import BuiltEnvironment

PROJECT: Mapping[str, str] = {
    "templates/schema.yaml": (
        "type: object\n"
        "additionalProperties: false\n"
        "properties:\n"
        "  name: {type: string, description: Its name.}\n"
        "  size: {type: integer, description: Its size., default: 1}\n"
        "  spare: {type: boolean, description: Is unused., default: false}\n"
        "  tags: {type: object, description: Its tags., additionalProperties: {type: string}}\n"
    ),
    "templates/root/main.tf.j2": (
        'module "disk" {\n'
        '  source = "./modules/disk"\n'
        "  size   = {{ size }}\n"
        "  name   = local.name\n"
        "  tags   = {{ tags }}\n"
        "}\n"
        "\n"
        "locals {\n"
        '  name  = "disk-{{ name }}"\n'
        "  here  = local.name\n"
        "  there = local.here\n"
        "  size  = var.size\n"
        "}\n"
        "\n"
        'variable "size" {\n}\n'
    ),
    "templates/root/terraform.tfvars.j2": "size = {{ size * 10 }}\n",
    "templates/modules/disk/main.tf.j2": (
        'resource "disk" "main" {\n'
        '  label = "${var.name}-${var.size}"\n'
        "  kind  = var.kind\n"
        "  tags  = var.tags\n"
        "}\n"
        "\n"
        'variable "kind" {\n  default = "ssd"\n}\n\n'
        'variable "name" {\n}\n\nvariable "size" {\n}\n\nvariable "tags" {\n}\n'
    ),
    "environments/_base.yaml": "size: 2\ntags: {team: a, cost: b}\n",
    "environments/dev.yaml": "extends: _base\nname: dev\nsize: 3\n",
}


def build(folder: Path, files: Mapping[str, str] = PROJECT) -> BuiltEnvironment:
    """Write the project and build its environment dev."""
    write_files(folder, files)
    opened, diagnostics = Build.open(Project(folder))
    assert diagnostics == []
    assert opened
    return opened.environment("dev")
