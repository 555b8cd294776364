"""What an AWS account says of its own quotas: Service Quotas for the limits, CloudWatch for what is in use.

The one module that knows AWS beyond data files. It takes clients as boto3 makes them; the extra `tfgen[aws]` brings
boto3, and its own chain finds the credentials. Each service is asked once for all its quotas.

https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any, TypeAlias

from msgspec import Struct

from tfgen.quotas.places import Place, provider_rules
from tfgen.quotas.rules import Held, Quota
from tfgen.quotas.verdicts import Limit, Origin

# Gives a client by the service's name and the region; boto3's are made at run time, so that nothing types them.
Clients: TypeAlias = Callable[[str, str], Any]
Listed: TypeAlias = Mapping[str, Mapping[str, Any]]
# Usage is measured every few minutes; a day covers what is measured daily.
LOOKING_BACK = timedelta(days=1)
PERIOD_SECONDS = 3600
UNLISTED = "NoSuchResourceException"
DENIED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})


class AccountFailed(Exception):
    """The account could not be asked; the text is a summary, and `detail` has the remedy."""

    def __init__(self, summary: str, detail: str) -> None:
        super().__init__(summary)
        self.detail = detail


class Account(Struct, frozen=True):
    """The account of the credentials: its number, and the region that its configuration names, if any."""

    number: str
    region: str
    clients: Clients
    listed: dict[tuple[str, str], Listed] = {}

    def limit(self, place: Place, quota: Quota) -> Limit:
        """Give the limit that applies, and what is in use where it is measured; raises AccountFailed."""
        region = provider_rules(quota.provider).home_region if quota.scope == "account" else place.region
        found = self._listed(quota.service, region).get(quota.code, {})
        in_use = None if quota.per else self._in_use(quota, found, region)
        if "Value" in found:
            return Limit(Fraction(found["Value"]), Origin.ACCOUNT, in_use)
        return Limit(Fraction(quota.published(place.region)), Origin.PUBLISHED, in_use)

    def _listed(self, service: str, region: str) -> Listed:
        """Give a service's quotas by code: the defaults, and over them what applies to the account."""
        if (service, region) not in self.listed:
            client = self.clients("service-quotas", region)
            found: dict[str, Mapping[str, Any]] = {}
            for operation, action in (
                ("list_aws_default_service_quotas", "servicequotas:ListAWSDefaultServiceQuotas"),
                ("list_service_quotas", "servicequotas:ListServiceQuotas"),
            ):
                with asking(action, unlisted=True):
                    for page in client.get_paginator(operation).paginate(ServiceCode=service):
                        found |= {one["QuotaCode"]: one for one in page["Quotas"]}
            self.listed[service, region] = found
        return self.listed[service, region]

    def _in_use(self, quota: Quota, found: Mapping[str, Any], region: str) -> Fraction | None:
        """Give what the account holds, counted where a rule says how, else as it is measured."""
        if quota.held:
            return self._counted(quota.held, region)
        metric = found.get("UsageMetric")
        return self._measured(metric, region) if metric else None

    def _counted(self, held: Held, region: str) -> Fraction:
        client = self.clients(held.service, region)
        with asking(held.action):
            if client.can_paginate(held.operation):
                pages = client.get_paginator(held.operation).paginate(**held.arguments)
            else:
                pages = [getattr(client, held.operation)(**held.arguments)]
            items = [item for page in pages for item in page.get(held.items, ())]
        return Fraction(sum(item[held.sum] if held.sum else 1 for item in items))

    def _measured(self, metric: Mapping[str, Any], region: str) -> Fraction | None:
        """Give the latest value of a metric, None where nothing was measured."""
        now = datetime.now(UTC)
        statistic = metric.get("MetricStatisticRecommendation", "Maximum")
        with asking("cloudwatch:GetMetricStatistics"):
            answer = self.clients("cloudwatch", region).get_metric_statistics(
                Namespace=metric["MetricNamespace"],
                MetricName=metric["MetricName"],
                Dimensions=[{"Name": name, "Value": value} for name, value in metric["MetricDimensions"].items()],
                StartTime=now - LOOKING_BACK,
                EndTime=now,
                Period=PERIOD_SECONDS,
                Statistics=[statistic],
            )
        points = sorted(answer["Datapoints"], key=lambda point: point["Timestamp"])
        return Fraction(points[-1][statistic]) if points else None


def open_account() -> Account:
    """Find the credentials and the account that they are of; raises AccountFailed."""
    try:
        from boto3.session import Session  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        detail = "Asking the account needs boto3, which the extra aws brings: pip install 'tfgen[aws]'"
        raise AccountFailed("boto3 is not installed", detail) from None
    with asking("sts:GetCallerIdentity"):
        session = Session()
        make: Any = session.client  # whoever has stubs of boto3 has services by literal names only

        def clients(service: str, region: str) -> Any:
            return make(service, region_name=region or None)

        region = session.region_name or ""
        # Any region tells whose credentials they are.
        number = clients("sts", region or "us-east-1").get_caller_identity()["Account"]
    return Account(number, region, clients, {})


@contextmanager
def asking(action: str, *, unlisted: bool = False) -> Iterator[None]:
    """Raise what boto3 raises as AccountFailed; `unlisted` forgives that a service has no quotas in Service Quotas."""
    from botocore.exceptions import (  # noqa: PLC0415 - an extra, and slow to import
        BotoCoreError,
        ClientError,
        NoCredentialsError,
    )

    try:
        yield
    except NoCredentialsError:
        detail = (
            "boto3 finds no credentials. Give some in one of its ways: AWS_PROFILE, `aws sso login`, or "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )
        raise AccountFailed("No AWS credentials", detail) from None
    except ClientError as problem:
        code = problem.response.get("Error", {}).get("Code", "")
        if unlisted and code == UNLISTED:
            return
        if code in DENIED:
            detail = f"The credentials may not do {action}. Allow it in a policy of theirs, or leave --live away."
            raise AccountFailed("Not allowed", detail) from None
        raise AccountFailed("AWS did not answer", f"{action}: {problem}.") from None
    except BotoCoreError as problem:
        raise AccountFailed("AWS did not answer", f"{action}: {problem}.") from None
