"""`terraform destroy` leaves nothing behind. These tests run last."""

import json
import re
from collections.abc import Mapping

from tests.e2e.conftest import Running
from tests.e2e.deployment import STATE_BUCKET, Deployment
from tests.e2e.expected import Expected
from tests.e2e.inventory import LISTINGS, added, take_inventory

# Nothing is made in these: S3 has the state, STS only tells who is calling, and what the Serverless Application
# Repository offers becomes a stack of CloudFormation.
LEFT_OUT = {"s3", "serverlessrepo", "sts"}


def test_destroy_leaves_nothing_but_a_last_snapshot(
    deployment: Deployment, expected: Expected, destroying: Mapping[str, Running]
) -> None:
    """The account has what it had before apply, and a last snapshot under a new name where the spec keeps one."""
    destroying[deployment.name].result()
    left = added(deployment.before, take_inventory(deployment.account))
    snapshots = left.pop("rds DBSnapshots", set())
    assert left == {}
    assert len(snapshots) == (1 if expected.database_protected else 0)
    assert all(re.fullmatch(rf"iot-postgres-{deployment.name}-final-[0-9a-f]{{8}}", name) for name in snapshots)


def test_destroy_leaves_an_empty_unlocked_state(deployment: Deployment, destroying: Mapping[str, Running]) -> None:
    """The state in the bucket lists no resource, and no lock lies beside it."""
    destroying[deployment.name].result()
    assert json.loads(deployment.state_text())["resources"] == []
    objects = deployment.account.list("s3", "list_objects_v2", "Contents", Bucket=STATE_BUCKET)
    assert [item["Key"] for item in objects] == [deployment.state_key]


def test_the_inventory_covers_every_service_that_terraform_called(
    deployment: Deployment, destroying: Mapping[str, Running]
) -> None:
    """What the log of the emulator names is either enumerated or known to hold nothing."""
    destroying[deployment.name].result()
    log = destroying[deployment.name].emulator_log.read_text(encoding="utf-8")
    called = set(re.findall(r"^\S+ \d{3} +\d+ ms ([a-z][a-z0-9-]*) ", log, flags=re.MULTILINE))
    # A service may sign its calls with another name than boto3 has for it.
    listed = {deployment.account.client(listing[0]).meta.service_model.signing_name for listing in LISTINGS}
    assert called - LEFT_OUT <= listed
