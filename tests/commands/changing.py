"""A project whose changes show in a resource, and steps that change it."""

from pathlib import Path

import pytest

from tests.support import write_files

TOPIC = 'resource "aws_sns_topic" "main" {\n  name         = {{ name }}\n  display_name = {{ title }}\n}\n'
FILES = {
    "templates/schema.yaml": (
        "type: object\n"
        "required: [name]\n"
        "properties:\n"
        "  name: {type: string, description: Its name.}\n"
        "  title: {type: string, description: Its title., default: old}\n"
    ),
    "templates/root/main.tf.j2": TOPIC,
    "environments/dev.yaml": "name: dev\n",
    "environments/prod.yaml": "name: prod\n",
}
RENAMED = {"environments/dev.yaml": "name: dev\ntitle: new\n"}
CHANGED = '      ~ display_name: "old" -> "new"\n'
COUNTS = "0 to add, 1 to change, 0 to destroy, 0 to replace"


def make(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the project, and make its folder the current one."""
    write_files(folder, FILES)
    monkeypatch.chdir(folder)
    for name in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        monkeypatch.delenv(name, raising=False)
    return folder
