"""Ask the Terraform on this machine for the schemas of a folder's providers.

Terraform is not run in the folder itself, where it would first demand that backend and modules are initialised and
all files valid, which schemas have nothing to do with. It runs in a temporary folder that has the lock file and
the installed providers of the other.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tfgen.providers.addresses import provider_source
from tfgen.providers.lockfile import LOCK_FILE, locked_versions
from tfgen.providers.versions import Version


class TerraformFailure(Exception):
    """Terraform could not be run, or gave no schemas: a summary, and a detail with the remedy or Terraform's words."""

    def __init__(self, summary: str, detail: str) -> None:
        super().__init__(f"{summary}: {detail}")
        self.summary = summary
        self.detail = detail


def installed_versions(folder: Path) -> dict[str, Version]:
    """Give the versions of the providers that are installed for a folder; raises TerraformFailure."""
    versions = locked_versions(folder)
    if not versions or not _installed(folder).is_dir():
        detail = f"{folder} has no providers installed. Run `terraform init` there; `-backend=false` will do."
        raise TerraformFailure("Folder not initialised", detail)
    return versions


def provider_schemas(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Let Terraform tell the schemas of the providers installed for a folder, by source; raises TerraformFailure."""
    versions = installed_versions(folder)
    with tempfile.TemporaryDirectory(prefix="tfgen-") as name:
        _prepare(Path(name), folder, versions)
        printed = _run(Path(name), folder)
    schemas = json.loads(printed)["provider_schemas"]
    return {source: schema for address, schema in schemas.items() if (source := provider_source(address))}


def _installed(folder: Path) -> Path:
    """Give where `terraform init` puts providers: TF_DATA_DIR is relative to the folder that it runs in."""
    return (folder / os.environ.get("TF_DATA_DIR", ".terraform") / "providers").absolute()


def _prepare(scratch: Path, folder: Path, versions: Mapping[str, Version]) -> None:
    requirements = {f"provider{number}": {"source": source} for number, source in enumerate(sorted(versions))}
    configuration = {"terraform": {"required_providers": requirements}}
    (scratch / "main.tf.json").write_text(json.dumps(configuration), encoding="utf-8")
    (scratch / LOCK_FILE).write_bytes((folder / LOCK_FILE).read_bytes())
    (scratch / "data").mkdir()
    (scratch / "data" / "providers").symlink_to(_installed(folder), target_is_directory=True)


def _run(scratch: Path, folder: Path) -> str:
    executable = shutil.which("terraform")
    if executable is None:
        detail = "There is no `terraform` on PATH: https://developer.hashicorp.com/terraform/install."
        raise TerraformFailure("Terraform not found", detail)
    command = [executable, "providers", "schema", "-json", "-no-color"]
    environment = {**os.environ, "TF_DATA_DIR": str(scratch / "data"), "CHECKPOINT_DISABLE": "1"}
    done = subprocess.run(command, cwd=scratch, env=environment, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise TerraformFailure("Terraform gave no schemas", f"It was asked for the providers of {folder}.\n\n{said}")
    return done.stdout.decode()
