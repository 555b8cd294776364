"""Every statement of every policy in an account, a line each, in words that are the same in every run."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.e2e.deployment import Deployment
from tests.e2e.test_encryption import key_arns, policy
from tests.e2e.test_network import in_vpc

# What AWS's hosted rotation brings along; its role is AWS's own work.
NOT_OURS = "serverlessrepo-"
# Parts of ARNs that AWS makes up anew for each secret.
SECRET = re.compile(r"(:secret:)(rds!db|iot-rotation-[a-z0-9-]+?)-[0-9a-f]{8}[0-9a-f-]*-\w{6}")


def listed(deployment: Deployment) -> str:
    """Return the statements of roles, endpoints, keys and topics, in order."""
    text = "\n".join([*of_roles(deployment), *of_endpoints(deployment), *of_keys(deployment), *of_topics(deployment)])
    for component, arn in key_arns(deployment).items():
        text = text.replace(arn, f"the key for {component}")
    # Sorted after the IDs are gone, which differ from run to run.
    return "".join(f"{line}\n" for line in sorted(SECRET.sub(r"\1\2-{id}", text).splitlines()))


def of_roles(deployment: Deployment) -> Iterator[str]:
    """Yield who may take each role, and what it may do."""
    iam = deployment.account.client("iam")
    for role in deployment.account.list("iam", "list_roles", "Roles"):
        name = role["RoleName"]
        if name.startswith(NOT_OURS):
            continue
        yield from told(f"role {name} is taken", role["AssumeRolePolicyDocument"])
        for found in iam.list_role_policies(RoleName=name)["PolicyNames"]:
            yield from told(f"role {name}", iam.get_role_policy(RoleName=name, PolicyName=found)["PolicyDocument"])


def of_endpoints(deployment: Deployment) -> Iterator[str]:
    """Yield what each VPC endpoint lets through."""
    for endpoint in in_vpc(deployment, "describe_vpc_endpoints", "VpcEndpoints"):
        service = endpoint["ServiceName"].split(".", 3)[3]
        yield from told(f"endpoint {service}", json.loads(endpoint["PolicyDocument"]))


def of_keys(deployment: Deployment) -> Iterator[str]:
    """Yield who may use each key; the resource of a key's policy is the key."""
    for component, key in key_arns(deployment).items():
        yield from told(f"key for {component}", {"Statement": policy(deployment, key)})


def of_topics(deployment: Deployment) -> Iterator[str]:
    """Yield who may publish to each topic."""
    sns = deployment.account.client("sns")
    for topic in deployment.account.list("sns", "list_topics", "Topics"):
        attributes = sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"]
        yield from told(f"topic {topic['TopicArn'].rpartition(':')[2]}", json.loads(attributes["Policy"]))


def told(owner: str, document: Any) -> Iterator[str]:
    """Yield a policy's statements, an action a line, with all that limits them."""
    statements = document["Statement"]
    for statement in statements if isinstance(statements, list) else [statements]:
        resources = " ".join(sorted(texts(statement.get("Resource", []))))
        limits = [f"on {resources}"] if resources else []
        if "Principal" in statement:
            limits.append(f"by {json.dumps(statement['Principal'], sort_keys=True)}")
        if "Condition" in statement:
            limits.append(f"if {json.dumps(statement['Condition'], sort_keys=True)}")
        for action in texts(statement["Action"]):
            yield f"{owner}: {statement['Effect']} {action} {' '.join(limits)}"


def texts(value: str | list[str]) -> list[str]:
    """Return a policy's text or list of texts as a list."""
    return [value] if isinstance(value, str) else value
