"""Asks the real Terraform what it would do for a change, on an environment that it applied to the emulator."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.diff.plans.cases import ENDPOINT, Change, Sides
from tests.diff.plans.verdicts import Verdict
from tests.e2e.deployment import Account, Deployment
from tests.emulator.process import run_emulator
from tests.support import write_files
from tests.terraform import Terraform

# Made by hand in the account, for a change that imports it.
FOREIGN_LOG_GROUP = "/iot/by-hand"


@contextmanager
def applied(base: str, scratch: Path) -> Iterator[Deployment]:
    """Apply an environment to an emulator of its own; what is applied must be what a refreshing plan then finds.

    So a plan of a change need not refresh: its starting point is known to be true.
    """
    terraform = Terraform.create(scratch / "rendered" / base, scratch / "terraform")
    with run_emulator(scratch / "emulator.log") as address:
        deployment = Deployment(base, Account(address), terraform)
        deployment.account.client("logs").create_log_group(logGroupName=FOREIGN_LOG_GROUP)
        try:
            deployment.deploy()
            assert deployment.second_plan
            assert deployment.second_plan.exit_code == 0, deployment.second_plan.output
            yield deployment
        finally:
            terraform.stop()


def planned(deployment: Deployment, change: Change, scratch: Path) -> Verdict:
    """Give what Terraform plans when the applied environment is rendered with a change; nothing is applied.

    It starts from what `terraform init` left of the applied one, as a person's folder would, backend included.
    """
    sides = Sides.of(change, scratch / "project")
    folder = scratch / "rendered"
    endpoint = deployment.account.endpoint
    write_files(folder, {file.path: file.text.replace(ENDPOINT, endpoint) for file in sides.after.files})
    terraform = Terraform.create(folder, scratch / "terraform")
    shutil.copytree(deployment.terraform.scratch / "data", terraform.scratch / "data", symlinks=True)
    terraform.init("-force-copy")
    terraform.run("plan", "-input=false", "-lock=false", "-refresh=false", "-out=plan")
    told = json.loads(terraform.run("show", "-json", "plan").output)
    return Verdict.of_plan(sides.digest, told)
