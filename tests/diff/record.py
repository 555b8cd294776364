"""Asks the real Terraform for the plans of all cases: `python -m tests.diff.record [--all]`.

What needs no provider is applied for real. For AWS there is no account here: the state is written by hand, that is,
from what Terraform plans to create, with made-up values in place of those that are known after apply only; a plan of
the same configuration must then show no changes. The provider reaches nothing, and nothing is refreshed.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.diff.cases import Case, Plan, Texts, all_cases, keep, plans
from tests.support import write_files
from tests.terraform import Terraform
from tfgen.providers.catalogue import Catalogue

Json = dict[str, Any]
AWS = "hashicorp/aws"
OFFLINE = """
provider "aws" {
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
"""
_SOURCE = 'provider["registry.terraform.io/hashicorp/aws"]'
_KEY = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|\d+)\]')


class NotReproduced(AssertionError):
    """A case whose first side Terraform does not take for applied: nothing that it plans then means anything."""


class Recorder:
    """Runs Terraform in folders below `scratch`."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.catalogue = Catalogue.open()

    def plan(self, case: Case) -> Plan:
        """Give what Terraform plans for a case."""
        folder = self.scratch / case.id
        if case.uses_aws:
            planned = self._planned(folder / "creation", case.before, None)
            state = json.dumps(self._state(planned))
            again = changes_of(self._planned(folder / "again", case.before, state))
            if again:
                raise NotReproduced(f"{case.id}: {again}")
        else:
            state = self._applied(folder / "applied", case.before)
        return Plan(case.digest, tuple(changes_of(self._planned(folder / "after", case.after, state))))

    def _applied(self, folder: Path, texts: Texts) -> str:
        terraform = self._terraform(folder, texts, None)
        terraform.run("apply", "-auto-approve", "-input=false")
        return (folder / "terraform.tfstate").read_text("utf-8")

    def _planned(self, folder: Path, texts: Texts, state: str | None) -> Json:
        terraform = self._terraform(folder, texts, state)
        terraform.run("plan", "-refresh=false", "-input=false", "-out=plan")
        found: Json = json.loads(terraform.run("show", "-json", "plan").output)
        return found

    def _terraform(self, folder: Path, texts: Texts, state: str | None) -> Terraform:
        write_files(folder, {**texts, **({"terraform.tfstate": state} if state else {})})
        if any("aws_" in text for text in texts.values()) or (state and "aws_" in state):
            with_own = any('provider "aws"' in text for text in texts.values())
            write_files(folder, {"offline_override.tf" if with_own else "offline.tf": OFFLINE})
        terraform = Terraform.create(folder, folder.parent / f"{folder.name}.scratch")
        terraform.init()
        return terraform

    def _state(self, planned: Json) -> Json:
        """Write the state that applying a plan would leave."""
        changes = planned.get("resource_changes", ())
        resources = [self._resource(change) for change in changes if change["mode"] == "managed"]
        outputs = {
            name: {"value": "(made up)" if output["after_unknown"] else output["after"], "type": "string"}
            for name, output in planned.get("output_changes", {}).items()
        }
        return {"version": 4, "serial": 1, "lineage": "made-up", "outputs": outputs, "resources": resources}

    def _resource(self, change: Json) -> Json:
        schema = self.catalogue.resource(AWS, change["type"])
        assert schema, change["type"]
        types = {name: attribute.type for name, attribute in schema.attributes.items()}
        attributes = made_up(change["change"]["after"], change["change"]["after_unknown"], types, change["address"])
        instance: Json = {"schema_version": schema.version, "attributes": attributes, "sensitive_attributes": []}
        if "index" in change:
            instance["index_key"] = change["index"]
        module = {"module": change["module_address"]} if "module_address" in change else {}
        each = {"each": "map" if isinstance(change["index"], str) else "list"} if "index" in change else {}
        names = {"mode": "managed", "type": change["type"], "name": change["name"], "provider": _SOURCE}
        return {**module, **names, **each, "instances": [instance]}


def made_up(known: Any, unknown: Any, types: Mapping[str, Any], address: str) -> Any:
    """Give a planned object with a value for each attribute that is not known yet."""
    found = dict(known)
    for name, is_unknown in unknown.items():
        if is_unknown is True:
            found[name] = _of_type(types.get(name), f"made-up-{address}-{name}")
    return found


def _of_type(of_type: Any, text: str) -> Any:
    match of_type:
        case ["list" | "set", *_]:
            return []
        case ["map", *_]:
            return {}
        case "number":
            return 1
        case "bool":
            return False
    return re.sub(r"[^\w-]", "-", text)


def changes_of(planned: Json) -> list[str]:
    """Give the changes of a plan, instances folded, each once."""
    return sorted({*_resource_changes(planned), *_output_changes(planned)})


def _resource_changes(planned: Json) -> Iterator[str]:
    for one in planned.get("resource_changes", ()):
        actions, previous = one["change"]["actions"], one.get("previous_address")
        action = actions[0] if len(actions) == 1 else "replace"
        if action == "no-op":
            action = "move" if previous else ""
        if one["change"].get("importing"):
            action = "import"
        if action and one["mode"] == "managed":
            moved = f" from {_KEY.sub('', previous)}" if previous else ""
            yield f"{action} {_KEY.sub('', one['address'])}{moved}"


def _output_changes(planned: Json) -> Iterator[str]:
    for name, change in planned.get("output_changes", {}).items():
        if change["actions"] != ["no-op"]:
            yield f"output {name}"


def main(everything: bool) -> None:
    """Ask for the plans that are missing or of other texts, or for all."""
    found = {name: plan for name, plan in plans().items() if name in all_cases()}
    with tempfile.TemporaryDirectory() as scratch:
        recorder = Recorder(Path(scratch))
        for name, case in all_cases().items():
            if everything or name not in found or found[name].digest != case.digest:
                found[name] = recorder.plan(case)
                sys.stderr.write(f"{name}: {', '.join(found[name].changes) or 'nothing'}\n")
                keep(found)
    keep(found)


if __name__ == "__main__":
    main("--all" in sys.argv)
