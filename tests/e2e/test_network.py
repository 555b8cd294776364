"""The network: a VPC over two availability zones, with private subnets that nothing outside can reach."""

from typing import Any

from tests.e2e.deployment import REGION, Deployment
from tests.e2e.expected import Expected


def in_vpc(deployment: Deployment, operation: str, key: str, *filters: dict[str, Any]) -> list[Any]:
    """List what EC2 has in the environment's VPC."""
    vpc = {"Name": "vpc-id", "Values": [deployment.outputs()["vpc_id"]]}
    return deployment.account.list("ec2", operation, key, Filters=[vpc, *filters])


def subnets(deployment: Deployment, kind: str) -> list[Any]:
    """List the environment's public or private subnets, as its outputs name them."""
    ids = list(deployment.outputs()[f"{kind}_subnet_ids"].values())
    return deployment.account.list("ec2", "describe_subnets", "Subnets", SubnetIds=ids)


def routes_of(deployment: Deployment, subnet_id: str) -> dict[str, str]:
    """Return the routes that hold for a subnet: destination -> target."""
    association = {"Name": "association.subnet-id", "Values": [subnet_id]}
    (table,) = in_vpc(deployment, "describe_route_tables", "RouteTables", association)
    return {
        route.get("DestinationCidrBlock") or route["DestinationPrefixListId"]: route.get("NatGatewayId")
        or route["GatewayId"]
        for route in table["Routes"]
    }


def test_the_vpc_has_the_range_of_the_spec_and_resolves_names(deployment: Deployment, expected: Expected) -> None:
    """Interface endpoints need DNS support and DNS host names in the VPC."""
    (vpc,) = in_vpc(deployment, "describe_vpcs", "Vpcs")
    assert vpc["CidrBlock"] == expected.vpc_cidr
    for attribute in ("enableDnsSupport", "enableDnsHostnames"):
        answer = deployment.account.client("ec2").describe_vpc_attribute(VpcId=vpc["VpcId"], Attribute=attribute)
        assert answer[attribute[0].upper() + attribute[1:]] == {"Value": True}


def test_public_and_private_subnets_lie_in_two_zones_each(deployment: Deployment, expected: Expected) -> None:
    """Losing one availability zone leaves a public and a private subnet."""
    for kind, cidrs in (("public", expected.public_cidrs), ("private", expected.private_cidrs)):
        found = subnets(deployment, kind)
        assert {subnet["CidrBlock"] for subnet in found} == set(cidrs)
        assert {subnet["AvailabilityZone"] for subnet in found} == {f"{REGION}a", f"{REGION}b"}
    assert len(in_vpc(deployment, "describe_subnets", "Subnets")) == 4


def test_no_subnet_gives_out_public_addresses_by_itself(deployment: Deployment) -> None:
    """Nothing that is started in a subnet becomes public without being asked to."""
    assert not any(subnet["MapPublicIpOnLaunch"] for subnet in in_vpc(deployment, "describe_subnets", "Subnets"))


def test_only_public_subnets_have_a_route_to_the_internet(deployment: Deployment, expected: Expected) -> None:
    """A private subnet's own table leads to the VPC itself, to S3's gateway endpoint and to a NAT gateway if any."""
    (gateway,) = deployment.account.list(
        "ec2",
        "describe_internet_gateways",
        "InternetGateways",
        Filters=[{"Name": "attachment.vpc-id", "Values": [deployment.outputs()["vpc_id"]]}],
    )
    for subnet in subnets(deployment, "public"):
        routes = routes_of(deployment, subnet["SubnetId"])
        assert routes["0.0.0.0/0"] == gateway["InternetGatewayId"]
    for subnet in subnets(deployment, "private"):
        routes = routes_of(deployment, subnet["SubnetId"])
        assert routes.pop(expected.vpc_cidr) == "local"
        routes.pop("0.0.0.0/0", None)
        assert all(name.startswith("pl-") and target.startswith("vpce-") for name, target in routes.items()), routes
