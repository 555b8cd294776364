"""The logs: every component writes to a log group that forgets after the days of the spec."""

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected


def test_every_component_has_a_log_group_with_retention(deployment: Deployment, expected: Expected) -> None:
    """Tasks, Redis, PostgreSQL, the VPC and Container Insights log to groups made beforehand, none kept for ever."""
    name = deployment.name
    groups = deployment.account.list("logs", "describe_log_groups", "logGroups")
    wanted = {
        f"/aws/ecs/iot-processing-service-{name}",
        f"/aws/elasticache/iot-redis-{name}/engine-log",
        f"/aws/elasticache/iot-redis-{name}/slow-log",
        f"/aws/rds/instance/iot-postgres-{name}/postgresql",
        f"/aws/rds/instance/iot-postgres-{name}/upgrade",
        f"/aws/vpc/flow-log/iot-network-{name}",
    }
    if expected.container_insights != "disabled":
        wanted.add(f"/aws/ecs/containerinsights/iot-processing-cluster-{name}/performance")
    assert {group["logGroupName"]: group.get("retentionInDays") for group in groups} == dict.fromkeys(
        wanted, expected.log_retention_days
    )


def test_redis_delivers_its_engine_log_and_its_slow_log(deployment: Deployment) -> None:
    """Both logs go to their own group as JSON."""
    name = f"iot-redis-{deployment.name}"
    (group,) = deployment.account.list(
        "elasticache", "describe_replication_groups", "ReplicationGroups", ReplicationGroupId=name
    )
    delivered = {
        (c["LogType"], c["LogFormat"], c["DestinationDetails"]["CloudWatchLogsDetails"]["LogGroup"])
        for c in group["LogDeliveryConfigurations"]
    }
    assert delivered == {(kind, "json", f"/aws/elasticache/{name}/{kind}") for kind in ("engine-log", "slow-log")}


def test_postgresql_exports_its_logs(deployment: Deployment) -> None:
    """The server's log and the log of upgrades go to CloudWatch."""
    name = f"iot-postgres-{deployment.name}"
    (database,) = deployment.account.list("rds", "describe_db_instances", "DBInstances", DBInstanceIdentifier=name)
    assert set(database["EnabledCloudwatchLogsExports"]) == {"postgresql", "upgrade"}


def test_the_vpc_logs_all_its_flows(deployment: Deployment) -> None:
    """Accepted and rejected traffic of the whole VPC goes to the flow log's group."""
    vpc = deployment.outputs()["vpc_id"]
    (flow_log,) = deployment.account.list("ec2", "describe_flow_logs", "FlowLogs")
    assert (flow_log["ResourceId"], flow_log["TrafficType"]) == (vpc, "ALL")
    assert flow_log["LogDestination"].endswith(f":log-group:/aws/vpc/flow-log/iot-network-{deployment.name}")
