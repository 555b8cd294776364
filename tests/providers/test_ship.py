"""What ships of the providers is what the command makes from the real Terraform."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support import files_of
from tests.terraform import Terraform
from tfgen.providers.addresses import DATA
from tfgen.providers.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
# Written by hand: tests/providers/test_backends.py holds the backends against the real Terraform.
BY_HAND = {"addresses.json", "backends.json"}


def test_the_shipped_files_are_those_that_the_command_makes(tmp_path: Path) -> None:
    """No line of them was changed by hand, and none is missing; else `make schemas` makes them anew."""
    mirror = Terraform.create(tmp_path, tmp_path / "terraform").plugin_dir
    command = [sys.executable, str(ROOT / "scripts/ship_schemas.py"), f"--plugin-dir={mirror}", f"--out={tmp_path}"]
    subprocess.run(command, cwd=ROOT, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}, check=True)
    made = {name: text for name, text in files_of(tmp_path).items() if not name.startswith("terraform/")}
    shipped = {name: text for name, text in files_of(DATA).items() if name not in BY_HAND}
    assert shipped == made


def test_the_schemas_of_all_types_that_the_shipped_templates_use_ship() -> None:
    """So that checking what they render leaves nothing out."""
    texts = [path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.tf.j2")]
    used = re.findall(r'^(resource|data|ephemeral) "(aws_[a-z0-9_]+)"', "\n".join(texts), re.MULTILINE)
    catalogue = Catalogue(Path("no cache"))
    find = {"resource": catalogue.resource, "data": catalogue.data, "ephemeral": catalogue.ephemeral}
    assert used
    assert [type_ for kind, type_ in used if find[kind]("hashicorp/aws", type_) is None] == []
