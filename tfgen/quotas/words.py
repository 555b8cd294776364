"""Numbers and places of quotas in words, and what is said of a quota that does not suffice."""

import math
from fractions import Fraction

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, warning
from tfgen.quotas.amounts import Amount
from tfgen.quotas.places import Place, provider_rules
from tfgen.quotas.tally import Need
from tfgen.quotas.verdicts import Origin, Verdict

MAX_ADDRESSES = 3


def number(amount: Fraction) -> str:
    """Write a number, with no more than two decimals."""
    return f"{float(amount):.2f}".rstrip("0").rstrip(".")


def in_words(amount: Amount) -> str:
    """Write an amount; of one that is not exact, what is certain."""
    return number(amount.number) if amount.is_exact else f"at least {number(amount.number)}"


def place_in_words(place: Place) -> str:
    """Name an account and a region."""
    account = f"account {place.account}" if place.account else "the account of the credentials"
    return f"{account}, {place.region}" if place.region else account


def title(need: Need) -> str:
    """Name a quota, with what has it."""
    if not need.parent:
        return need.quota.name
    return f"{need.quota.name}, {need.parent}"


def environments(need: Need) -> str:
    """Tell how much each environment asks: `dev 1, prod 2`."""
    return ", ".join(f"{name} {in_words(one)}" for name, one in need.by_environment().items())


def exceeded(verdict: Verdict) -> Diagnostic:
    """Say that a quota does not suffice, who asks how much, and what can be done; at the block that asks most."""
    need, limit = verdict.need, verdict.limit
    unit = f" {need.quota.unit}" if need.quota.unit else ""
    asked = f"{in_words(need.total)}{unit} asked for ({environments(need)}) by {_addresses(need)}"
    used = "" if limit.in_use is None else f", {number(limit.in_use)} in use{_standing(verdict)}"
    says = {
        Origin.PUBLISHED: "the published default",
        Origin.GIVEN: "as given",
        Origin.ACCOUNT: "as the account has it",
    }
    detail = (
        f"{title(need)} ({need.quota.id}) in {place_in_words(need.place)}: {asked}{used}; the limit is "
        f"{number(limit.value)}{unit}, {says[limit.origin]}. {_remedy(verdict)}"
    )
    most = max(need.shares, key=lambda share: share.amount.number)
    found = warning("quota-exceeded", "Quota does not suffice", detail, most.where)
    return replace(found, environment=most.environment)


def _addresses(need: Need) -> str:
    found = list(dict.fromkeys(share.address for share in need.shares if share.amount.number))
    more = f" and {len(found) - MAX_ADDRESSES} more" if len(found) > MAX_ADDRESSES else ""
    return ", ".join(found[:MAX_ADDRESSES]) + more


def _standing(verdict: Verdict) -> str:
    return f", {number(verdict.standing)} of it by environments that are applied" if verdict.standing else ""


def _remedy(verdict: Verdict) -> str:
    quota, place = verdict.need.quota, verdict.need.place
    if not quota.adjustable:
        return "This quota cannot be raised: use less, or another account or region."
    rules = provider_rules(quota.provider)
    if not quota.listed:
        return rules.raised_elsewhere
    return rules.raised.format(
        region=rules.home_region if quota.scope == "account" else place.region or "REGION",
        service=quota.service,
        code=quota.code,
        value=math.ceil(verdict.wanted),
    )
