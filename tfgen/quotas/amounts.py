"""How much an instance of a resource counts for a quota."""

import functools
import operator
from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from tfgen.diff.addresses import ANY_KEY
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import is_symbolic
from tfgen.language.values import Value
from tfgen.quotas.paths import Resources, configured
from tfgen.quotas.rules import Condition, Count, Factor, Raised


class Amount(Struct, frozen=True):
    """A number or, where it is not exact, what it comes to at least."""

    number: Fraction = Fraction(0)
    is_exact: bool = True

    def __add__(self, other: "Amount") -> "Amount":
        """Add two amounts."""
        return Amount(self.number + other.number, self.is_exact and other.is_exact)

    def __mul__(self, other: "Amount") -> "Amount":
        """Multiply two amounts; nothing of anything is nothing."""
        nothing = any(one.is_exact and not one.number for one in (self, other))
        return Amount(self.number * other.number, nothing or (self.is_exact and other.is_exact))


UNKNOWN = Amount(is_exact=False)


def amount(resource: Resource, count: Count, resources: Resources) -> Amount:
    """Give what an instance counts; `resources` are all of its configuration, by address."""
    holds = _all_hold(resource, count.when, resources)
    if holds is False:
        return Amount()
    keys = [resource.address.key, *(key for _, key in resource.address.module)]
    if holds is None or ANY_KEY in keys:
        return UNKNOWN
    factors = (_factor(resource, factor, resources) for factor in count.times)
    found = functools.reduce(operator.mul, factors, Amount(Fraction(1)))
    return Amount(found.number, found.is_exact and not count.at_least)


def _all_hold(resource: Resource, conditions: Iterable[Condition], resources: Resources) -> bool | None:
    """Tell whether all conditions hold; None where that is not known."""
    found = [_holds(resource, condition, resources) for condition in conditions]
    return False if False in found else None if None in found else True


def _holds(resource: Resource, condition: Condition, resources: Resources) -> bool | None:
    values = configured(resource, condition.argument, resources)
    if not condition.values:
        return bool(values) == condition.set
    if not values:
        return condition.absent in condition.values
    unknown = any(map(is_symbolic, values))
    met = [_text(value) in condition.values for value in values if not is_symbolic(value)]
    if condition.every:
        return None if unknown and all(met) else all(met)
    return True if any(met) else None if unknown else False


def _text(value: Value) -> str | None:
    return str(value.content).lower() if isinstance(value.content, bool) else str(value.content)


def _factor(resource: Resource, factor: Factor, resources: Resources) -> Amount:
    values = [value for path in factor.of for value in configured(resource, path, resources)]
    if factor.items:
        found = functools.reduce(operator.add, map(_length, values), Amount())
    elif values:
        found = _largest(map(_number, values))
    else:
        found = UNKNOWN if factor.absent is None else Amount(Fraction(factor.absent))
    if factor.raised:
        found = _largest([found, *_raised(resource, factor.raised, resources)])
    return Amount((found.number + factor.plus) / factor.divide, found.is_exact)


def _largest(amounts: Iterable[Amount]) -> Amount:
    found = list(amounts)
    return Amount(max(one.number for one in found), all(one.is_exact for one in found))


def _length(value: Value) -> Amount:
    if not isinstance(value.content, tuple | dict):
        return UNKNOWN
    return Amount(Fraction(len(value.content)))


def _number(value: Value) -> Amount:
    try:
        return Amount(Fraction(value.content))
    except (TypeError, ValueError):  # not known, or a text such as "1 vCPU"
        return UNKNOWN


def _raised(resource: Resource, raised: Raised, resources: Resources) -> Iterable[Amount]:
    """Give what other resources raise a number to; one that may be for any resource makes it inexact."""
    symbols = resource.module.world.symbols
    own = _filled(resource, raised.equals, resources)
    for other in resources.values():
        if other.address.type != raised.type or _all_hold(other, raised.when, resources) is False:
            continue
        keys = configured(other, raised.key, resources)
        if own is not None and [symbols.write(key) for key in keys] == [own]:
            yield _largest(map(_number, configured(other, raised.of, resources)))
        elif own is None or any(map(is_symbolic, keys)):
            yield UNKNOWN


def _filled(resource: Resource, pattern: str, resources: Resources) -> str | None:
    """Fill paths of the resource into a text, as it is written in an expression; None where one is not known."""
    symbols = resource.module.world.symbols
    pieces = []
    for at, piece in enumerate(pattern.replace("}", "{").split("{")):
        values = configured(resource, piece, resources) if at % 2 else []
        if at % 2 and (len(values) != 1 or is_symbolic(values[0])):
            return None
        pieces.append(symbols.plain(values[0].content) if at % 2 else piece)
    return f'"{"".join(pieces)}"'
