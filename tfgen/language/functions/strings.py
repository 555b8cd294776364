"""Functions on strings."""

import re
from typing import Any, Final

from tfgen.language.functions.problems import ArgumentProblem, CallProblem
from tfgen.language.functions.rule import Rule, text, truth, whole
from tfgen.language.types import STRING
from tfgen.language.values import Value, list_value, string, unknown

_LINE_ENDS = re.compile(r"[\r\n]+\Z")
_SPACE: Final = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


def _title(given: str) -> str:
    """Give each word a capital; letters, digits and underscores make up words."""
    return re.sub(r"(?<!\w)\w", lambda found: found[0].upper(), given)


def _indent(spaces: Any, given: str) -> Value:
    """Indent every line but the first."""
    count = whole(spaces)
    if count < 0:
        raise CallProblem("panic in function implementation: strings: negative Repeat count")
    if count * given.count("\n") > MAX_LENGTH:
        return unknown(STRING)
    return string(given.replace("\n", "\n" + " " * count))


MAX_LENGTH: Final = 10_000_000


def _substr(given: str, offset: Any, length: Any) -> str:
    """Give a part of a string; a negative offset counts from the end, a negative length means all the rest."""
    start, count = whole(offset), whole(length)
    if start < 0:
        start = max(len(given) + start, 0)
    return given[start:] if count < 0 else given[start : start + count]


def _join(separator: Value, *lists: Value) -> Value:
    """Join the strings of all lists."""
    if not lists:
        raise CallProblem("at least one list is required")
    for index, found in enumerate(lists):
        for position, item in enumerate(found.content):
            if item.is_null:
                where = f"element {position} of list {index + 1}" if len(lists) > 1 else f"element {position}"
                raise ArgumentProblem(index + 1, f"{where} is null; cannot concatenate null values")
    return string(separator.content.join(item.content for found in lists for item in found.content))


def _split(separator: Value, given: Value) -> Value:
    """Split a string; an empty separator splits into characters."""
    parts: list[str] = given.content.split(separator.content) if separator.content else list(given.content)
    return list_value(STRING, [string(part) for part in parts])


def _trim(given: str, cutset: str) -> str:
    """Strip characters of a set from both ends; an empty set strips none."""
    return given.strip(cutset) if cutset else given


def _of_ascii(function: Any) -> Rule:
    """Describe a function that is exact for ASCII only: Terraform counts grapheme clusters and knows special cases."""

    def compute(given: Value, *rest: Value) -> Value:
        if not given.content.isascii():
            return unknown(STRING)
        return string(function(given.content, *(value.content for value in rest)))

    return Rule(compute)


STRINGS: Final = {
    "chomp": text(lambda given: _LINE_ENDS.sub("", given)),
    "endswith": truth(str.endswith),
    "indent": Rule(lambda spaces, given: _indent(spaces.content, given.content)),
    "join": Rule(_join),
    "lower": _of_ascii(str.lower),
    "split": Rule(_split),
    "startswith": truth(str.startswith),
    "strcontains": truth(lambda given, part: part in given),
    "strrev": _of_ascii(lambda given: given[::-1]),
    "substr": _of_ascii(_substr),
    "title": _of_ascii(_title),
    "trim": text(_trim),
    "trimprefix": text(str.removeprefix),
    "trimspace": text(lambda given: given.strip(_SPACE)),
    "trimsuffix": text(str.removesuffix),
    "upper": _of_ascii(str.upper),
}
