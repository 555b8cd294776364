"""Everything that exists in an account, over all services that the system uses."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.e2e.deployment import Account

# What kind of thing -> how each is called.
Inventory = dict[str, set[str]]

# Service, operation, key of the list, how an item is called (None: the item is its own name), arguments.
Listing = tuple[str, str, str, str | None, dict[str, Any]]

LISTINGS: tuple[Listing, ...] = (
    ("ec2", "describe_vpcs", "Vpcs", "VpcId", {}),
    ("ec2", "describe_subnets", "Subnets", "SubnetId", {}),
    ("ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId", {}),
    ("ec2", "describe_addresses", "Addresses", "AllocationId", {}),
    ("ec2", "describe_nat_gateways", "NatGateways", "NatGatewayId", {}),
    ("ec2", "describe_route_tables", "RouteTables", "RouteTableId", {}),
    ("ec2", "describe_network_acls", "NetworkAcls", "NetworkAclId", {}),
    ("ec2", "describe_network_interfaces", "NetworkInterfaces", "NetworkInterfaceId", {}),
    ("ec2", "describe_security_groups", "SecurityGroups", "GroupId", {}),
    ("ec2", "describe_security_group_rules", "SecurityGroupRules", "SecurityGroupRuleId", {}),
    ("ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId", {}),
    ("ec2", "describe_flow_logs", "FlowLogs", "FlowLogId", {}),
    ("kinesis", "list_streams", "StreamNames", None, {}),
    ("ecs", "list_task_definitions", "taskDefinitionArns", None, {"status": "ACTIVE"}),
    ("elasticache", "describe_replication_groups", "ReplicationGroups", "ReplicationGroupId", {}),
    ("elasticache", "describe_cache_clusters", "CacheClusters", "CacheClusterId", {}),
    ("elasticache", "describe_cache_subnet_groups", "CacheSubnetGroups", "CacheSubnetGroupName", {}),
    ("elasticache", "describe_snapshots", "Snapshots", "SnapshotName", {}),
    ("rds", "describe_db_instances", "DBInstances", "DBInstanceIdentifier", {}),
    ("rds", "describe_db_snapshots", "DBSnapshots", "DBSnapshotIdentifier", {}),
    ("rds", "describe_db_instance_automated_backups", "DBInstanceAutomatedBackups", "DBInstanceIdentifier", {}),
    ("rds", "describe_db_subnet_groups", "DBSubnetGroups", "DBSubnetGroupName", {}),
    ("rds", "describe_db_parameter_groups", "DBParameterGroups", "DBParameterGroupName", {}),
    ("secretsmanager", "list_secrets", "SecretList", "ARN", {"IncludePlannedDeletion": True}),
    ("logs", "describe_log_groups", "logGroups", "logGroupName", {}),
    ("iam", "list_roles", "Roles", "RoleName", {}),
    ("iam", "list_policies", "Policies", "Arn", {"Scope": "Local"}),
    ("ecr", "describe_repositories", "repositories", "repositoryName", {}),
    ("elasticache", "describe_users", "Users", "UserId", {}),
    ("elasticache", "describe_user_groups", "UserGroups", "UserGroupId", {}),
    ("cloudformation", "list_stacks", "StackSummaries", "StackName", {"StackStatusFilter": ["CREATE_COMPLETE"]}),
    ("kms", "list_aliases", "Aliases", "AliasName", {}),
    (
        "application-autoscaling",
        "describe_scalable_targets",
        "ScalableTargets",
        "ResourceId",
        {"ServiceNamespace": "ecs"},
    ),
    (
        "application-autoscaling",
        "describe_scalable_targets",
        "ScalableTargets",
        "ResourceId",
        {"ServiceNamespace": "elasticache"},
    ),
    ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName", {}),
    ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName", {}),
    ("logs", "describe_metric_filters", "metricFilters", "filterName", {}),
    ("sns", "list_subscriptions", "Subscriptions", "SubscriptionArn", {}),
    ("sns", "list_topics", "Topics", "TopicArn", {}),
)


def take_inventory(account: "Account") -> Inventory:
    """List everything in `account`, by service and kind."""
    listed: Inventory = {}
    for listing in LISTINGS:
        listed.setdefault(f"{listing[0]} {listing[2]}", set()).update(names(account, listing))
    return listed | {"ecs clusters": active_clusters(account), "kms keys": kept_keys(account)}


def names(account: "Account", listing: Listing) -> set[str]:
    """Carry out one listing. AWS shows some things for a while after their end, as deleted: they do not count."""
    service, operation, key, name, arguments = listing
    items = account.list(service, operation, key, **arguments)
    if name is None:
        return set(items)
    return {item[name] for item in items if item.get("State") != "deleted"}


def active_clusters(account: "Account") -> set[str]:
    """List the ECS clusters; a deleted one stays, as inactive, and only its description tells."""
    arns = account.list("ecs", "list_clusters", "clusterArns")
    clusters = account.client("ecs").describe_clusters(clusters=arns)["clusters"] if arns else []
    return {cluster["clusterArn"] for cluster in clusters if cluster["status"] != "INACTIVE"}


def kept_keys(account: "Account") -> set[str]:
    """List the customers' keys that are not about to go: a destroyed one may be had back in its deletion window.

    moto makes the keys of AWS itself when they are first used, and calls them the customer's; their aliases tell.
    """
    kms = account.client("kms")
    aliases = account.list("kms", "list_aliases", "Aliases")
    of_aws = {alias.get("TargetKeyId") for alias in aliases if alias["AliasName"].startswith("alias/aws/")}
    keys = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in account.list("kms", "list_keys", "Keys")]
    return {key["Arn"] for key in keys if key["KeyId"] not in of_aws and key["KeyState"] != "PendingDeletion"}


def added(before: Inventory, after: Inventory) -> Inventory:
    """Return what `after` has and `before` has not, without the kinds of which there is nothing."""
    more = {kind: after[kind] - before[kind] for kind in after}
    return {kind: found for kind, found in more.items() if found}
