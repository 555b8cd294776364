"""The processing: two Fargate tasks in private subnets."""

from typing import Any

from tests.e2e.deployment import REGION, Deployment
from tests.e2e.expected import Expected


def service(deployment: Deployment) -> Any:
    """Return the environment's ECS service."""
    (found,) = deployment.account.client("ecs").describe_services(
        cluster=f"iot-processing-cluster-{deployment.name}", services=[f"iot-processing-service-{deployment.name}"]
    )["services"]
    return found


def task_definition(deployment: Deployment) -> Any:
    """Return the task definition that the service runs."""
    arn = service(deployment)["taskDefinition"]
    return deployment.account.client("ecs").describe_task_definition(taskDefinition=arn)["taskDefinition"]


def test_two_fargate_tasks_spread_over_the_zones(deployment: Deployment) -> None:
    """The service keeps two tasks, balances them over the zones, and rolls a failing deployment back."""
    found = service(deployment)
    assert (found["launchType"], found["desiredCount"]) == ("FARGATE", 2)
    assert found["availabilityZoneRebalancing"] == "ENABLED"
    assert (found["propagateTags"], found["enableECSManagedTags"]) == ("SERVICE", True)
    assert found["deploymentConfiguration"]["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}


def test_the_tasks_run_in_private_subnets_without_a_public_address(deployment: Deployment) -> None:
    """The tasks' network is the private subnets and the tasks' own security group."""
    network = service(deployment)["networkConfiguration"]["awsvpcConfiguration"]
    assert set(network["subnets"]) == set(deployment.outputs()["private_subnet_ids"].values())
    assert network["assignPublicIp"] == "DISABLED"
    groups = deployment.account.list(
        "ec2", "describe_security_groups", "SecurityGroups", GroupIds=network["securityGroups"]
    )
    assert [group["GroupName"] for group in groups] == [f"iot-security-{deployment.name}-tasks"]


def test_the_cluster_watches_its_containers_as_the_spec_says(deployment: Deployment, expected: Expected) -> None:
    """Container Insights is set as the spec has it."""
    (cluster,) = deployment.account.client("ecs").describe_clusters(
        clusters=[f"iot-processing-cluster-{deployment.name}"], include=["SETTINGS"]
    )["clusters"]
    assert cluster["settings"] == [{"name": "containerInsights", "value": expected.container_insights}]


def test_the_task_has_the_size_image_and_command_of_the_spec(deployment: Deployment, expected: Expected) -> None:
    """What runs, and how large, comes from the spec."""
    task = task_definition(deployment)
    assert (task["requiresCompatibilities"], task["networkMode"]) == (["FARGATE"], "awsvpc")
    assert (task["cpu"], task["memory"]) == (expected.task_cpu, expected.task_memory)
    assert task["runtimePlatform"] == {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"}
    (container,) = task["containerDefinitions"]
    assert container["image"] == f"111122223333.dkr.ecr.{REGION}.amazonaws.com/iot-sensor-processor:1.4.2"
    assert container["command"] == ["python", "-m", "sensor_processor"]
    assert container["readonlyRootFilesystem"] is True


def test_the_task_knows_where_stream_cache_and_database_are(deployment: Deployment, expected: Expected) -> None:
    """Names and addresses come as plain variables, beside those of the spec."""
    (container,) = task_definition(deployment)["containerDefinitions"]
    outputs = deployment.outputs()
    assert {variable["name"]: variable["value"] for variable in container["environment"]} == {
        "BATCH_SIZE": "100",
        "DATABASE_HOST": outputs["database_host"],
        "DATABASE_NAME": "sensors",
        "DATABASE_PORT": "5432",
        "DATABASE_SECRET_ARN": outputs["database_secret_arn"],
        "LOG_LEVEL": expected.log_level,
        "REDIS_CLUSTER_NAME": f"iot-redis-{deployment.name}",
        "REDIS_HOST": outputs["cache_configuration_endpoint"],
        "REDIS_PORT": "6379",
        "REDIS_USERNAME": f"iot-redis-{deployment.name}",
        "STREAM_NAME": outputs["stream_name"],
    }


def test_the_task_gets_the_credentials_by_reference(deployment: Deployment) -> None:
    """User name and password are keys of the secret, which ECS fetches when the task starts."""
    (container,) = task_definition(deployment)["containerDefinitions"]
    secret = deployment.outputs()["database_secret_arn"]
    assert {s["name"]: s["valueFrom"] for s in container["secrets"]} == {
        "DATABASE_PASSWORD": f"{secret}:password::",
        "DATABASE_USERNAME": f"{secret}:username::",
    }


def test_the_task_logs_to_its_own_group(deployment: Deployment) -> None:
    """The container writes to the log group of the service."""
    (container,) = task_definition(deployment)["containerDefinitions"]
    log = container["logConfiguration"]
    assert (log["logDriver"], log["options"]["awslogs-group"]) == (
        "awslogs",
        f"/aws/ecs/iot-processing-service-{deployment.name}",
    )


def test_ecs_and_the_application_have_roles_of_their_own(deployment: Deployment) -> None:
    """ECS starts the task with the execution role, the application works with the task role."""
    task, role = task_definition(deployment), f"iot-processing-service-{deployment.name}"
    assert task["executionRoleArn"].endswith(f":role/{role}-execution")
    assert task["taskRoleArn"].endswith(f":role/{role}-task")


def test_a_task_that_is_not_well_is_told_and_one_that_stops_may_finish_its_batch(deployment: Deployment) -> None:
    """The container has a health check, and more time to stop than the 30 seconds of a batch."""
    (container,) = task_definition(deployment)["containerDefinitions"]
    assert container["healthCheck"] == {
        "command": ["CMD", "python", "-m", "sensor_processor.health"],
        "interval": 30,
        "timeout": 5,
        "retries": 3,
        "startPeriod": 60,
    }
    assert container["stopTimeout"] == 60
