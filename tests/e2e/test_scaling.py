"""What follows the load: the number of tasks by CPU, memory and lag, and the number of the cache's replicas."""

from typing import Any

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected


def targets(deployment: Deployment, namespace: str) -> list[Any]:
    """Return what may be scaled in a service of AWS."""
    return deployment.account.list(
        "application-autoscaling", "describe_scalable_targets", "ScalableTargets", ServiceNamespace=namespace
    )


def policies(deployment: Deployment, namespace: str) -> dict[str, Any]:
    """Return the scaling policies of a service of AWS, by what follows the name of the component."""
    found = deployment.account.list(
        "application-autoscaling", "describe_scaling_policies", "ScalingPolicies", ServiceNamespace=namespace
    )
    return {policy["PolicyName"].partition(f"-{deployment.name}-")[2]: policy for policy in found}


def lag_alarms(deployment: Deployment) -> list[Any]:
    """Return the alarms that add tasks."""
    name = f"iot-processing-service-{deployment.name}-lag"
    return deployment.account.list("cloudwatch", "describe_alarms", "MetricAlarms", AlarmNames=[name])


def test_the_number_of_tasks_stays_within_its_bounds(deployment: Deployment, expected: Expected) -> None:
    """Where the spec says so, the service itself is what scales, between the fewest and the most tasks."""
    found = {
        (t["ResourceId"], t["ScalableDimension"], t["MinCapacity"], t["MaxCapacity"])
        for t in targets(deployment, "ecs")
    }
    name = deployment.name
    service = f"service/iot-processing-cluster-{name}/iot-processing-service-{name}"
    bounds = expected.task_bounds
    assert found == ({(service, "ecs:service:DesiredCount", *bounds)} if bounds else set())


def test_tasks_follow_cpu_and_memory(deployment: Deployment, expected: Expected) -> None:
    """Each is held to the percentage of the spec, and tasks go more slowly than they come."""
    tracking = {
        key: policy["TargetTrackingScalingPolicyConfiguration"]
        for key, policy in policies(deployment, "ecs").items()
        if key in ("cpu", "memory")
    }
    held = {
        key: (found["PredefinedMetricSpecification"]["PredefinedMetricType"], found["TargetValue"])
        for key, found in tracking.items()
    }
    wanted = {
        "cpu": ("ECSServiceAverageCPUUtilization", 60),
        "memory": ("ECSServiceAverageMemoryUtilization", 75),
    }
    assert held == (wanted if expected.task_bounds else {})
    assert all(found["ScaleInCooldown"] > found["ScaleOutCooldown"] for found in tracking.values())


def test_a_lag_of_the_stream_adds_tasks_step_by_step(deployment: Deployment, expected: Expected) -> None:
    """A minute behind, a task comes; five minutes behind, two."""
    alarms = lag_alarms(deployment)
    assert len(alarms) == (1 if expected.task_bounds else 0)
    for alarm in alarms:
        assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds")
        assert alarm["Dimensions"] == [{"Name": "StreamName", "Value": f"sensor-data-stream-{deployment.name}"}]
        assert (alarm["Threshold"], alarm["Statistic"], alarm["ComparisonOperator"]) == (
            60_000,
            "Maximum",
            "GreaterThanThreshold",
        )
        policy = policies(deployment, "ecs")["lag"]
        assert alarm["AlarmActions"] == [policy["PolicyARN"]]
        steps = policy["StepScalingPolicyConfiguration"]
        assert steps["AdjustmentType"] == "ChangeInCapacity"
        adjustments = sorted(steps["StepAdjustments"], key=lambda step: float(step["MetricIntervalLowerBound"]))
        assert [
            (step["MetricIntervalLowerBound"], step.get("MetricIntervalUpperBound"), step["ScalingAdjustment"])
            for step in adjustments
        ] == [(0, 240_000, 1), (240_000, None, 2)]


def test_no_task_goes_while_the_stream_lags(deployment: Deployment, expected: Expected) -> None:
    """A policy that tracks a target is at it, and so does not agree to fewer tasks, just while there is a lag."""
    found = [policy for key, policy in policies(deployment, "ecs").items() if key == "hold"]
    assert len(found) == (1 if expected.task_bounds else 0)
    for policy in found:
        tracking = policy["TargetTrackingScalingPolicyConfiguration"]
        age, lagging = tracking["CustomizedMetricSpecification"]["Metrics"]
        (alarm,) = lag_alarms(deployment)
        assert age["MetricStat"]["Metric"]["MetricName"] == alarm["MetricName"]
        assert age["MetricStat"]["Metric"]["Dimensions"] == alarm["Dimensions"]
        assert (age["ReturnData"], lagging["ReturnData"]) == (False, True)
        assert lagging["Expression"] == "IF(age > 60000, 100, 0)"
        assert tracking["TargetValue"] == 100


def test_replicas_follow_the_cpu_of_the_engine(deployment: Deployment, expected: Expected) -> None:
    """Where the spec says so and the nodes allow it, every node group gets and loses replicas within the bounds."""
    group, bounds = f"replication-group/iot-redis-{deployment.name}", expected.replica_bounds
    found = {
        (t["ResourceId"], t["ScalableDimension"], t["MinCapacity"], t["MaxCapacity"])
        for t in targets(deployment, "elasticache")
    }
    assert found == ({(group, "elasticache:replication-group:Replicas", *bounds)} if bounds else set())
    tracking = {
        key: policy["TargetTrackingScalingPolicyConfiguration"]
        for key, policy in policies(deployment, "elasticache").items()
    }
    assert set(tracking) == ({"replicas"} if bounds else set())
    for policy in tracking.values():
        assert policy["PredefinedMetricSpecification"] == {
            "PredefinedMetricType": "ElastiCacheReplicaEngineCPUUtilization"
        }
        assert policy["TargetValue"] == 60


def test_storage_grows_without_anybody(deployment: Deployment, expected: Expected) -> None:
    """The database has room to grow into, and an on-demand stream no number of shards that somebody would change."""
    (database,) = deployment.account.list("rds", "describe_db_instances", "DBInstances")
    assert (database["AllocatedStorage"], database["MaxAllocatedStorage"]) == expected.database_storage_gib
    assert database["MaxAllocatedStorage"] > database["AllocatedStorage"]
