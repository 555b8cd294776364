"""`tfgen quotas --live` beside an emulated account: what it holds, what it allows, and what is refused."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.deployment import ROOT, Account
from tests.emulator.process import run_emulator
from tests.support import start

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """Give an account on an emulator for these tests."""
    with run_emulator(tmp_path_factory.mktemp("emulator") / "emulator.log") as endpoint:
        yield Account(endpoint)


def live(account: Account, *arguments: str) -> tuple[int, Mapping[str, Mapping[str, Any]]]:
    """Ask the account, and give the exit code and the quotas by name."""
    environment = {**CREDENTIALS, "AWS_ENDPOINT_URL": account.endpoint}
    said = start("-C", str(ROOT), "quotas", "--live", "--format", "json", *arguments, environment=environment)
    return said.code, {row["name"]: row for row in json.loads(said.out)["quotas"]}


def test_an_account_with_room_takes_all_environments(account: Account) -> None:
    """It holds the default VPC, and may have five."""
    code, found = live(account)
    vpcs = found["VPCs per Region"]
    assert (code, vpcs["needed"], vpcs["limit"], vpcs["limit_from"]) == (0, 3, 5, "account")
    assert (vpcs["account"], vpcs["in_use"], vpcs["fits"]) == ("123456789012", 1, True)
    assert {row["in_use"] for row in (found["DB instances"], found["Roles per account"])} == {0}


def test_what_stands_in_the_account_leaves_no_room(account: Account) -> None:
    """As the first deployment of the system found out when it was applied."""
    ec2 = account.client("ec2")
    made = [ec2.create_vpc(CidrBlock=f"10.{200 + n}.0.0/16")["Vpc"]["VpcId"] for n in range(2)]
    code, found = live(account)
    assert (code, found["VPCs per Region"]["in_use"], found["VPCs per Region"]["fits"]) == (2, 3, False)
    code, found = live(account, "--applied", "dev")
    assert (code, found["VPCs per Region"]["fits"]) == (0, True)
    for vpc in made:
        ec2.delete_vpc(VpcId=vpc)


def test_tasks_that_run_are_measured(account: Account) -> None:
    """By the metric that Service Quotas names for them."""
    account.client("cloudwatch").put_metric_data(
        Namespace="AWS/Usage",
        MetricData=[
            {
                "MetricName": "ResourceCount",
                "Timestamp": datetime.now(UTC),
                "Value": 5,
                "Dimensions": [
                    {"Name": "Class", "Value": "Standard/OnDemand"},
                    {"Name": "Resource", "Value": "vCPU"},
                    {"Name": "Service", "Value": "Fargate"},
                    {"Name": "Type", "Value": "Resource"},
                ],
            }
        ],
    )
    code, found = live(account, "prod")
    vcpus = found["Fargate On-Demand vCPU resource count"]
    assert (code, vcpus["in_use"], vcpus["fits"]) == (2, 5, False)


def test_an_account_that_does_not_answer_is_an_error(tmp_path: Path) -> None:
    """Told, with nothing counted."""
    environment = {**CREDENTIALS, "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_MAX_ATTEMPTS": "1"}
    environment["AWS_CONFIG_FILE"] = str(tmp_path / "none")
    said = start("-C", str(ROOT), "quotas", "--live", environment=environment)
    assert (said.code, said.out) == (1, "")
    assert "AWS did not answer" in said.err
