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
