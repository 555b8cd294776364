"""The state bucket of bootstrap/: made with local state, which then moves into the bucket."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.e2e.deployment import ROOT, STATE_BUCKET, Account
from tests.emulator.process import run_emulator
from tests.terraform import Terraform

BUCKET = {"Bucket": STATE_BUCKET}


def render(account: Account, terraform: Terraform, backend: str) -> None:
    """Render the configuration of the bucket, re-pointed at the emulator."""
    settings = (f"emulator.endpoint={account.endpoint}", f"backend={backend}")
    options = [part for setting in settings for part in ("--set", setting)]
    out = ("--out", str(terraform.directory.parent))
    command = [sys.executable, "-m", "tfgen", "--project", "bootstrap", "render", "state", *out, *options]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Account, Terraform]]:
    """Make the bucket on an emulator of its own, with local state."""
    base = tmp_path_factory.mktemp("bootstrap")
    terraform = Terraform.create(base / "state", base / "terraform")
    with run_emulator(base / "emulator.log") as endpoint:
        account = Account(endpoint)
        render(account, terraform, "local")
        terraform.init()
        terraform.run("apply", "-input=false", "-auto-approve")
        yield account, terraform
        terraform.stop()


@pytest.fixture
def s3(made: tuple[Account, Terraform]) -> Any:
    """Give a client of the account in which the bucket is."""
    return made[0].client("s3")


def test_the_bucket_is_the_one_that_the_environments_keep_their_state_in() -> None:
    """The two specs name the same bucket in the same region."""
    base = yaml.safe_load((ROOT / "environments/_base.yaml").read_text("utf-8"))["state"]
    own = yaml.safe_load((ROOT / "bootstrap/environments/state.yaml").read_text("utf-8"))
    assert (own["bucket"], own["region"]) == (base["bucket"], base["region"])


def test_states_are_versioned_and_old_versions_go(s3: Any) -> None:
    """A broken state can be taken back for 90 days."""
    assert s3.get_bucket_versioning(**BUCKET)["Status"] == "Enabled"
    (rule,) = s3.get_bucket_lifecycle_configuration(**BUCKET)["Rules"]
    assert rule["Status"] == "Enabled"
    assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": 90}
    assert rule["Expiration"]["ExpiredObjectDeleteMarker"] is True
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}


def test_states_are_encrypted(s3: Any) -> None:
    """S3 encrypts what is written, also without being asked to."""
    (rule,) = s3.get_bucket_encryption(**BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


def test_nobody_outside_the_account_reads_a_state(s3: Any) -> None:
    """Public access is blocked in every way, access control lists are off, and only TLS is answered."""
    assert set(s3.get_public_access_block(**BUCKET)["PublicAccessBlockConfiguration"].values()) == {True}
    assert s3.get_bucket_ownership_controls(**BUCKET)["OwnershipControls"]["Rules"] == [
        {"ObjectOwnership": "BucketOwnerEnforced"}
    ]
    (statement,) = json.loads(s3.get_bucket_policy(**BUCKET)["Policy"])["Statement"]
    assert (statement["Effect"], statement["Action"], statement["Principal"]) == ("Deny", "s3:*", "*")
    assert set(statement["Resource"]) == {f"arn:aws:s3:::{STATE_BUCKET}", f"arn:aws:s3:::{STATE_BUCKET}/*"}
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_bucket_has_the_tags_of_the_spec(s3: Any) -> None:
    """Its cost is counted with the system's."""
    tags = {tag["Key"]: tag["Value"] for tag in s3.get_bucket_tagging(**BUCKET)["TagSet"]}
    assert tags == {"CostCenter": "plant-telemetry", "ManagedBy": "terraform", "Project": "iot-sensor-data"}


def test_a_second_plan_is_empty(made: tuple[Account, Terraform]) -> None:
    """What was made is what the configuration says."""
    made[1].run("plan", "-input=false", "-detailed-exitcode")


def test_the_bucket_cannot_be_destroyed(made: tuple[Account, Terraform]) -> None:
    """`terraform destroy` refuses, and says what protects the bucket."""
    answer = made[1].run("destroy", "-input=false", "-auto-approve", expect=(1,))
    assert "Instance cannot be destroyed" in answer.output


def test_the_state_of_the_bucket_moves_into_it(made: tuple[Account, Terraform], s3: Any) -> None:
    """After the two commands of README the state is in the bucket, and Terraform knows all that it made."""
    account, terraform = made
    render(account, terraform, "s3")
    terraform.init("-migrate-state", "-force-copy")
    terraform.run("plan", "-input=false", "-detailed-exitcode")
    body = s3.get_object(**BUCKET, Key="bootstrap/terraform.tfstate")["Body"].read()
    resources = [found for found in json.loads(body)["resources"] if found["mode"] == "managed"]
    assert len(resources) == 7
