"""The way out of the private subnets: endpoints that allow what the tasks need, and the NAT gateways of the spec."""

import json
from collections import Counter
from typing import Any

from tests.e2e.deployment import REGION, Deployment
from tests.e2e.expected import Expected
from tests.e2e.test_network import in_vpc, routes_of
from tests.e2e.test_roles import ACCOUNT, as_set, statements

INTERFACE = ("ecr.api", "ecr.dkr", "kinesis-streams", "logs", "secretsmanager")
# Needs that no endpoint sees: a login to Redis is signed in the task, and AWS's services call KMS in its name.
ELSEWHERE = {"elasticache:Connect", "kms:Decrypt"}
# What the function of a hosted rotation does: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
ROTATION = {
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetRandomPassword",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
}
LAYERS = f"arn:aws:s3:::prod-{REGION}-starport-layer-bucket/*"


def endpoints(deployment: Deployment) -> dict[str, Any]:
    """Return the endpoints of the environment by the short names of their services."""
    found = in_vpc(deployment, "describe_vpc_endpoints", "VpcEndpoints")
    return {endpoint["ServiceName"].removeprefix(f"com.amazonaws.{REGION}."): endpoint for endpoint in found}


def allowed(endpoint: Any) -> list[Any]:
    """Return the statements of an endpoint's policy."""
    policy = json.loads(endpoint["PolicyDocument"])["Statement"]
    return list(policy) if isinstance(policy, list) else [policy]


def test_private_tasks_reach_aws_through_endpoints(deployment: Deployment) -> None:
    """With no way to the internet, image, stream, secret and logs come through endpoints inside the VPC."""
    found = in_vpc(deployment, "describe_vpc_endpoints", "VpcEndpoints")
    services = Counter((e["VpcEndpointType"], e["ServiceName"].removeprefix(f"com.amazonaws.{REGION}.")) for e in found)
    assert services == Counter([("Gateway", "s3"), *(("Interface", service) for service in INTERFACE)])
    private = set(deployment.outputs()["private_subnet_ids"].values())
    for endpoint in found:
        if endpoint["VpcEndpointType"] == "Interface":
            assert set(endpoint["SubnetIds"]) == private
            assert endpoint["PrivateDnsEnabled"]


def test_an_interface_endpoint_is_for_this_account_s_principals(deployment: Deployment) -> None:
    """Stolen credentials of another account carry nothing out through them."""
    for service in INTERFACE:
        for statement in allowed(endpoints(deployment)[service]):
            assert statement["Effect"] == "Allow"
            assert statement["Condition"] == {"StringEquals": {"aws:PrincipalAccount": ACCOUNT}}


def test_endpoints_allow_just_what_is_done_through_them(deployment: Deployment, expected: Expected) -> None:
    """What the roles of the tasks and of the rotation allow is what the endpoints let pass: no less and no more."""
    name = f"iot-processing-service-{deployment.name}"
    roles = [statements(deployment, f"{name}-{role}").values() for role in ("execution", "task")]
    wanted = {action for role in roles for actions, _ in role for action in actions} - ELSEWHERE
    wanted |= ROTATION if expected.hosted_rotation else set()
    policies = [allowed(endpoints(deployment)[service]) for service in INTERFACE]
    assert {action for policy in policies for found in policy for action in as_set(found["Action"])} == wanted


def test_an_endpoint_leads_to_the_environment_s_own_resources(deployment: Deployment, expected: Expected) -> None:
    """This repository, stream, log group and secrets; only a registry token and a new password know no resource."""
    outputs = deployment.outputs()
    logs = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/ecs/iot-processing-service-{deployment.name}:*"
    repository = f"arn:aws:ecr:{REGION}:111122223333:repository/iot-sensor-processor"
    (master,) = deployment.account.list("rds", "describe_db_instances", "DBInstances")
    rotated = {f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:iot-rotation-{deployment.name}-*", "*"}
    wanted = {
        "ecr.api": {repository, "*"},
        "ecr.dkr": {repository, "*"},
        "kinesis-streams": {outputs["stream_arn"]},
        "logs": {logs},
        "secretsmanager": {master["MasterUserSecret"]["SecretArn"]} | (rotated if expected.hosted_rotation else set()),
    }
    unlimited = {"ecr.api": ["ecr:GetAuthorizationToken"], "ecr.dkr": ["ecr:GetAuthorizationToken"]}
    if expected.hosted_rotation:
        unlimited["secretsmanager"] = ["secretsmanager:GetRandomPassword"]
    found = endpoints(deployment)
    for service, resources in wanted.items():
        assert {r for statement in allowed(found[service]) for r in as_set(statement["Resource"])} == resources
        anything = [statement["Action"] for statement in allowed(found[service]) if statement["Resource"] == "*"]
        assert anything == unlimited.get(service, [])


def test_s3_s_endpoint_gives_out_image_layers_only(deployment: Deployment) -> None:
    """Nothing can be carried out through S3, nor written to it."""
    (statement,) = allowed(endpoints(deployment)["s3"])
    assert (statement["Effect"], statement["Action"], statement["Resource"]) == ("Allow", "s3:GetObject", LAYERS)


def test_each_zone_has_the_nat_gateway_that_the_spec_wants(deployment: Deployment, expected: Expected) -> None:
    """A gateway stands in its zone's public subnet, with an address of its own, and the zone's tasks leave by it."""
    vpc = [{"Name": "vpc-id", "Values": [deployment.outputs()["vpc_id"]]}]
    found = deployment.account.list("ec2", "describe_nat_gateways", "NatGateways", Filters=vpc)
    by_subnet = {gateway["SubnetId"]: gateway["NatGatewayId"] for gateway in found}
    public, private = (deployment.outputs()[f"{kind}_subnet_ids"] for kind in ("public", "private"))
    assert set(by_subnet) == {public[letter] for letter in expected.nat_zones}
    for letter, subnet in private.items():
        wanted = by_subnet[public[letter]] if expected.nat_zones else None
        assert routes_of(deployment, subnet).get("0.0.0.0/0") == wanted
    addresses = {gateway["NatGatewayAddresses"][0]["AllocationId"] for gateway in found}
    listed = deployment.account.list("ec2", "describe_addresses", "Addresses")
    assert addresses == {address["AllocationId"] for address in listed}
