"""The stream: encrypted, with the capacity and the retention of the spec."""

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected


def test_the_stream_is_encrypted(deployment: Deployment, expected: Expected) -> None:
    """Sensor data rests encrypted under `alias/aws/kinesis`, or under the environment's own key."""
    summary = deployment.account.client("kinesis").describe_stream_summary(
        StreamName=f"sensor-data-stream-{deployment.name}"
    )["StreamDescriptionSummary"]
    assert summary["EncryptionType"] == "KMS"
    assert (summary["KeyId"] == "alias/aws/kinesis") is not expected.customer_keys


def test_the_stream_has_the_capacity_and_retention_of_the_spec(deployment: Deployment, expected: Expected) -> None:
    """Mode, shards and hours are what the spec says."""
    summary = deployment.account.client("kinesis").describe_stream_summary(
        StreamName=f"sensor-data-stream-{deployment.name}"
    )["StreamDescriptionSummary"]
    assert summary["StreamModeDetails"]["StreamMode"] == expected.stream_mode
    assert summary["OpenShardCount"] == expected.open_shards
    assert summary["RetentionPeriodHours"] == expected.stream_retention_hours
