"""Runs Terraform on many resources at once, on states that no provider ever made; nothing leaves the machine."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.probing.states import State

VERSION = "5.100.0"
# More than so many resources in a plan take too much memory.
AT_ONCE = 6_000
# No call can succeed; those that a provider makes while it plans fail at once.
NOWHERE = "http://127.0.0.1:1"
PROVIDER_BLOCK = {
    "region": "eu-central-1",
    "access_key": "none",
    "secret_key": "none",
    "skip_credentials_validation": True,
    "skip_requesting_account_id": True,
    "skip_metadata_api_check": True,
    "skip_region_validation": True,
    "max_retries": 1,
    "http_proxy": NOWHERE,
    "https_proxy": NOWHERE,
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of a name of its own: its configuration, and its state where it exists."""

    name: str
    type: str
    body: Mapping[str, Any]
    state: State | None = None
    version: int = 0


@dataclass(slots=True)
class Bench:
    """A folder with Terraform and the provider in it."""

    folder: Path
    plugin_dir: Path | None
    errors: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Install the provider."""
        requirement = {"aws": {"source": "hashicorp/aws", "version": VERSION}}
        main = {"terraform": {"required_providers": requirement}, "provider": {"aws": PROVIDER_BLOCK}}
        (self.folder / "main.tf.json").write_text(json.dumps(main), "utf-8")
        self._run("init", "-input=false", *([f"-plugin-dir={self.plugin_dir}"] if self.plugin_dir else []), check=True)

    def refused(self, resources: list[Resource]) -> dict[str, str]:
        """Give the names of the resources that the provider does not take, with what it says."""
        self._write(resources)
        answer = json.loads(self._run("validate", "-json"))
        told: dict[str, str] = {}
        for found in answer["diagnostics"]:
            if found["severity"] == "error":
                name = found["range"]["filename"].removesuffix(".tf.json")
                told.setdefault(name, f"{found['summary']}: {found['detail']}")
        return told

    def plan(self, resources: list[Resource]) -> dict[str, dict[str, Any]]:
        """Give what Terraform would do to each resource, by name, without those on which the provider failed."""
        found: dict[str, dict[str, Any]] = {}
        errors: dict[str, str] = {}
        for start in range(0, len(resources), AT_ONCE):
            found |= self._plan(resources[start : start + AT_ONCE])
            errors |= self.errors
        self.errors = errors
        return found

    def _plan(self, resources: list[Resource]) -> dict[str, dict[str, Any]]:
        self._write(resources)
        printed = self._run("plan", "-json", "-input=false", "-refresh=false", "-lock=false", "-out=plan")
        self.errors = dict(_errors(printed))
        shown = json.loads(self._run("show", "-json", "plan", check=True))
        return {each["name"]: each for each in shown.get("resource_changes", ())}

    def _write(self, resources: list[Resource]) -> None:
        for old in self.folder.glob("p*.tf.json"):
            old.unlink()
        for each in resources:
            content = {"resource": {each.type: {each.name: _escaped(each.body)}}}
            (self.folder / f"{each.name}.tf.json").write_text(json.dumps(content, indent=1), "utf-8")
        (self.folder / "terraform.tfstate").write_text(json.dumps(self._state(resources)), "utf-8")

    def _state(self, resources: list[Resource]) -> dict[str, Any]:
        return {
            "version": 4,
            "serial": 1,
            "lineage": "probing",
            "outputs": {},
            "resources": [
                {
                    "mode": "managed",
                    "type": each.type,
                    "name": each.name,
                    "provider": self._address(),
                    "instances": [_instance(each, each.state)],
                }
                for each in resources
                if each.state is not None
            ],
        }

    def _address(self) -> str:
        """Give the provider's address from the lock file, which `terraform init` wrote."""
        lock = (self.folder / ".terraform.lock.hcl").read_text("utf-8")
        found = re.search(r'^provider "(.+)" {$', lock, re.MULTILINE)
        assert found, "terraform init locks the provider"
        return f'provider["{found[1]}"]'

    def _run(self, *arguments: str, check: bool = False) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_"))}
        env = kept | {"CHECKPOINT_DISABLE": "true", "AWS_EC2_METADATA_DISABLED": "true"}
        call = ["terraform", *arguments]
        done = subprocess.run(call, cwd=self.folder, env=env, stdout=subprocess.PIPE, text=True, check=check)  # noqa: S603
        return done.stdout


def _errors(printed: str) -> Iterator[tuple[str, str]]:
    """Give what the provider says of resources that it can't plan, by name, from what `terraform plan -json` prints."""
    for line in printed.splitlines():
        found = json.loads(line).get("diagnostic", {})
        if found.get("severity") == "error" and "address" in found:
            yield found["address"].rpartition(".")[2], f"{found['summary']}: {found['detail']}"


def _instance(resource: Resource, state: State) -> dict[str, Any]:
    return {
        "schema_version": resource.version,
        "attributes": state.attributes,
        "sensitive_attributes": state.sensitive,
    }


def _escaped(value: Any) -> Any:
    """Give a value in which no text is read as a template."""
    match value:
        case str():
            return value.replace("${", "$${").replace("%{", "%%{")
        case list():
            return [_escaped(item) for item in value]
        case dict():
            return {name: _escaped(item) for name, item in value.items()}
    return value
