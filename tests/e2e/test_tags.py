"""Tags: everything that takes them carries those of the spec, so that cost and ownership can be told."""

import json
from collections.abc import Callable
from typing import Any

from tests.e2e.deployment import Account, Deployment

Tags = dict[str, str]


def pairs(found: list[Any], key: str = "Key", value: str = "Value") -> Tags:
    """Return a service's list of tags by key."""
    return {tag[key]: tag[value] for tag in found}


def by_arn(service: str, argument: str, answer: str, operation: str = "list_tags_for_resource") -> Any:
    """Return how to read tags in a service that lists them by ARN."""

    def read(account: Account, resource: Any) -> Any:
        return getattr(account.client(service), operation)(**{argument: resource["arn"]})[answer]

    return read


def of_ec2(account: Account, resource: Any) -> Tags:
    """Return the tags of anything in EC2, which keeps them all by ID."""
    identifier = resource.get("security_group_rule_id") or resource["id"]
    filters = [{"Name": "resource-id", "Values": [identifier]}]
    return pairs(account.list("ec2", "describe_tags", "Tags", Filters=filters))


def of_ecs(account: Account, resource: Any) -> Tags:
    """Return the tags of a cluster, a service or a task definition; a cluster has no other ARN than its ID."""
    arn = resource.get("arn") or resource["id"]
    return pairs(account.client("ecs").list_tags_for_resource(resourceArn=arn)["tags"], "key", "value")


def of_key(account: Account, resource: Any) -> Tags:
    """Return the tags of a KMS key."""
    found = account.client("kms").list_resource_tags(KeyId=resource["key_id"])["Tags"]
    return pairs(found, "TagKey", "TagValue")


def of_role(account: Account, resource: Any) -> Tags:
    """Return the tags of an IAM role."""
    return pairs(account.client("iam").list_role_tags(RoleName=resource["name"])["Tags"])


def of_stack(account: Account, resource: Any) -> Tags:
    """Return the tags of a stack."""
    return pairs(account.client("cloudformation").describe_stacks(StackName=resource["id"])["Stacks"][0]["Tags"])


def of_stream(account: Account, resource: Any) -> Tags:
    """Return the tags of a stream."""
    return pairs(account.client("kinesis").list_tags_for_stream(StreamName=resource["name"])["Tags"])


READERS: dict[str, Callable[[Account, Any], Any]] = {
    "aws_appautoscaling_target": by_arn("application-autoscaling", "ResourceARN", "Tags"),
    "aws_cloudwatch_log_group": by_arn("logs", "resourceArn", "tags"),
    "aws_cloudwatch_metric_alarm": by_arn("cloudwatch", "ResourceARN", "Tags"),
    "aws_db_instance": by_arn("rds", "ResourceName", "TagList"),
    "aws_db_parameter_group": by_arn("rds", "ResourceName", "TagList"),
    "aws_db_subnet_group": by_arn("rds", "ResourceName", "TagList"),
    "aws_default_security_group": of_ec2,
    "aws_ecr_repository": by_arn("ecr", "resourceArn", "tags"),
    "aws_ecs_cluster": of_ecs,
    "aws_ecs_service": of_ecs,
    "aws_ecs_task_definition": of_ecs,
    "aws_eip": of_ec2,
    "aws_elasticache_replication_group": by_arn("elasticache", "ResourceName", "TagList"),
    "aws_elasticache_subnet_group": by_arn("elasticache", "ResourceName", "TagList"),
    "aws_elasticache_user": by_arn("elasticache", "ResourceName", "TagList"),
    "aws_elasticache_user_group": by_arn("elasticache", "ResourceName", "TagList"),
    "aws_flow_log": of_ec2,
    "aws_iam_role": of_role,
    "aws_internet_gateway": of_ec2,
    "aws_kinesis_stream": of_stream,
    "aws_kms_key": of_key,
    "aws_nat_gateway": of_ec2,
    "aws_route_table": of_ec2,
    "aws_secretsmanager_secret": by_arn("secretsmanager", "SecretId", "Tags", "describe_secret"),
    "aws_security_group": of_ec2,
    "aws_serverlessapplicationrepository_cloudformation_stack": of_stack,
    "aws_sns_topic": by_arn("sns", "ResourceArn", "Tags"),
    "aws_subnet": of_ec2,
    "aws_vpc": of_ec2,
    "aws_vpc_endpoint": of_ec2,
    "aws_vpc_security_group_egress_rule": of_ec2,
    "aws_vpc_security_group_ingress_rule": of_ec2,
}


def taggable(deployment: Deployment) -> list[tuple[str, Any]]:
    """Return type and attributes of everything in the state that could have tags."""
    return [
        (resource["type"], instance["attributes"])
        for resource in json.loads(deployment.state_text())["resources"]
        for instance in resource["instances"]
        if resource["mode"] == "managed" and "tags_all" in instance["attributes"]
    ]


def test_everything_that_takes_tags_carries_those_of_the_spec(deployment: Deployment) -> None:
    """Whatever Terraform made, its service answers with the tags that costs are allocated by."""
    wanted = {
        "CostCenter": "plant-telemetry",
        "Environment": deployment.name,
        "ManagedBy": "terraform",
        "Project": "iot-sensor-data",
    }
    resources = taggable(deployment)
    assert {"aws_vpc", "aws_kinesis_stream", "aws_ecs_service"} <= {kind for kind, _ in resources}
    untagged = []
    for kind, resource in resources:
        found = READERS[kind](deployment.account, resource)
        tags = found if isinstance(found, dict) else pairs(found)
        if not wanted.items() <= tags.items():
            untagged.append((kind, resource["id"], tags))
    assert untagged == []
