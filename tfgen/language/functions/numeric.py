"""Functions on numbers."""

import math
from fractions import Fraction
from typing import Final

from tfgen.language.functions.problems import ArgumentProblem, CallProblem
from tfgen.language.functions.rule import Rule, amount, whole
from tfgen.language.numbers import Number
from tfgen.language.types import NUMBER
from tfgen.language.values import Value, number, unknown

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FOLDED_BASE = 36  # up to it, capitals are digits like small letters
_MOST_DIGITS = 500  # more than any number has that is meant


def _parseint(text: Value, base: Value) -> Value:
    if text.type.__class__.__name__ != "Primitive" or not isinstance(text.content, str):
        raise ArgumentProblem(0, "first argument must be a string, not " + "number")
    radix = whole(base.content)
    if not 2 <= radix <= len(_DIGITS):  # noqa: PLR2004 - binary
        raise ArgumentProblem(1, f"base must be a whole number between 2 and {len(_DIGITS)} inclusive")
    digits = text.content.lower() if radix <= _FOLDED_BASE else text.content
    body = digits.removeprefix("-").removeprefix("+") if digits[:1] in ("-", "+") else digits
    if not body or any(digit not in _DIGITS[:radix] for digit in body):
        raise ArgumentProblem(0, f'cannot parse "{text.content}" as a base {radix} integer')
    if len(body) > _MOST_DIGITS:
        return unknown(NUMBER)
    found = 0
    for digit in body:
        found = found * radix + _DIGITS.index(digit)
    return number(-found if digits.startswith("-") else found)


def _extreme(choose: object) -> Rule:
    def compute(*values: Value) -> Value:
        if not values:
            raise CallProblem("must pass at least one number")
        found = max(value.content for value in values) if choose is max else min(value.content for value in values)
        return number(found)

    return Rule(compute)


def _signum(given: Number) -> Number:
    given = whole(given)
    return (given > 0) - (given < 0)


def _floor(given: Number) -> Number:
    return math.floor(Fraction(given))


def _ceil(given: Number) -> Number:
    return math.ceil(Fraction(given))


NUMERIC: Final = {
    "abs": amount(abs),
    "ceil": amount(_ceil),
    "floor": amount(_floor),
    "max": _extreme(max),
    "min": _extreme(min),
    "signum": amount(_signum),
    "parseint": Rule(_parseint),
}
