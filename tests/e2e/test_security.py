"""The security groups: one a component, one rule a connection, no way in from outside."""

from typing import Any

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected

# From the group of one component to another's, by TCP port.
FLOWS = {("tasks", "endpoints", 443), ("tasks", "postgres", 5432), ("tasks", "redis", 6379)}
ROTATION_FLOWS = {("rotation", "endpoints", 443), ("rotation", "postgres", 5432)}


def flows(expected: Expected) -> list[tuple[str, str, int]]:
    """Return the connections that the environment needs, in order."""
    return sorted(FLOWS | (ROTATION_FLOWS if expected.hosted_rotation else set()))


def components(deployment: Deployment) -> dict[str, str]:
    """Return the environment's own security groups: ID -> component."""
    vpc = {"Name": "vpc-id", "Values": [deployment.outputs()["vpc_id"]]}
    groups = deployment.account.list("ec2", "describe_security_groups", "SecurityGroups", Filters=[vpc])
    prefix = f"iot-security-{deployment.name}-"
    return {g["GroupId"]: g["GroupName"].removeprefix(prefix) for g in groups}


def rules(deployment: Deployment, *, egress: bool) -> list[Any]:
    """Return the rules of the environment's security groups in one direction."""
    groups = {"Name": "group-id", "Values": list(components(deployment))}
    found = deployment.account.list("ec2", "describe_security_group_rules", "SecurityGroupRules", Filters=[groups])
    return [rule for rule in found if rule["IsEgress"] is egress]


def ends(deployment: Deployment, rule: Any) -> tuple[str, str, int]:
    """Return the group of a rule, the group that it names, and its one TCP port."""
    names = components(deployment)
    assert (rule["IpProtocol"], rule["FromPort"]) == ("tcp", rule["ToPort"])
    return names[rule["GroupId"]], names[rule["ReferencedGroupInfo"]["GroupId"]], rule["FromPort"]


def test_each_component_has_a_security_group_of_its_own(deployment: Deployment, expected: Expected) -> None:
    """Tasks, endpoints, Redis and PostgreSQL are told apart; the default group is there because AWS wants it."""
    wanted = ["default", "endpoints", "postgres", "redis", *(["rotation"] if expected.hosted_rotation else []), "tasks"]
    assert sorted(components(deployment).values()) == wanted


def test_only_tasks_and_rotation_may_connect_to_the_data(deployment: Deployment, expected: Expected) -> None:
    """Every rule inwards names another component's group and one port; no address range may come in."""
    inwards = rules(deployment, egress=False)
    assert not [rule for rule in inwards if "CidrIpv4" in rule or "CidrIpv6" in rule]
    found = [ends(deployment, rule) for rule in inwards]
    assert sorted((peer, group, port) for group, peer, port in found) == flows(expected)


def test_only_the_connections_that_are_needed_may_leave(deployment: Deployment, expected: Expected) -> None:
    """Tasks may reach the endpoints, PostgreSQL, Redis and S3, and by TLS what a NAT gateway leads to; nothing more."""
    outwards = rules(deployment, egress=True)
    to_groups = [rule for rule in outwards if "ReferencedGroupInfo" in rule]
    assert sorted(ends(deployment, rule) for rule in to_groups) == flows(expected)
    others = [rule for rule in outwards if "ReferencedGroupInfo" not in rule]
    assert {components(deployment)[rule["GroupId"]] for rule in others} == {"tasks"}
    assert {(rule["IpProtocol"], rule["FromPort"], rule["ToPort"]) for rule in others} == {("tcp", 443, 443)}
    peers = sorted(rule.get("CidrIpv4") or rule["PrefixListId"][:3] for rule in others)
    assert peers == (["0.0.0.0/0", "pl-"] if expected.nat_zones else ["pl-"])


def test_every_rule_says_what_it_is_for(deployment: Deployment) -> None:
    """Each rule has a description."""
    every = rules(deployment, egress=True) + rules(deployment, egress=False)
    assert all(rule["Description"] for rule in every)


def test_the_default_security_group_lets_nothing_through(deployment: Deployment) -> None:
    """Whoever forgets to name a group gets one without rules."""
    names = components(deployment)
    every = rules(deployment, egress=True) + rules(deployment, egress=False)
    assert "default" not in {names[rule["GroupId"]] for rule in every}
