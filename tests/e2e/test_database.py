"""The database: PostgreSQL, Multi-AZ, encrypted, private, TLS only, with a password that nobody wrote down."""

import json
from typing import Any

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected


def instance(deployment: Deployment) -> Any:
    """Return the environment's database instance."""
    name = f"iot-postgres-{deployment.name}"
    (found,) = deployment.account.list("rds", "describe_db_instances", "DBInstances", DBInstanceIdentifier=name)
    return found


def test_the_database_runs_in_two_availability_zones(deployment: Deployment, expected: Expected) -> None:
    """It is PostgreSQL 17 of the size of the spec with a standby in a second zone."""
    database = instance(deployment)
    assert (database["Engine"], database["EngineVersion"]) == ("postgres", "17")
    assert database["MultiAZ"] is True
    assert database["DBInstanceClass"] == expected.database_class
    assert (database["AllocatedStorage"], database["MaxAllocatedStorage"]) == expected.database_storage_gib


def test_the_database_is_encrypted(deployment: Deployment) -> None:
    """Its storage rests encrypted."""
    assert instance(deployment)["StorageEncrypted"] is True


def test_the_database_lies_in_the_private_subnets_alone(deployment: Deployment) -> None:
    """It has no public address, and its subnet group has the private subnets only."""
    database = instance(deployment)
    assert database["PubliclyAccessible"] is False
    subnets = {subnet["SubnetIdentifier"] for subnet in database["DBSubnetGroup"]["Subnets"]}
    assert subnets == set(deployment.outputs()["private_subnet_ids"].values())


def test_the_database_takes_connections_over_tls_only(deployment: Deployment) -> None:
    """`rds.force_ssl` is 1 in the parameter group that the instance uses."""
    (group,) = instance(deployment)["DBParameterGroups"]
    parameters = deployment.account.list(
        "rds", "describe_db_parameters", "Parameters", DBParameterGroupName=group["DBParameterGroupName"]
    )
    assert {p["ParameterName"]: p["ParameterValue"] for p in parameters} == {"rds.force_ssl": "1"}


def test_the_database_is_backed_up_and_protected_as_the_spec_says(deployment: Deployment, expected: Expected) -> None:
    """Backups, deletion protection and monitoring follow the environment."""
    database = instance(deployment)
    assert database["BackupRetentionPeriod"] == expected.database_backup_days
    assert database["PreferredBackupWindow"] == "02:00-03:00"
    assert database["CopyTagsToSnapshot"] is True
    assert database["DeletionProtection"] is expected.database_protected
    assert database["PerformanceInsightsEnabled"] is expected.database_insights
    assert database["MonitoringInterval"] == expected.database_monitoring_seconds


def test_the_database_password_is_made_and_kept_by_aws(deployment: Deployment, expected: Expected) -> None:
    """The master user's secret is RDS-managed, and the tasks use it unless they have a user of their own."""
    secret = instance(deployment)["MasterUserSecret"]
    assert (secret["SecretArn"] == deployment.outputs()["database_secret_arn"]) is not expected.hosted_rotation
    value = deployment.account.client("secretsmanager").get_secret_value(SecretId=secret["SecretArn"])["SecretString"]
    assert set(json.loads(value)) == {"username", "password"}
