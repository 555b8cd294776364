"""A VPC that is there already: found by ID or by tags, used as it is, refused where it does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.e2e.deployment import STATE_BUCKET, Account, Deployment
from tests.e2e.plant import NOTHING_OF_ITS_OWN, Plant, subnet
from tests.emulator.process import run_emulator
from tests.terraform import Terraform

NETWORK = ("-target=module.network", "-target=module.security")


@dataclass(frozen=True, slots=True)
class Guest:
    """A deployment that is to use the VPC of a plant."""

    deployment: Deployment
    plant: Plant

    def plan(self, vpc: str, expect: int = 0) -> str:
        """Render `local` for the VPC that a spec's `network.vpc` finds, and plan its network."""
        self.deployment.render(*NOTHING_OF_ITS_OWN, f"network.vpc={vpc}")
        answer = self.deployment.terraform.run("plan", "-input=false", *NETWORK, expect=(expect,))
        # Terraform breaks its messages into lines behind a bar.
        return " ".join(answer.output.replace("│", " ").split())


@pytest.fixture(scope="module")
def guest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guest]:
    """Make a VPC of somebody's, and the folder of an environment that is to use it."""
    base = tmp_path_factory.mktemp("existing")
    terraform = Terraform.create(base / "local", base / "terraform")
    with run_emulator(base / "emulator.log", "--bucket", STATE_BUCKET) as endpoint:
        deployment = Deployment("local", Account(endpoint), terraform)
        plant = Plant.make(deployment.account)
        deployment.render(*NOTHING_OF_ITS_OWN, f"network.vpc={plant.by_tags('endpoints')}")
        terraform.init()
        yield Guest(deployment, plant)
        terraform.stop()


def test_a_vpc_and_its_subnets_are_found_by_tags(guest: Guest) -> None:
    """The private subnets come by the letters of their zones, and the tasks may reach the owner's endpoints and S3."""
    guest.plan(guest.plant.by_tags("endpoints"))
    guest.deployment.terraform.run("apply", "-input=false", "-auto-approve", *NETWORK)
    assert guest.deployment.outputs() == {"private_subnet_ids": guest.plant.private, "vpc_id": guest.plant.vpc}
    groups = [
        {"Name": "vpc-id", "Values": [guest.plant.vpc]},
        {"Name": "group-name", "Values": ["iot-security-local-tasks"]},
    ]
    (tasks,) = guest.deployment.account.list("ec2", "describe_security_groups", "SecurityGroups", Filters=groups)
    of_tasks = [{"Name": "group-id", "Values": [tasks["GroupId"]]}]
    listed = guest.deployment.account.list(
        "ec2", "describe_security_group_rules", "SecurityGroupRules", Filters=of_tasks
    )
    peers = [rule.get("CidrIpv4") or rule.get("PrefixListId", "")[:3] for rule in listed if rule["FromPort"] == 443]
    assert sorted(peers) == ["10.98.0.0/16", "10.99.0.0/16", "pl-"]


def test_a_vpc_and_its_subnets_are_found_by_id(guest: Guest) -> None:
    """Both ways lead to the same plan."""
    assert "No changes." in guest.plan(guest.plant.by_id("endpoints"))


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
def test_subnets_that_do_not_fit_are_refused_by_the_plan(guest: Guest, letters: list[str], said: str) -> None:
    """Terraform names the subnets and what is wrong with them before it makes anything."""
    ec2 = guest.deployment.account.client("ec2")
    ids = guest.plant.private | {"public": guest.plant.public}
    if "elsewhere" in letters:
        (default,) = guest.deployment.account.list(
            "ec2", "describe_vpcs", "Vpcs", Filters=[{"Name": "is-default", "Values": ["true"]}]
        )
        ids["elsewhere"] = subnet(ec2, default["VpcId"], "172.31.200.0/24", "c", "private")
    if "same" in letters:
        ids["same"] = subnet(ec2, guest.plant.vpc, "10.99.20.0/24", "a", "other")
    if "giving" in letters:
        ids["giving"] = subnet(ec2, guest.plant.vpc, "10.99.21.0/24", "c", "other")
        ec2.modify_subnet_attribute(SubnetId=ids["giving"], MapPublicIpOnLaunch={"Value": True})
    chosen = ", ".join(ids[letter] for letter in letters)
    assert said in guest.plan(f"{{id: {guest.plant.vpc}, private_subnet_ids: [{chosen}]}}", expect=1)


def test_a_vpc_without_dns_host_names_is_refused_by_the_plan(guest: Guest) -> None:
    """Private DNS names of endpoints need them."""
    ec2 = guest.deployment.account.client("ec2")
    ec2.modify_vpc_attribute(VpcId=guest.plant.vpc, EnableDnsHostnames={"Value": False})
    try:
        output = guest.plan(guest.plant.by_tags("endpoints"), expect=1)
    finally:
        ec2.modify_vpc_attribute(VpcId=guest.plant.vpc, EnableDnsHostnames={"Value": True})
    assert "must have DNS support and DNS host names" in output
