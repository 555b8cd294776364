"""Verdicts and what is said of them."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from tests.quotas.support import PROVIDER, needs
from tfgen.quotas.formats import as_json, format_table
from tfgen.quotas.places import Place
from tfgen.quotas.rules import Quota
from tfgen.quotas.verdicts import Limit, Origin, Verdict, fullest, given_or, judge, published
from tfgen.quotas.words import exceeded, in_words

EIPS = PROVIDER + 'resource "aws_eip" "e" {\n  count = %s\n}\n'


def verdict(count: int, limit: int, in_use: int | None = None, standing: int = 0) -> Verdict:
    """Judge some addresses."""
    (need,) = needs(EIPS % count)
    used = None if in_use is None else Fraction(in_use)
    return Verdict(need, Limit(Fraction(limit), Origin.ACCOUNT, used), Fraction(standing))


@pytest.mark.parametrize(
    ("count", "limit", "in_use", "standing", "fits"),
    [
        (5, 5, None, 0, True),
        (6, 5, None, 0, False),
        (3, 5, 2, 0, True),
        (3, 5, 3, 0, False),
        (3, 5, 5, 3, True),
        (6, 5, 0, 6, False),
        (1, 0, None, 0, False),
    ],
)
def test_what_is_in_use_takes_room(count: int, limit: int, in_use: int | None, standing: int, fits: bool) -> None:
    """But for what is of these environments already, as the user says."""
    found = verdict(count, limit, in_use, standing)
    assert (found.fits, found.share <= 1 and limit > 0) == (fits, fits)


def test_the_fullest_comes_first() -> None:
    """Whatever the account and the quota."""
    text = EIPS % 3 + 'resource "aws_vpc" "v" {\n  count = 4\n}\n'
    found = judge(needs(text), published)
    assert [one.need.quota.name for one in found][:2] == ["VPCs per Region", "EC2-VPC Elastic IPs"]
    assert found == sorted(found, key=lambda one: -one.share)


def test_of_many_parents_the_fullest_is_enough() -> None:
    """One that does not fit is shown with it."""
    text = PROVIDER + "".join(
        f'resource "aws_subnet" "s{vpc}" {{\n  count = {count}\n  vpc_id = "vpc-{vpc}"\n}}\n'
        for vpc, count in enumerate((1, 3, 2))
    )
    for limit, shown in ((5, ["3"]), (2, ["3"]), (1, ["3", "2"])):
        found = fullest(judge(needs(text), given_or({"vpc/L-407747CB": limit}, published)))
        assert [in_words(one.need.total) for one in found] == shown


def test_a_given_limit_goes_before_the_published_one() -> None:
    """It is the team that knows its account."""

    def told(place: Place, quota: Quota) -> Limit:
        return Limit(published(place, quota).value, Origin.ACCOUNT, Fraction(2))

    (found,) = judge(needs(EIPS % 3), given_or({"ec2/L-0263D0A3": 20}, told), ["a"])
    assert found.limit == Limit(Fraction(20), Origin.GIVEN, Fraction(2))
    assert found.standing == 3


def test_the_table_is_by_account_and_region() -> None:
    """With what is in use where the account was asked."""
    vcpu = replace(verdict(4, 6), need=replace(verdict(4, 6).need, place=Place()))
    assert format_table([verdict(5, 5, 1), vcpu]) == (
        "the account of the credentials:\n"
        "  quota                needed  limit  share  by\n"
        "  EC2-VPC Elastic IPs       4      6   66 %  a 4\n"
        "\n"
        "the account of the credentials, eu-west-1:\n"
        "  quota                needed  in use  limit  share  by\n"
        "  EC2-VPC Elastic IPs       5       1      5  120 %  a 5\n"
    )


def test_a_quota_that_does_not_suffice_is_told_with_its_remedy() -> None:
    """Who asks how much, by which resources, what is allowed, and how to ask for more."""
    told = exceeded(verdict(4, 5, 6, 1)).detail
    assert told == (
        "EC2-VPC Elastic IPs (ec2/L-0263D0A3) in the account of the credentials, eu-west-1: 4 asked for (a 4) by "
        "aws_eip.e[0], aws_eip.e[1], aws_eip.e[2] and 1 more, 6 in use, 1 of it by environments that are applied; the "
        "limit is 5, as the account has it. Ask for more in the Service Quotas console, or with `aws service-quotas "
        "request-service-quota-increase --region eu-west-1 --service-code ec2 --quota-code L-0263D0A3 "
        "--desired-value 9`."
    )


def test_a_quota_within_something_names_it() -> None:
    """So that a person knows which network, or which group, is full."""
    (need,) = needs(PROVIDER + 'resource "aws_subnet" "s" {\n  vpc_id = "vpc-1"\n}\n')
    told = exceeded(Verdict(need, Limit(Fraction(0), Origin.GIVEN)))
    assert told.detail.startswith('Subnets per VPC, "vpc-1" (vpc/L-407747CB) in ')


def test_other_quotas_have_other_remedies() -> None:
    """One that has no code is asked for elsewhere, and one that cannot be raised is not asked for at all."""
    found = verdict(6, 5)
    for quota, remedy in (
        (replace(found.need.quota, listed=False), "or in Support Center."),
        (replace(found.need.quota, adjustable=False), "This quota cannot be raised"),
        (replace(found.need.quota, scope="account"), "--region us-east-1"),
    ):
        assert remedy in exceeded(replace(found, need=replace(found.need, quota=quota))).detail


def test_json_has_all_that_is_known() -> None:
    """Down to what each resource asks."""
    document = as_json([verdict(1, 5, 2)], ["local: left out."])
    assert document["left_out"] == ["local: left out."]
    (row,) = document["quotas"]
    expected = {
        "account": None,
        "region": "eu-west-1",
        "service": "ec2",
        "code": "L-0263D0A3",
        "needed": 1,
        "is_exact": True,
        "limit": 5,
        "limit_from": "account",
        "in_use": 2,
        "share": 0.6,
        "fits": True,
        "parent": None,
        "environments": [
            {
                "name": "a",
                "needed": 1,
                "is_exact": True,
                "resources": [{"address": "aws_eip.e[0]", "needed": 1, "is_exact": True}],
            }
        ],
    }
    assert expected.items() <= row.items()
