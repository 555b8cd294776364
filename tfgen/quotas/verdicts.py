"""What is asked against what is allowed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from tfgen.quotas.places import Place
from tfgen.quotas.rules import Quota
from tfgen.quotas.tally import Need


class Origin(StrEnum):
    """Who says what the limit is."""

    PUBLISHED = "published default"
    GIVEN = "given"
    ACCOUNT = "account"


class Limit(Struct, frozen=True):
    """What a quota allows; `in_use` is what the account has already, None where that is not known."""

    value: Fraction
    origin: Origin
    in_use: Fraction | None = None


class Verdict(Struct, frozen=True):
    """A need and its limit; `standing` is how much of the need the account has already, by what the user says."""

    need: Need
    limit: Limit
    standing: Fraction = Fraction(0)

    @property
    def wanted(self) -> Fraction:
        """What there will be in the account at least, what is in use and not of these environments among it."""
        total = self.need.total.number
        return total if self.limit.in_use is None else max(total, self.limit.in_use + total - self.standing)

    @property
    def fits(self) -> bool:
        """Tell whether the limit is not exceeded, as far as is known."""
        return self.wanted <= self.limit.value

    @property
    def share(self) -> Fraction:
        """How much of the limit is taken: 1 is all of it."""
        if self.limit.value:
            return self.wanted / self.limit.value
        return Fraction(self.wanted > 0)


Limits = Callable[[Place, Quota], Limit]


def judge(needs: Iterable[Need], limits: Limits, applied: Sequence[str] = ()) -> list[Verdict]:
    """Give a verdict on each need, the fullest first; `applied` are environments that the account has already."""
    found = [Verdict(need, limits(need.place, need.quota), _standing(need, applied)) for need in needs]
    return sorted(found, key=_order)


def fullest(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Give of verdicts in their order the first for each quota of an account and region, and all that do not fit."""
    seen: set[tuple[Place, str, str]] = set()
    found = []
    for verdict in verdicts:
        key = (verdict.need.place, verdict.need.quota.id, verdict.need.quota.name)
        if key not in seen or not verdict.fits:
            found.append(verdict)
        seen.add(key)
    return found


def _standing(need: Need, applied: Sequence[str]) -> Fraction:
    return sum((one.number for name, one in need.by_environment().items() if name in applied), Fraction(0))


def _order(verdict: Verdict) -> tuple[Fraction, Place, str, str, str]:
    need = verdict.need
    return (-verdict.share, need.place, need.quota.id, need.quota.name, need.parent)


def published(place: Place, quota: Quota) -> Limit:
    """Give the limit without asking the account: the default that is published for the region."""
    return Limit(Fraction(quota.published(place.region)), Origin.PUBLISHED)


def given_or(given: Mapping[str, int], limits: Limits) -> Limits:
    """Give limits of which some are given, by `vpc/L-F678F1CE`; what is in use is as the others say."""

    def limit(place: Place, quota: Quota) -> Limit:
        found = limits(place, quota)
        return replace(found, value=Fraction(given[quota.id]), origin=Origin.GIVEN) if quota.id in given else found

    return limit
