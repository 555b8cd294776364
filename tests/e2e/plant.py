"""Somebody's VPC, for environments that are to use one which is there already."""

from dataclasses import dataclass
from typing import Any

from tests.e2e.deployment import REGION, Account

# What a spec that creates its VPC says, and one that uses this VPC must not.
NOTHING_OF_ITS_OWN = tuple(f"network.{key}=!unset" for key in ("vpc_cidr", "public_subnets", "private_subnets"))


@dataclass(frozen=True, slots=True)
class Plant:
    """A VPC called plant, with private subnets by zone letter, tagged as such, and a public one."""

    vpc: str
    private: dict[str, str]
    public: str

    @staticmethod
    def make(account: Account) -> "Plant":
        """Make the VPC."""
        ec2 = account.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"]
        ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="10.98.0.0/16")
        ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
        ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Name", "Value": "plant"}])
        private = {letter: subnet(ec2, vpc, f"10.99.{n}.0/24", letter, "private") for n, letter in enumerate("ab")}
        public = subnet(ec2, vpc, "10.99.9.0/24", "c", "public")
        make_public(ec2, vpc, public)
        return Plant(vpc, private, public)

    def by_tags(self, egress: str) -> str:
        """Give the `network.vpc` of a spec that finds the VPC by its tags."""
        return f"{{tags: {{Name: plant}}, private_subnet_tags: {{Tier: private}}, egress: {egress}}}"

    def by_id(self, egress: str) -> str:
        """Give the `network.vpc` of a spec that finds the VPC by its ID."""
        return f"{{id: {self.vpc}, private_subnet_ids: [{', '.join(self.private.values())}], egress: {egress}}}"


def subnet(ec2: Any, vpc: str, cidr: str, letter: str, tier: str) -> str:
    """Make a subnet with a tag `Tier`."""
    tags = [{"ResourceType": "subnet", "Tags": [{"Key": "Tier", "Value": tier}]}]
    zone = f"{REGION}{letter}"
    made = ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=zone, TagSpecifications=tags)
    return str(made["Subnet"]["SubnetId"])


def make_public(ec2: Any, vpc: str, subnet_id: str) -> None:
    """Give a subnet a route table that leads to the internet."""
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet_id)
