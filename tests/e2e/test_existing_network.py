"""A VPC that is there already: found by ID or by tags, used as it is, refused where it does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.deployment import REGION, STATE_BUCKET, Account, Deployment
from tests.emulator.process import run_emulator
from tests.terraform import Terraform

NOTHING_OF_ITS_OWN = tuple(f"network.{key}=!unset" for key in ("vpc_cidr", "public_subnets", "private_subnets"))
BY_TAGS = "{tags: {Name: plant}, private_subnet_tags: {Tier: private}, egress: endpoints}"
NETWORK = ("-target=module.network", "-target=module.security")


@dataclass(frozen=True, slots=True)
class Plant:
    """Somebody's VPC, with private subnets by zone letter and a public one, and a deployment that is to use it."""

    deployment: Deployment
    vpc: str
    private: dict[str, str]
    public: str

    def plan(self, vpc: str, expect: int = 0) -> str:
        """Render `local` for the VPC that a spec's `network.vpc` finds, and plan its network."""
        self.deployment.render(*NOTHING_OF_ITS_OWN, f"network.vpc={vpc}")
        answer = self.deployment.terraform.run("plan", "-input=false", *NETWORK, expect=(expect,))
        # Terraform breaks its messages into lines behind a bar.
        return " ".join(answer.output.replace("│", " ").split())


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


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    """Make a VPC of somebody's, and the folder of an environment that is to use it."""
    base = tmp_path_factory.mktemp("existing")
    terraform = Terraform.create(base / "local", base / "terraform")
    with run_emulator(base / "emulator.log", "--bucket", STATE_BUCKET) as endpoint:
        deployment = Deployment("local", Account(endpoint), terraform)
        ec2 = deployment.account.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"]
        ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="10.98.0.0/16")
        ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
        ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Name", "Value": "plant"}])
        private = {letter: subnet(ec2, vpc, f"10.99.{n}.0/24", letter, "private") for n, letter in enumerate("ab")}
        public = subnet(ec2, vpc, "10.99.9.0/24", "c", "public")
        make_public(ec2, vpc, public)
        deployment.render(*NOTHING_OF_ITS_OWN, f"network.vpc={BY_TAGS}")
        terraform.init()
        yield Plant(deployment, vpc, private, public)
        terraform.stop()


def test_a_vpc_and_its_subnets_are_found_by_tags(plant: Plant) -> None:
    """The private subnets come by the letters of their zones, and the tasks may reach the owner's endpoints and S3."""
    plant.plan(BY_TAGS)
    plant.deployment.terraform.run("apply", "-input=false", "-auto-approve", *NETWORK)
    assert plant.deployment.outputs() == {"private_subnet_ids": plant.private, "vpc_id": plant.vpc}
    groups = [{"Name": "vpc-id", "Values": [plant.vpc]}, {"Name": "group-name", "Values": ["iot-security-local-tasks"]}]
    (tasks,) = plant.deployment.account.list("ec2", "describe_security_groups", "SecurityGroups", Filters=groups)
    of_tasks = [{"Name": "group-id", "Values": [tasks["GroupId"]]}]
    listed = plant.deployment.account.list(
        "ec2", "describe_security_group_rules", "SecurityGroupRules", Filters=of_tasks
    )
    peers = [rule.get("CidrIpv4") or rule.get("PrefixListId", "")[:3] for rule in listed if rule["FromPort"] == 443]
    assert sorted(peers) == ["10.98.0.0/16", "10.99.0.0/16", "pl-"]


def test_a_vpc_and_its_subnets_are_found_by_id(plant: Plant) -> None:
    """Both ways lead to the same plan."""
    by_id = f"{{id: {plant.vpc}, private_subnet_ids: [{', '.join(plant.private.values())}], egress: endpoints}}"
    assert "No changes." in plant.plan(by_id)


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        (["a"], "Multi-AZ services need private subnets in at least two availability zones"),
        (["a", "b", "public"], "has a route to an internet gateway; only private subnets may hold data."),
        (["a", "b", "elsewhere"], "Not in the VPC"),
        (["a", "b", "same"], "Choose one private subnet a zone. Of one zone are:"),
        (["a", "b", "giving"], "gives out public addresses; only private subnets may hold data."),
    ],
)
def test_subnets_that_do_not_fit_are_refused_by_the_plan(plant: Plant, letters: list[str], said: str) -> None:
    """Terraform names the subnets and what is wrong with them before it makes anything."""
    ec2 = plant.deployment.account.client("ec2")
    ids = plant.private | {"public": plant.public}
    if "elsewhere" in letters:
        (default,) = plant.deployment.account.list(
            "ec2", "describe_vpcs", "Vpcs", Filters=[{"Name": "is-default", "Values": ["true"]}]
        )
        ids["elsewhere"] = subnet(ec2, default["VpcId"], "172.31.200.0/24", "c", "private")
    if "same" in letters:
        ids["same"] = subnet(ec2, plant.vpc, "10.99.20.0/24", "a", "other")
    if "giving" in letters:
        ids["giving"] = subnet(ec2, plant.vpc, "10.99.21.0/24", "c", "other")
        ec2.modify_subnet_attribute(SubnetId=ids["giving"], MapPublicIpOnLaunch={"Value": True})
    chosen = ", ".join(ids[letter] for letter in letters)
    assert said in plant.plan(f"{{id: {plant.vpc}, private_subnet_ids: [{chosen}]}}", expect=1)


def test_a_vpc_without_dns_host_names_is_refused_by_the_plan(plant: Plant) -> None:
    """Private DNS names of endpoints need them."""
    ec2 = plant.deployment.account.client("ec2")
    ec2.modify_vpc_attribute(VpcId=plant.vpc, EnableDnsHostnames={"Value": False})
    try:
        output = plant.plan(BY_TAGS, expect=1)
    finally:
        ec2.modify_vpc_attribute(VpcId=plant.vpc, EnableDnsHostnames={"Value": True})
    assert "must have DNS support and DNS host names" in output
