"""What environments share, and what each has of its own."""

import pytest

from tests.quotas.support import PROVIDER, asked, needs, totals
from tfgen.quotas.places import Place
from tfgen.quotas.tally import tally
from tfgen.quotas.words import environments, in_words

VPC = 'resource "aws_vpc" "v" {}\n'
SUBNET = 'resource "aws_subnet" "s" {\n  vpc_id = %s\n}\n'


def places(text: str) -> set[tuple[str, str]]:
    """Give the accounts and regions that an environment asks something of."""
    return {(need.place.account, need.place.region) for need in needs(text)}


def provider(arguments: str) -> str:
    """Give a provider configuration, and a VPC made by it."""
    return f'provider "aws" {{\n{arguments}\n}}\n{VPC}'


def test_environments_of_one_account_and_region_add_up() -> None:
    """Who asks how much is told with it."""
    (found,) = (need for need in needs(PROVIDER + VPC, PROVIDER + VPC) if need.quota.name == "VPCs per Region")
    assert (in_words(found.total), environments(found)) == ("2", "a 1, b 1")


def test_each_environment_has_networks_of_its_own() -> None:
    """What each VPC has a quota of is not added up over two, even where they are at one address."""
    text = PROVIDER + VPC + SUBNET % "aws_vpc.v.id"
    found = [need for need in needs(text, text) if need.quota.name == "Subnets per VPC"]
    assert [(need.parent, environments(need)) for need in found] == [("aws_vpc.v", "a 1"), ("aws_vpc.v", "b 1")]


def test_a_network_that_is_there_already_is_one() -> None:
    """Two environments that make subnets in it add up."""
    text = PROVIDER + SUBNET % '"vpc-1"'
    (found,) = needs(text, text)
    assert (found.parent, environments(found)) == ('"vpc-1"', "a 1, b 1")


def test_availability_zones_are_shared() -> None:
    """NAT gateways of all environments in one zone add up, wherever its name comes from."""
    text = PROVIDER + (
        'data "aws_availability_zones" "z" {}\n'
        'resource "aws_subnet" "s" {\n  count = 2\n  vpc_id = "vpc-1"\n'
        "  availability_zone = data.aws_availability_zones.z.names[count.index]\n}\n"
        'resource "aws_nat_gateway" "n" {\n  for_each = { a = aws_subnet.s[0].id, b = aws_subnet.s[1].id }\n'
        "  subnet_id = each.value\n}\n"
    )
    found = [need for need in needs(text, text) if need.quota.code == "L-FE5A380F"]
    assert [environments(need) for need in found] == ["a 1, b 1", "a 1, b 1"]


def test_a_zone_that_is_not_known_goes_by_its_subnet() -> None:
    """A subnet that is named by its id may be anywhere."""
    text = PROVIDER + 'resource "aws_nat_gateway" "n" {\n  subnet_id = "subnet-1"\n}\n'
    assert totals(text) == {'NAT gateways per Availability Zone "subnet-1"': "1"}


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ('region = "eu-west-1"', ("", "eu-west-1")),
        ("", ("", "")),
        ('allowed_account_ids = ["111122223333"]', ("111122223333", "")),
        ('allowed_account_ids = ["111122223333", "444455556666"]', ("", "")),
        ('assume_role {\n role_arn = "arn:aws:iam::111122223333:role/r"\n }', ("111122223333", "")),
        ("assume_role {\n role_arn = aws_vpc.v.arn\n }", ("", "")),
        ('region = data.aws_region.r.name\n}\ndata "aws_region" "r" {', ("", "")),
        ("region = var.region\n}\nvariable \"region\" {\n type = string", ("", "")),
        ('endpoints {\n ec2 = "https://ec2-fips.us-east-1.amazonaws.com"\n }', ("", "")),
    ],
)  # fmt: skip
def test_the_provider_configuration_tells_account_and_region(arguments: str, place: tuple[str, str]) -> None:
    """What it leaves open is the credentials' matter, whose account is one for all."""
    assert places(provider(arguments)) == {place}


def test_an_emulator_has_no_quotas() -> None:
    """What goes there is left out, and counted so that it can be told."""
    found = asked("local", provider('endpoints {\n ec2 = "http://127.0.0.1:5000"\n }'))
    assert (found.shares, found.emulated) == ((), 1)


def test_a_second_region_is_counted_apart() -> None:
    """By the provider configuration that a resource names; roles are of the account, wherever they are made."""
    text = (
        PROVIDER
        + VPC
        + 'provider "aws" {\n  alias = "us"\n  region = "us-east-1"\n}\n'
        + 'resource "aws_vpc" "u" {\n  provider = aws.us\n}\n'
        + 'resource "aws_iam_role" "u" {\n  provider = aws.us\n}\nresource "aws_iam_role" "e" {}\n'
    )
    found = {(need.quota.name, need.place.region): in_words(need.total) for need in needs(text)}
    assert (found["VPCs per Region", "eu-west-1"], found["VPCs per Region", "us-east-1"]) == ("1", "1")
    assert found["Roles per account", ""] == "2"


def test_credentials_fill_in_what_is_open() -> None:
    """An environment that names the account and one that leaves it to the credentials then add up."""
    both = [asked("a", provider("")), asked("b", provider('allowed_account_ids = ["1", "111122223333"]'))]
    found = tally(both, Place("111122223333", "eu-west-1"))
    assert {need.place for need in found} == {Place("111122223333", "eu-west-1")}


def test_modules_that_are_not_at_hand_are_named() -> None:
    """What is in them cannot be counted."""
    found = asked("a", 'module "far" {\n  source = "example.com/far/module/aws"\n}\n')
    assert (found.shares, found.unseen) == ((), ("far",))


def test_what_is_read_only_counts_nothing() -> None:
    """A data source makes nothing, and neither do types and providers without quotas."""
    text = (
        'data "aws_vpc" "v" {}\nresource "terraform_data" "t" {}\nresource "aws_route53_zone" "z" {\n  name = "x"\n}\n'
    )
    assert needs(text) == []
