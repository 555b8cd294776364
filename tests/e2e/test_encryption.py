"""The keys: AWS's own, or one a component, each for its own use and turning every year."""

import json
from typing import Any

import pytest

from tests.e2e.deployment import REGION, Deployment
from tests.e2e.expected import Expected

ACCOUNT = "123456789012"
COMPONENTS = {"cache", "database", "images", "logs", "secrets", "stream", "topic"}


def key_arns(deployment: Deployment) -> dict[str, str]:
    """Return the ARNs of the environment's own keys, by component."""
    prefix = f"alias/iot-{deployment.name}-"
    aliases = deployment.account.list("kms", "list_aliases", "Aliases")
    return {
        alias["AliasName"].removeprefix(prefix): f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{alias['TargetKeyId']}"
        for alias in aliases
        if alias["AliasName"].startswith(prefix)
    }


def policy(deployment: Deployment, key: str) -> list[Any]:
    """Return the statements of a key's policy."""
    text = deployment.account.client("kms").get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    return list(json.loads(text)["Statement"])


def used_keys(deployment: Deployment) -> dict[str, Any]:
    """Return the key that each component says it is encrypted with; None for the one that AWS manages."""
    account, name = deployment.account, deployment.name
    (database,) = account.list("rds", "describe_db_instances", "DBInstances")
    (cache,) = account.list("elasticache", "describe_replication_groups", "ReplicationGroups")
    stream = account.client("kinesis").describe_stream_summary(StreamName=f"sensor-data-stream-{name}")
    groups = account.list("logs", "describe_log_groups", "logGroups")
    return {
        "cache": cache.get("KmsKeyId"),
        "database": database["KmsKeyId"],
        "logs": {group.get("kmsKeyId") for group in groups},
        "secrets": database["MasterUserSecret"]["KmsKeyId"],
        "stream": stream["StreamDescriptionSummary"]["KeyId"],
    }


def test_each_component_is_encrypted_with_its_own_key_or_with_aws_own(
    deployment: Deployment, expected: Expected
) -> None:
    """Where the spec says `customer` there is a key a component, and it is the one in use; else there is none."""
    keys, used = key_arns(deployment), used_keys(deployment)
    if not expected.customer_keys:
        assert keys == {}
        assert (used["logs"], used["stream"]) == ({None}, "alias/aws/kinesis")
        return
    assert set(keys) == COMPONENTS
    assert used == {component: keys[component] for component in used} | {"logs": {keys["logs"]}}


def test_keys_turn_every_year_and_only_iam_says_who_uses_them(deployment: Deployment) -> None:
    """Each key has the account's root statement, and a service's only where that service comes in its own name."""
    kms = deployment.account.client("kms")
    for component, key in key_arns(deployment).items():
        status = kms.get_key_rotation_status(KeyId=key)
        assert (status["KeyRotationEnabled"], status["RotationPeriodInDays"]) == (True, 365)
        root, *services = policy(deployment, key)
        assert root["Principal"] == {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
        assert len(services) == (1 if component in {"logs", "topic"} else 0), component


def test_the_logs_key_serves_this_systems_log_groups_alone(deployment: Deployment, expected: Expected) -> None:
    """CloudWatch Logs may use the key for log groups of this environment and no others."""
    if not expected.customer_keys:
        pytest.skip("AWS manages the keys.")
    _, statement = policy(deployment, key_arns(deployment)["logs"])
    assert statement["Principal"] == {"Service": f"logs.{REGION}.amazonaws.com"}
    groups = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/*/iot-*-{deployment.name}*"
    assert statement["Condition"] == {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}}
