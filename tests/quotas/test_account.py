"""What an account says of its quotas, as AWS's own service models have the answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError, NoCredentialsError
from botocore.stub import ANY, Stubber

from tfgen.quotas.account import Account, AccountFailed, asking
from tfgen.quotas.places import Place
from tfgen.quotas.rules import Quota, quotas_of
from tfgen.quotas.verdicts import Limit, Origin

HERE = Place("111122223333", "eu-west-1")
QUOTAS = {quota.id: quota for quota in quotas_of("hashicorp/aws")}
VPCS, VCPUS = QUOTAS["vpc/L-F678F1CE"], QUOTAS["fargate/L-3032A538"]
USAGE = {
    "MetricNamespace": "AWS/Usage",
    "MetricName": "ResourceCount",
    "MetricDimensions": {"Service": "Fargate"},
    "MetricStatisticRecommendation": "Maximum",
}
Plan = Callable[[Stubber], Any]


@contextmanager
def account(**plans: Plan) -> Iterator[Account]:
    """Give an account whose clients answer as planned, and check that each answer was asked for."""
    stubbers: dict[str, Stubber] = {}
    regions: dict[str, str] = {}

    def client(service: str, region: str) -> Any:
        if service not in stubbers:
            make: Any = boto3.client
            made = make(service, region, aws_access_key_id="test", aws_secret_access_key="test")  # noqa: S106
            stubbers[service] = Stubber(made)
            plans[service.replace("-", "_")](stubbers[service])
            stubbers[service].activate()
            regions[service] = region
        assert regions[service] == region
        return stubbers[service].client

    yield Account("111122223333", "eu-west-1", client, {})
    for stubber in stubbers.values():
        stubber.assert_no_pending_responses()


def lists(quota: Quota, default: float | None, applied: float | None, **more: Any) -> Plan:
    """Plan the answers to both lists of a service's quotas."""

    def row(value: float | None) -> list[dict[str, Any]]:
        return [] if value is None else [{"QuotaCode": quota.code, "Value": value, **more}]

    def plan(stubber: Stubber) -> None:
        asked = {"ServiceCode": quota.service}
        stubber.add_response("list_aws_default_service_quotas", {"Quotas": row(default)}, asked)
        stubber.add_response("list_service_quotas", {"Quotas": row(applied)}, asked)

    return plan


def holds(count: int) -> Plan:
    """Plan that the account has some VPCs."""
    return lambda stubber: stubber.add_response(
        "describe_vpcs", {"Vpcs": [{"VpcId": f"vpc-{n}"} for n in range(count)]}
    )


@pytest.mark.parametrize(("default", "applied", "limit"), [(5, 20, 20), (6, None, 6)])
def test_what_applies_to_the_account_goes_before_its_default(default: int, applied: int | None, limit: int) -> None:
    """Where nobody asked for more, Service Quotas has the default only; what is there is counted."""
    with account(service_quotas=lists(VPCS, default, applied), ec2=holds(3)) as found:
        assert found.limit(HERE, VPCS) == Limit(Fraction(limit), Origin.ACCOUNT, Fraction(3))


def test_a_service_is_asked_once() -> None:
    """All its quotas come in one list."""
    internet = QUOTAS["vpc/L-A4707A72"]

    def plan(stubber: Stubber) -> None:
        holds(1)(stubber)
        stubber.add_response("describe_internet_gateways", {"InternetGateways": []})

    with account(service_quotas=lists(VPCS, 5, None), ec2=plan) as found:
        found.limit(HERE, VPCS)
        assert found.limit(HERE, internet) == Limit(Fraction(5), Origin.PUBLISHED, Fraction(0))


def test_a_service_without_quotas_has_the_published_ones() -> None:
    """Service Quotas knows no such service."""

    def plan(stubber: Stubber) -> None:
        for operation in ("list_aws_default_service_quotas", "list_service_quotas"):
            stubber.add_client_error(operation, "NoSuchResourceException")

    with account(service_quotas=plan, ec2=holds(0)) as found:
        assert found.limit(HERE, VPCS) == Limit(Fraction(5), Origin.PUBLISHED, Fraction(0))


@pytest.mark.parametrize(("values", "in_use"), [((4.0, 2.5), Fraction(5, 2)), ((), None)])
def test_what_is_measured_is_the_latest_value(values: tuple[float, ...], in_use: Fraction | None) -> None:
    """Of the metric that Service Quotas names; without a value nothing is known."""

    def plan(stubber: Stubber) -> None:
        points = [{"Timestamp": datetime(2026, 1, 2 + at, tzinfo=UTC), "Maximum": one} for at, one in enumerate(values)]
        asked = {
            "Namespace": "AWS/Usage",
            "MetricName": "ResourceCount",
            "Dimensions": [{"Name": "Service", "Value": "Fargate"}],
            "StartTime": ANY,
            "EndTime": ANY,
            "Period": 3600,
            "Statistics": ["Maximum"],
        }
        stubber.add_response("get_metric_statistics", {"Datapoints": points[::-1]}, asked)

    with account(service_quotas=lists(VCPUS, 6, 6, UsageMetric=USAGE), cloudwatch=plan) as found:
        assert found.limit(HERE, VCPUS) == Limit(Fraction(6), Origin.ACCOUNT, in_use)


def test_what_nobody_measures_is_not_known() -> None:
    """Nor what a quota within something else has: there is one for each."""
    with account(service_quotas=lists(VCPUS, 6, 6)) as found:
        assert found.limit(HERE, VCPUS).in_use is None
    with account(service_quotas=lists(QUOTAS["vpc/L-407747CB"], 200, 200, UsageMetric=USAGE)) as found:
        assert found.limit(HERE, QUOTAS["vpc/L-407747CB"]).in_use is None


def test_sizes_add_up() -> None:
    """Storage is counted by what is allocated."""
    storage = QUOTAS["rds/L-7ADDB58A"]

    def plan(stubber: Stubber) -> None:
        found = {"DBInstances": [{"AllocatedStorage": 20}, {"AllocatedStorage": 30}]}
        stubber.add_response("describe_db_instances", found)

    with account(service_quotas=lists(storage, 100_000, None), rds=plan) as found:
        assert found.limit(HERE, storage).in_use == 50


def test_quotas_of_the_account_are_asked_for_at_home() -> None:
    """IAM's are in us-east-1, wherever the environments are, and one call may give all there is."""
    buckets = QUOTAS["s3/L-DC2B2D3D"]
    regions: list[str] = []

    def plan(stubber: Stubber) -> None:
        regions.append(stubber.client.meta.region_name)
        stubber.add_response("list_buckets", {"Buckets": [{"Name": "state"}]})

    with account(service_quotas=lists(buckets, 10_000, None), s3=plan) as found:
        assert found.limit(Place("111122223333"), buckets).in_use == 1
    assert regions == ["us-east-1"]


@pytest.mark.parametrize("operation", ["list_clusters"])
def test_a_call_that_has_no_pages_is_made_once(operation: str) -> None:
    """Some services answer all at once."""
    clusters = QUOTAS["ecs/L-21C621EB"]

    def plan(stubber: Stubber) -> None:
        client: Any = stubber.client
        client.can_paginate = lambda _operation: False
        stubber.add_response(operation, {"clusterArns": ["arn:aws:ecs:eu-west-1:111122223333:cluster/one"]})

    with account(service_quotas=lists(clusters, 10_000, None), ecs=plan) as found:
        assert found.limit(HERE, clusters).in_use == 1


@pytest.mark.parametrize(
    ("service", "operation", "action"),
    [
        ("service-quotas", "list_aws_default_service_quotas", "servicequotas:ListAWSDefaultServiceQuotas"),
        ("ec2", "describe_vpcs", "ec2:DescribeVpcs"),
    ],
)
def test_what_is_not_allowed_is_named(service: str, operation: str, action: str) -> None:
    """So that somebody can allow it."""
    plans = {"service_quotas": lists(VPCS, 5, 5), "ec2": holds(0)}
    plans[service.replace("-", "_")] = lambda stubber: stubber.add_client_error(operation, "AccessDeniedException")
    with account(**plans) as found, pytest.raises(AccountFailed, match="Not allowed") as failure:
        found.limit(HERE, VPCS)
    assert action in failure.value.detail


@pytest.mark.parametrize(
    ("problem", "summary"),
    [
        (NoCredentialsError(), "No AWS credentials"),
        (EndpointConnectionError(endpoint_url="http://127.0.0.1:1"), "AWS did not answer"),
    ],
)
def test_other_failures_are_told(problem: Exception, summary: str) -> None:
    """In boto3's words, where they help."""
    with pytest.raises(AccountFailed, match=summary), asking("ec2:DescribeVpcs"):
        raise problem


def test_an_answer_that_refuses_is_told() -> None:
    """A service that is asked too often says so itself."""

    def plan(stubber: Stubber) -> None:
        stubber.add_client_error("list_aws_default_service_quotas", "InvalidParameter", "Mind the gap")

    with account(service_quotas=plan) as found, pytest.raises(AccountFailed, match="AWS did not answer") as failure:
        found.limit(HERE, VPCS)
    assert "Mind the gap" in failure.value.detail
