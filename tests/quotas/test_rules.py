"""The rules that ship: each can be read, names a source, and looks at arguments that exist."""

import re
from collections.abc import Iterator

import pytest

from tests.diff.support import knowledge
from tfgen.providers.schema import BlockSchema
from tfgen.quotas.places import provider_rules
from tfgen.quotas.rules import Quota, counts_of, known_ids, quotas_of

AWS = "hashicorp/aws"
QUOTAS = quotas_of(AWS)


def test_the_quotas_that_the_shipped_system_may_meet_are_known() -> None:
    """Those of the network, which its first deployment failed on, and those of each component."""
    assert {
        "vpc/L-F678F1CE",
        "ec2/L-0263D0A3",
        "vpc/L-FE5A380F",
        "fargate/L-3032A538",
        "kinesis/L-0918CF54",
        "rds/L-7B6409FD",
        "elasticache/L-DFE45DF3",
        "iam/L-FE177D64",
    } <= known_ids()


@pytest.mark.parametrize("quota", QUOTAS, ids=lambda quota: f"{quota.id} {quota.name}")
def test_each_quota_has_a_source_and_a_code(quota: Quota) -> None:
    """The source is AWS's documentation; a code that is not AWS's own is told apart."""
    assert re.fullmatch(r"https://docs\.aws\.amazon\.com/[\w./-]+", quota.source)
    assert bool(re.fullmatch("L-[0-9A-F]{8}", quota.code)) == quota.listed
    assert quota.default > 0
    assert all(value > 0 and re.fullmatch(r"[a-z]+(-[a-z]+)+-\d", region) for region, value in quota.defaults.items())
    assert all(bool(count.within) == bool(quota.per) for count in quota.count)


def test_no_two_quotas_have_one_name() -> None:
    """The name tells the inbound rules of a group from the outbound ones, which are one quota for AWS."""
    names = [(quota.id, quota.name) for quota in QUOTAS]
    assert len(names) == len(set(names))


def test_a_region_may_have_a_default_of_its_own() -> None:
    """Kinesis starts with 20,000 shards in Ireland and with 1,000 where nothing else is said."""
    (quota,) = (quota for quota in QUOTAS if quota.id == "kinesis/L-0918CF54")
    assert (quota.published("eu-west-1"), quota.published("eu-north-1")) == (20_000, 1_000)


def test_a_provider_without_rules_has_no_quotas() -> None:
    """Nothing is counted of it."""
    assert (list(quotas_of("hashicorp/random")), list(counts_of("hashicorp/random", "random_id"))) == ([], [])


def test_the_remedy_can_be_filled_in() -> None:
    """With what a person would type."""
    text = provider_rules(AWS).raised.format(region="eu-west-1", service="vpc", code="L-F678F1CE", value=6)
    assert "--region eu-west-1 --service-code vpc --quota-code L-F678F1CE --desired-value 6" in text


def paths() -> Iterator[tuple[str, str]]:
    """Give each path of a rule with the resource type that it begins at."""
    for count in (count for quota in QUOTAS for count in quota.count):
        yield from ((count.type, path) for path in (count.within, *(one.argument for one in count.when)) if path)
        yield from ((count.type, path) for factor in count.times for path in factor.of)


@pytest.mark.parametrize(("type_", "path"), sorted(set(paths())))
def test_paths_lead_to_arguments(type_: str, path: str) -> None:
    """As far as the shipped schemas know the type; a path that leads nowhere would count nothing."""
    schema = knowledge().catalogue.resource(AWS, type_)
    if schema is not None:
        assert leads_somewhere(schema, path.partition(">")[0].split("."))


def leads_somewhere(schema: BlockSchema, names: list[str]) -> bool:
    """Tell whether names lead to an argument, or to one of the objects that an attribute may hold."""
    name, *rest = names
    if rest and name in schema.blocks:
        return leads_somewhere(schema.blocks[name].block, rest)
    return name in schema.attributes or name in schema.blocks
