"""The cache: Redis in cluster mode, encrypted, failing over between availability zones, private."""

from typing import Any

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected


def replication_group(deployment: Deployment) -> Any:
    """Return the environment's replication group."""
    name = f"iot-redis-{deployment.name}"
    (group,) = deployment.account.list(
        "elasticache", "describe_replication_groups", "ReplicationGroups", ReplicationGroupId=name
    )
    return group


def members(deployment: Deployment) -> list[Any]:
    """Return the cache clusters that make up the replication group."""
    clusters = deployment.account.list("elasticache", "describe_cache_clusters", "CacheClusters")
    return [c for c in clusters if c["ReplicationGroupId"] == f"iot-redis-{deployment.name}"]


def test_the_cache_runs_in_cluster_mode(deployment: Deployment, expected: Expected) -> None:
    """Keys spread over the node groups, each a primary with one replica, behind one configuration endpoint."""
    group = replication_group(deployment)
    assert (group["ClusterMode"], group["ClusterEnabled"]) == ("enabled", True)
    assert [len(node["NodeGroupMembers"]) for node in group["NodeGroups"]] == [2] * expected.cache_node_groups
    assert group["ConfigurationEndpoint"]["Port"] == 6379


def test_the_cache_is_redis_7_with_the_cluster_parameters(deployment: Deployment, expected: Expected) -> None:
    """Every member runs the engine, node type and parameter group that cluster mode needs."""
    found = members(deployment)
    assert len(found) == 2 * expected.cache_node_groups
    for cluster in found:
        assert (cluster["Engine"], cluster["EngineVersion"]) == ("redis", "7.1")
        assert cluster["CacheNodeType"] == expected.cache_node_type
        assert cluster["CacheParameterGroup"]["CacheParameterGroupName"] == "default.redis7.cluster.on"


def test_the_cache_fails_over_between_availability_zones(deployment: Deployment) -> None:
    """Automatic failover and Multi-AZ are on."""
    group = replication_group(deployment)
    assert (group["AutomaticFailover"], group["MultiAZ"]) == ("enabled", "enabled")


def test_the_cache_is_encrypted_at_rest_and_in_transit(deployment: Deployment) -> None:
    """Neither the disks nor the wire show a reading."""
    group = replication_group(deployment)
    assert (group["AtRestEncryptionEnabled"], group["TransitEncryptionEnabled"]) == (True, True)


def test_the_cache_lies_in_the_private_subnets_alone(deployment: Deployment) -> None:
    """Its subnet group has the private subnets, its security group is the one of Redis."""
    (security_group,) = deployment.account.list(
        "ec2",
        "describe_security_groups",
        "SecurityGroups",
        Filters=[{"Name": "group-name", "Values": [f"iot-security-{deployment.name}-redis"]}],
    )
    for cluster in members(deployment):
        (subnet_group,) = deployment.account.list(
            "elasticache",
            "describe_cache_subnet_groups",
            "CacheSubnetGroups",
            CacheSubnetGroupName=cluster["CacheSubnetGroupName"],
        )
        subnets = {subnet["SubnetIdentifier"] for subnet in subnet_group["Subnets"]}
        assert subnets == set(deployment.outputs()["private_subnet_ids"].values())
        assert [group["SecurityGroupId"] for group in cluster["SecurityGroups"]] == [security_group["GroupId"]]


def test_the_cache_keeps_the_snapshots_of_the_spec(deployment: Deployment, expected: Expected) -> None:
    """Daily snapshots are taken in the window and kept for as many days as the spec says; 0 takes none."""
    group = replication_group(deployment)
    assert group["SnapshotRetentionLimit"] == expected.cache_snapshot_days
    assert group["SnapshotWindow"] == "01:00-02:00"


def test_only_a_user_with_a_role_logs_in(deployment: Deployment) -> None:
    """The tasks' user has no password, and clients that do not log in may do nothing."""
    account, name = deployment.account, f"iot-redis-{deployment.name}"
    assert replication_group(deployment)["UserGroupIds"] == [name]
    (group,) = account.list("elasticache", "describe_user_groups", "UserGroups", UserGroupId=name)
    assert set(group["UserIds"]) == {name, f"off-redis-{deployment.name}"}
    users = {user["UserName"]: user for user in account.list("elasticache", "describe_users", "Users")}
    assert {user: found["AccessString"] for user, found in users.items()} == {
        name: "on ~* &* +@all -@dangerous",
        "default": "off -@all",
    }
    assert users[name]["Authentication"] == {"Type": "iam"}
