"""The rotation: RDS changes the master password, AWS's function that of the application's user."""

import json
from typing import Any

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected


def secrets(deployment: Deployment) -> dict[bool, Any]:
    """Return the account's secrets: under True the one that RDS keeps, under False the application's."""
    return {"OwningService" in s: s for s in deployment.account.list("secretsmanager", "list_secrets", "SecretList")}


def test_rds_changes_the_master_password_by_the_schedule(deployment: Deployment) -> None:
    """The secret that RDS keeps rotates every week, without a function of ours."""
    secret = secrets(deployment)[True]
    assert secret["RotationEnabled"] is True
    assert secret["RotationRules"] == {"ScheduleExpression": "rate(7 days)"}
    assert not secret.get("RotationLambdaARN")


def test_a_hosted_rotation_changes_the_applications_password(deployment: Deployment, expected: Expected) -> None:
    """The application's secret leads its function to the database, and the tasks to that secret."""
    assert (False in secrets(deployment)) is expected.hosted_rotation
    if secret := secrets(deployment).get(False):
        assert secret["ARN"] == deployment.outputs()["database_secret_arn"]
        assert secret["RotationLambdaARN"].endswith(f":function:iot-rotation-{deployment.name}")
        assert secret["RotationRules"] == {"ScheduleExpression": "rate(7 days)"}
        value = deployment.account.client("secretsmanager").get_secret_value(SecretId=secret["ARN"])["SecretString"]
        found = json.loads(value)
        assert len(found.pop("password")) == 40
        assert found == {
            "dbname": "sensors",
            "engine": "postgres",
            "host": deployment.outputs()["database_host"],
            "port": 5432,
            "username": "sensors_app",
        }


def test_the_function_runs_in_the_vpc(deployment: Deployment, expected: Expected) -> None:
    """AWS's application gets the private subnets and a security group of its own."""
    stacks = deployment.account.list("cloudformation", "describe_stacks", "Stacks")
    assert len(stacks) == (1 if expected.hosted_rotation else 0)
    for stack in stacks:
        given = {p["ParameterKey"]: p["ParameterValue"] for p in stack["Parameters"]}
        assert set(given["vpcSubnetIds"].split(",")) == set(deployment.outputs()["private_subnet_ids"].values())
        (group,) = deployment.account.list(
            "ec2", "describe_security_groups", "SecurityGroups", GroupIds=[given["vpcSecurityGroupIds"]]
        )
        assert group["GroupName"] == f"iot-security-{deployment.name}-rotation"
