"""Functions on dates."""

import re
from datetime import datetime, timedelta, timezone
from typing import Final

from tfgen.language.functions.problems import ArgumentProblem, CallProblem
from tfgen.language.functions.rule import Rule
from tfgen.language.types import STRING
from tfgen.language.values import Value, number, unknown

_TIMESTAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII)
_DURATION = re.compile(r"[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|[-+]?0", re.ASCII)
_DURATION_PART = re.compile(r"([\d.]+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}
# https://developer.hashicorp.com/terraform/language/functions/formatdate
_VERBS = frozenset(
    [
        "YYYY",
        "YY",
        "MMMM",
        "MMM",
        "MM",
        "M",
        "DD",
        "D",
        "EEEE",
        "EEE",
        "hh",
        "h",
        "HH",
        "H",
        "AA",
        "aa",
        "mm",
        "m",
        "ss",
        "s",
        "ZZZZZ",
        "ZZZZ",
        "ZZZ",
        "Z",
    ]
)
_RUN = re.compile(r"'(?:[^']|'')*'|([A-Za-z])\1*")


def _timestamp(value: Value) -> datetime:
    found = _TIMESTAMP.fullmatch(value.content)
    if found is None:
        raise CallProblem(f'not a valid RFC3339 timestamp: "{value.content}"')
    *parts, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        return datetime(*map(int, parts), tzinfo=timezone(offset))  # type: ignore[misc, arg-type]
    except ValueError as problem:
        raise CallProblem(f"not a valid RFC3339 timestamp: {problem}") from problem


def seconds_in(duration: str) -> float | None:
    """Give the seconds that a duration as Go writes it (`1h30m`) stands for, None for what is no duration."""
    if not _DURATION.fullmatch(duration):
        return None
    seconds = sum(float(amount) * _SECONDS[unit] for amount, unit in _DURATION_PART.findall(duration))
    return -seconds if duration.startswith("-") else seconds


def _timeadd(start: Value, duration: Value) -> Value:
    _timestamp(start)
    if seconds_in(duration.content) is None:
        raise CallProblem(f'time: invalid duration "{duration.content}"')
    return unknown(STRING)


def _timecmp(one: Value, other: Value) -> Value:
    first, second = _timestamp(one), _timestamp(other)
    return number((first > second) - (first < second))


def _formatdate(form: Value, moment: Value) -> Value:
    for found in _RUN.finditer(form.content):
        if found[1] and found[0] not in _VERBS:
            raise ArgumentProblem(0, f'invalid date format verb "{found[0]}"')
    if form.content.count("'") % 2:
        raise ArgumentProblem(0, "unterminated literal '")
    _timestamp(moment)
    return unknown(STRING)


DATES: Final = {"timeadd": Rule(_timeadd), "timecmp": Rule(_timecmp), "formatdate": Rule(_formatdate)}
