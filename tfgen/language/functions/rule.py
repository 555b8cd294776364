"""How a function is described here: what it comes to, and which type that has while arguments are unknown."""

from collections.abc import Callable
from typing import Any, TypeAlias

from msgspec import Struct

from tfgen.language.functions.problems import CallProblem
from tfgen.language.numbers import Number
from tfgen.language.types import Type
from tfgen.language.values import Value, boolean, number, string

Compute: TypeAlias = Callable[..., Value]
ResultType: TypeAlias = Callable[..., Type]

MOST, LEAST = 2**63 - 1, -(2**63)


class Rule(Struct, frozen=True):
    """A function.

    `compute` gives the value from the arguments, all of them wholly known and without marks; without it the result is
    not known. With `sees_unknown` it is given what is unknown too, and with `sees_marks` what is marked. `result_type`
    gives the type from the arguments where the signature does not tell it, and may refuse them. Neither is asked if an
    argument is of unknown type, unless the rule says `takes_dynamic`. With `keeps_marks`, elements carry their marks
    into the result; without, the whole of it has the marks of all that went in.
    """

    compute: Compute | None = None
    result_type: ResultType | None = None
    sees_unknown: bool = False
    sees_marks: bool = False
    takes_dynamic: bool = False
    keeps_marks: bool = False


def text(function: Callable[..., str]) -> Rule:
    """Describe a function from plain contents to a string."""
    return Rule(lambda *arguments: string(function(*contents(arguments))))


def amount(function: Callable[..., Number]) -> Rule:
    """Describe a function from plain contents to a number."""
    return Rule(lambda *arguments: number(function(*contents(arguments))))


def truth(function: Callable[..., bool]) -> Rule:
    """Describe a function from plain contents to a boolean."""
    return Rule(lambda *arguments: boolean(function(*contents(arguments))))


def contents(arguments: tuple[Value, ...]) -> list[Any]:
    """Give what the arguments hold."""
    return [argument.content for argument in arguments]


def whole(amount_given: Number) -> int:
    """Give a number that must be whole as an integer."""
    if isinstance(amount_given, int) and LEAST <= amount_given <= MOST:
        return amount_given
    raise CallProblem(f"value must be a whole number, between {LEAST} and {MOST}")
