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

from tests.diff.cases import PROVIDER, Case, Plan, Texts, all_cases, keep, plans
from tests.support import write_files
from tests.terraform import Terraform
from tfgen.providers.catalogue import Catalogue

Json = dict[str, Any]
AWS = "hashicorp/aws"
# What a provider's configuration needs so that it asks nobody for anything.
OFFLINE = """
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
"""
DEFAULT = f'provider "aws" {{\n  region = "eu-west-1"{OFFLINE}}}\n'
_PROVIDER = re.compile(r'(?m)^provider "aws" {$')
_ROUNDS = 5
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
        state = self._made_up(case, folder) if case.uses_aws else self._applied(folder / "before", case.before)
        terraform = self._terraform(folder / "after", offline(case.after, state))
        return Plan(case.digest, tuple(changes_of(self._planned(terraform, state))))

    def _made_up(self, case: Case, folder: Path) -> str:
        """Write a state in which Terraform finds nothing to change; references to what is made up come right."""
        instances: dict[str, Json] = {}
        terraform = self._terraform(folder / "before", offline(case.before, ""))
        for _ in range(_ROUNDS):
            state = json.dumps(self._state(instances)) if instances else None
            planned = self._planned(terraform, state)
            changes = [one for one in planned["resource_changes"] if one["mode"] == "managed"]
            if state and all(one["change"]["actions"] == ["no-op"] for one in changes):
                return state
            for one in changes:
                instances[one["address"]] = self._resource(one, instances.get(one["address"]))
        raise NotReproduced(f"{case.id}: {changes_of(planned)}")

    def _applied(self, folder: Path, texts: Texts) -> str:
        self._terraform(folder, texts).run("apply", "-auto-approve", "-input=false")
        return (folder / "terraform.tfstate").read_text("utf-8")

    def _planned(self, terraform: Terraform, state: str | None) -> Json:
        """Plan with a state, or without one."""
        if state is not None:
            (terraform.directory / "terraform.tfstate").write_text(state, "utf-8")
        terraform.run("plan", "-refresh=false", "-input=false", "-out=plan")
        found: Json = json.loads(terraform.run("show", "-json", "plan").output)
        return found

    def _terraform(self, folder: Path, texts: Texts) -> Terraform:
        write_files(folder, texts)
        terraform = Terraform.create(folder, folder.parent / f"{folder.name}.scratch")
        terraform.init()
        return terraform

    def _state(self, instances: Mapping[str, Json]) -> Json:
        return {"version": 4, "serial": 1, "lineage": "made-up", "outputs": {}, "resources": list(instances.values())}

    def _resource(self, planned: Json, earlier: Json | None) -> Json:
        """Write what the state has of one instance after a planned change."""
        schema = self.catalogue.resource(AWS, planned["type"])
        assert schema, planned["type"]
        types: dict[str, Any] = {name: ["list"] for name in schema.blocks}
        types |= {name: attribute.type for name, attribute in schema.attributes.items()}
        known = earlier["instances"][0]["attributes"] if earlier else {}
        attributes = made_up(planned["change"], known, types, planned["address"])
        instance: Json = {"schema_version": schema.version, "attributes": attributes, "sensitive_attributes": []}
        found: Json = {"mode": "managed", "type": planned["type"], "name": planned["name"], "provider": _SOURCE}
        if "index" in planned:
            instance["index_key"] = planned["index"]
            found["each"] = "map" if isinstance(planned["index"], str) else "list"
        if "module_address" in planned:
            found["module"] = planned["module_address"]
        return {**found, "instances": [instance]}


def offline(texts: Texts, state: str) -> Texts:
    """Give a configuration whose providers reach nothing, with one for what the state holds."""
    if not any("aws_" in text for text in (*texts.values(), state)):
        return texts
    main = texts.get("main.tf", "")
    configured = _PROVIDER.sub(lambda match: match[0] + OFFLINE, main)
    has_default = any("alias" not in block.partition("}")[0] for block in main.split('provider "aws" {')[1:])
    return {**texts, "main.tf": configured + ("" if has_default else f"\n{DEFAULT}"), "terraform.tf": PROVIDER}


def made_up(change: Json, earlier: Json, types: Mapping[str, Any], address: str) -> Json:
    """Give a planned object with a value for each attribute that is not known yet: the one it had, or a new one."""
    found: Json = dict(change["after"])
    for name, is_unknown in change["after_unknown"].items():
        if is_unknown is True:
            found[name] = earlier.get(name) or _of_type(types.get(name), f"made-up-{address}-{name}")
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
        for name, case in sorted(all_cases().items(), key=lambda item: item[1].uses_aws):
            if everything or name not in found or found[name].digest != case.digest:
                try:
                    found[name] = recorder.plan(case)
                except AssertionError as problem:
                    sys.stderr.write(f"{name}: {problem}\n")
                    continue
                sys.stderr.write(f"{name}: {', '.join(found[name].changes) or 'nothing'}\n")
                keep(found)
    keep(found)


if __name__ == "__main__":
    main("--all" in sys.argv)
