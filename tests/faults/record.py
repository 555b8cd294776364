"""Asks the real Terraform for its verdict on a folder.

A folder is initialised without its backend and validated. Its providers come from a mirror; what `terraform init` made
of a base serves its faults too, so that most of them cost one `terraform validate`.
"""

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from tests.faults.cases import digest
from tests.faults.verdicts import Finding, Verdict
from tests.terraform import Answer, Terraform

# What only a folder that was not initialised, or was for other modules, is told.
NOT_INITIALISED = frozenset({
    "Module not installed",
    "Module source has changed",
    "Module version requirements have changed",
    "Missing required provider",
    "Inconsistent dependency lock file",
})  # fmt: skip
LOCK_FILE = ".terraform.lock.hcl"
Found: TypeAlias = tuple[str, list[dict[str, Any]]]


@dataclass(slots=True)
class Recorder:
    """Runs Terraform in copies of folders below `scratch`, one after another."""

    scratch: Path
    initialised: dict[Path, Terraform] = field(default_factory=dict)
    runs: int = 0

    def verdict(self, folder: Path, base: Path, stage: str = "validate") -> Verdict:
        """Give Terraform's verdict on a folder that is `base`, or `base` with an edit, at a stage as in `cases`."""
        if stage == "validate":
            stage, diagnostics = self.validated(folder, base)
        elif stage == "plan":
            diagnostics = planned(self.terraform(folder))
        else:
            option = "-reconfigure" if stage == "backend" else "-backend=false"
            stage, diagnostics = "init", init(self.terraform(folder), option)
        return Verdict(digest(folder), stage, tuple(sorted(map(Finding.of, diagnostics))))

    def validated(self, folder: Path, base: Path) -> Found:
        """Validate with what `terraform init` made of the base; where that is not enough, anew."""
        if base not in self.initialised:
            self.initialised[base] = self.terraform(base)
            init(self.initialised[base], "-backend=false")
        like = self.initialised[base]
        terraform = self.terraform(folder, like.scratch)
        if (lock := like.directory / LOCK_FILE).exists():
            shutil.copy(lock, terraform.directory)
        diagnostics = validate(terraform)
        if NOT_INITIALISED.isdisjoint(one["summary"] for one in diagnostics):
            return "validate", diagnostics
        return initialised_and_validated(self.terraform(folder))

    def terraform(self, folder: Path, scratch: Path | None = None) -> Terraform:
        """Give a Terraform that works in a copy of a folder, with what another one initialised or with nothing."""
        self.runs += 1
        place = self.scratch / str(self.runs)
        return Terraform.create(shutil.copytree(folder, place / "root"), scratch or place)


def initialised_and_validated(terraform: Terraform) -> Found:
    """Initialise and validate; an error of the initialisation is the verdict."""
    diagnostics = init(terraform, "-backend=false")
    if any(map(is_error, diagnostics)):
        return "init", diagnostics
    return "validate", validate(terraform)


def init(terraform: Terraform, *options: str) -> list[dict[str, Any]]:
    """Run `terraform init` and give its diagnostics."""
    mirror = f"-plugin-dir={terraform.plugin_dir}"
    return streamed(terraform.run("init", "-json", "-input=false", mirror, *options, expect=(0, 1)), terraform)


def planned(terraform: Terraform) -> list[dict[str, Any]]:
    """Run `terraform plan`, which alone reads the values of variables, and give its diagnostics."""
    init(terraform)
    return streamed(terraform.run("plan", "-json", "-input=false", "-lock=false", expect=(0, 1)), terraform)


def streamed(answer: Answer, terraform: Terraform) -> list[dict[str, Any]]:
    """Give the diagnostics of a command that prints one JSON document a line."""
    told = (json.loads(line) for line in answer.output.splitlines() if line.startswith("{"))
    return clean((one["diagnostic"] for one in told if "diagnostic" in one), answer, terraform)


def validate(terraform: Terraform) -> list[dict[str, Any]]:
    """Run `terraform validate` and give its diagnostics."""
    answer = terraform.run("validate", "-json", expect=(0, 1))
    return clean(json.loads(answer.output)["diagnostics"], answer, terraform)


def is_error(diagnostic: dict[str, Any]) -> bool:
    """Tell whether a diagnostic is an error; `terraform init` also warns that a mirror has one platform only."""
    return bool(diagnostic["severity"] == "error")


def clean(found: Iterable[dict[str, Any]], answer: Answer, terraform: Terraform) -> list[dict[str, Any]]:
    """Give diagnostics without what differs from machine to machine, each once."""
    diagnostics = list(found)
    assert diagnostics or answer.exit_code == 0, answer.output
    places = {str(terraform.plugin_dir): "PLUGINS", str(terraform.directory.resolve()): "ROOT"}
    pattern = re.compile("|".join(map(re.escape, places)))
    for one in diagnostics:
        one["detail"] = pattern.sub(lambda found: places[found[0]], one.get("detail", ""))
    return list({json.dumps(one, sort_keys=True): one for one in diagnostics}.values())
