"""Terraform creates the whole system and finds nothing left to do."""

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected


def test_a_second_plan_finds_no_changes(deployment: Deployment) -> None:
    """Right after apply, `terraform plan -detailed-exitcode` answers 0: what exists is what was rendered."""
    assert deployment.second_plan
    assert deployment.second_plan.exit_code == 0, deployment.second_plan.output


def test_outputs_name_what_a_caller_needs(deployment: Deployment, expected: Expected) -> None:
    """The root module's outputs lead to the stream, the service, the cache and the database's secret."""
    outputs = deployment.outputs()
    assert outputs["stream_name"] == f"sensor-data-stream-{deployment.name}"
    assert outputs["ecs_cluster_name"] == f"iot-processing-cluster-{deployment.name}"
    assert outputs["ecs_service_name"] == f"iot-processing-service-{deployment.name}"
    assert outputs["cache_configuration_endpoint"].startswith(f"clustercfg.iot-redis-{deployment.name}.")
    assert outputs["database_host"].startswith(f"iot-postgres-{deployment.name}.")
    assert f":secret:{'iot-rotation-' if expected.hosted_rotation else 'rds!db-'}" in outputs["database_secret_arn"]


def test_every_resource_that_can_be_tagged_carries_the_default_tags(deployment: Deployment) -> None:
    """`default_tags` reach the components, so that cost and ownership can be told."""
    account, name = deployment.account, deployment.name
    (database,) = account.list("rds", "describe_db_instances", "DBInstances")
    (group,) = account.list("elasticache", "describe_replication_groups", "ReplicationGroups")
    tagged = {
        "vpc": account.list("ec2", "describe_vpcs", "Vpcs", VpcIds=[deployment.outputs()["vpc_id"]])[0]["Tags"],
        "stream": account.list("kinesis", "list_tags_for_stream", "Tags", StreamName=f"sensor-data-stream-{name}"),
        "database": database["TagList"],
        "cache": account.list("elasticache", "list_tags_for_resource", "TagList", ResourceName=group["ARN"]),
        "role": account.list("iam", "list_role_tags", "Tags", RoleName=f"iot-processing-service-{name}-task"),
    }
    wanted = {
        ("CostCenter", "plant-telemetry"),
        ("Environment", name),
        ("ManagedBy", "terraform"),
        ("Project", "iot-sensor-data"),
    }
    for part, tags in tagged.items():
        assert wanted <= {(tag["Key"], tag["Value"]) for tag in tags}, part
