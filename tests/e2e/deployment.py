"""One environment on an emulator of its own: rendered, applied, planned again, destroyed."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

from tests.e2e.inventory import Inventory, take_inventory
from tests.terraform import Answer, Terraform

ROOT = Path(__file__).parents[2]
REGION = "eu-west-1"
STATE_BUCKET = "iot-sensor-terraform-state"


@dataclass(frozen=True, slots=True)
class Account:
    """The emulated AWS account at `endpoint`."""

    endpoint: str

    def client(self, service: str) -> Any:
        """Return a boto3 client for `service` in the region of the environments."""
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 -- the emulator's dummy
        )

    def list(self, service: str, operation: str, key: str, **arguments: Any) -> list[Any]:
        """Return all that `operation` of `service` lists under `key`, over all pages."""
        client = self.client(service)
        if not client.can_paginate(operation):
            return list(getattr(client, operation)(**arguments)[key])
        pages = client.get_paginator(operation).paginate(**arguments)
        return [item for page in pages for item in page.get(key, [])]


@dataclass(slots=True)
class Deployment:
    """An environment called `name` in `account`, rendered to `terraform.directory`."""

    name: str
    account: Account
    terraform: Terraform
    # Overrides with which `terraform destroy` works, as a person would apply them first.
    disposable: tuple[str, ...] = ()
    before: Inventory = field(default_factory=dict)
    second_plan: Answer | None = None

    @property
    def state_key(self) -> str:
        """Key of the state in the state bucket."""
        return f"iot-sensor-data/{self.name}/terraform.tfstate"

    def render(self, *overrides: str) -> None:
        """Render through the command line, re-pointed at the emulator and with more `key.path=value` overrides."""
        settings = (f"emulator.endpoint={self.account.endpoint}", *overrides)
        options = [part for setting in settings for part in ("--set", setting)]
        out = self.terraform.directory.parent
        command = [sys.executable, "-m", "tfgen", "render", self.name, "--out", str(out), *options]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, f"{' '.join(command)}\n{answer.stderr}"

    def deploy(self) -> None:
        """Make the state bucket, render, initialise, apply, and plan once more."""
        location = {"LocationConstraint": REGION}
        self.account.client("s3").create_bucket(Bucket=STATE_BUCKET, CreateBucketConfiguration=location)
        self.before = take_inventory(self.account)
        self.render()
        self.terraform.init()
        self.apply()
        self.second_plan = self.terraform.run("plan", "-input=false", "-detailed-exitcode", expect=(0, 2))

    def apply(self) -> None:
        """Apply what is rendered."""
        self.terraform.run("apply", "-input=false", "-auto-approve")

    def destroy(self) -> None:
        """Switch off what protects the environment, where something does, and destroy it."""
        if self.disposable:
            self.render(*self.disposable)
            self.apply()
        self.terraform.run("destroy", "-input=false", "-auto-approve")

    def live(self) -> None:
        """Deploy and destroy."""
        self.deploy()
        self.destroy()

    def state_text(self) -> str:
        """Return the state as it lies in the bucket."""
        body = self.account.client("s3").get_object(Bucket=STATE_BUCKET, Key=self.state_key)["Body"]
        return str(body.read().decode())

    def outputs(self) -> dict[str, Any]:
        """Return the values of the root module's outputs, by name."""
        outputs = json.loads(self.state_text())["outputs"]
        return {name: output["value"] for name, output in outputs.items()}
