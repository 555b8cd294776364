"""The shipped pack refuses a network in which the tasks could not work, and blames the value to change."""

from pathlib import Path

import pytest

from tfgen.build import Build
from tfgen.project import Project

BUILD, _ = Build.open(Project(Path(__file__).parents[2]))
NOTHING_OF_ITS_OWN = tuple(f"network.{key}=!unset" for key in ("vpc_cidr", "public_subnets", "private_subnets"))
FOUND = "id: vpc-0123456789abcdef0, private_subnet_tags: {Tier: private}"
EXISTING = (*NOTHING_OF_ITS_OWN, f"network.vpc={{{FOUND}}}")
NO_EGRESS = (*NOTHING_OF_ITS_OWN, f"network.vpc={{{FOUND}, egress: none}}")
FEW = "network.interface_endpoints=[ecr.api, logs]"
ELSEWHERE = "processing.image=111122223333.dkr.ecr.us-east-1.amazonaws.com/sensors:1"


def mistakes(*overrides: str) -> list[tuple[str, str]]:
    """Give the blamed places and the messages of the environment local with these overrides."""
    assert BUILD
    found = BUILD.environment("local", list(overrides)).diagnostics
    return [(str(diagnostic.subject), diagnostic.detail) for diagnostic in found]


def test_the_missing_endpoints_are_named_where_nothing_else_leads_out() -> None:
    """The message has the services that are missing, and no other."""
    ((place, detail),) = mistakes(FEW)
    assert place == "--set network.interface_endpoints"
    assert "an interface endpoint for each of ecr.dkr, kinesis-streams, secretsmanager." in detail


def test_images_need_s3_where_nothing_else_leads_out() -> None:
    """ECR keeps their layers there."""
    ((place, detail),) = mistakes("network.s3_endpoint=false")
    assert place == "--set network.s3_endpoint"
    assert "ECR keeps the layers of the tasks' image in S3" in detail


def test_endpoints_lead_to_images_of_their_own_region_only() -> None:
    """A registry elsewhere is reached through a NAT gateway."""
    ((place, detail),) = mistakes(ELSEWHERE)
    assert place == "--set processing.image"
    assert "lead to ECR in eu-west-1 only" in detail


@pytest.mark.parametrize("nat", ["single", "per_zone"])
def test_with_nat_no_endpoint_is_needed(nat: str) -> None:
    """The tasks reach all of AWS through the gateways, images of other regions too."""
    assert mistakes(f"network.nat={nat}", FEW, "network.s3_endpoint=false", ELSEWHERE) == []


def test_a_gateway_for_each_zone_needs_a_public_subnet_there() -> None:
    """The private subnet whose zone has none is blamed."""
    ((place, detail),) = mistakes("network.nat=per_zone", "network.private_subnets.c=10.10.48.0/20")
    assert place == "--set network.private_subnets.c"
    assert "zone c needs a public subnet" in detail


@pytest.mark.parametrize(
    "found",
    [
        FOUND,
        "tags: {Name: plant}, private_subnet_tags: {Tier: private}, egress: endpoints",
        "tags: {Name: plant}, private_subnet_ids: [subnet-01234567, subnet-89abcdef], egress: none",
    ],
)
def test_an_existing_vpc_is_found_by_id_or_tags(found: str) -> None:
    """Two lines of a spec take the place of the networks; the whole renders and passes every check."""
    assert mistakes(*NOTHING_OF_ITS_OWN, f"network.vpc={{{found}}}") == []


def test_an_existing_vpc_s_owner_provides_the_endpoints_unless_the_spec_says_none() -> None:
    """What interface_endpoints holds only matters where they are made."""
    assert mistakes(*EXISTING, FEW) == []
    assert [place for place, _ in mistakes(*NO_EGRESS, FEW)] == ["--set network.interface_endpoints"]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("private_subnet_tags: {Tier: private}", "either id or tags"),
        (f"{FOUND}, tags: {{Name: plant}}", "either id or tags"),
        ("id: vpc-0123456789abcdef0", "either private_subnet_ids or private_subnet_tags"),
        (f"{FOUND}, private_subnet_ids: [subnet-01234567]", "either private_subnet_ids or private_subnet_tags"),
    ],
)
def test_an_existing_network_is_told_in_one_way(found: str, said: str) -> None:
    """Neither ID nor tags finds nothing, and both could contradict each other."""
    ((place, detail),) = mistakes(*NOTHING_OF_ITS_OWN, f"network.vpc={{{found}}}")
    assert place == "--set network.vpc"
    assert said in detail


def test_an_existing_vpc_gets_no_subnets_and_no_nat_gateways() -> None:
    """Each value that would change it is blamed."""
    found = mistakes("network.nat=single", f"network.vpc={{{FOUND}}}")
    assert [detail.partition(",")[0] for _, detail in found[:3]] == ["The existing VPC has its own networks"] * 3
    assert found[3][0] == "--set network.nat"
    assert len(found) == 4


def test_a_vpc_that_is_created_needs_its_network() -> None:
    """The message says what to give, or what else to choose."""
    assert mistakes(*NOTHING_OF_ITS_OWN)[0][1].startswith("A VPC that is created needs its network as vpc_cidr.")
