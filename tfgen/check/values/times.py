"""Rules on times."""

import re
from datetime import datetime

from tfgen.check.values.documents import literal
from tfgen.check.values.text import Rule, quote
from tfgen.language.functions.dates import seconds_in

_LAYOUT = "2006-01-02T15:04:05Z07:00"
# The parts of the form, by the names that Go has for them.
_PARTS = (
    ("2006", r"\d{4}"), ("-", "-"), ("01", r"(?:0[1-9]|1[0-2])"), ("-", "-"), ("02", r"(?:0[1-9]|[12]\d|3[01])"),
    ("T", "T"), ("15", r"(?:[01]\d|2[0-3])"), (":", ":"), ("04", r"[0-5]\d"), (":", ":"),
    ("05", r"[0-5]\d(?:[.,]\d{1,9})?"), ("Z07:00", r"(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)"),
)  # fmt: skip


def rfc3339(value: str, _: Rule) -> str | None:
    """Refuse what is no date and time of RFC 3339."""
    problem = _problem(value)
    return (
        f"expected {{quoted_key}} to be a valid RFC3339 date, got {{quoted_value}}: {literal(problem)}"
        if problem
        else None
    )


def utc_timestamp(value: str, _: Rule) -> str | None:
    """Refuse as `rfc3339` does, in other words."""
    problem = _problem(value)
    return f'must be in RFC3339 time format "{_LAYOUT}". Example: {literal(problem)}' if problem else None


def duration(value: str, rule: Rule) -> str | None:
    """Refuse what is no duration as Go writes it (`1h30m`), or not of `min` to `max` seconds; `range` says so."""
    seconds = seconds_in(value)
    if seconds is None:
        problem = (
            f"missing unit in duration {quote(value)}" if value[-1:].isdigit() else f"invalid duration {quote(value)}"
        )
        return f"{{quoted_key}} cannot be parsed as a duration: time: {literal(problem)}"
    return None if rule["min"] <= seconds <= rule["max"] else "duration {quoted_key} must be between {range}, inclusive"


def _problem(value: str) -> str | None:
    rest = value
    for name, expression in _PARTS:
        match = re.match(expression, rest, re.ASCII)
        if match is None:
            return f'parsing time {quote(value)} as "{_LAYOUT}": cannot parse {quote(rest)} as "{name}"'
        rest = rest[match.end() :]
    if rest:
        return f"parsing time {quote(value)}: extra text: {quote(rest)}"
    try:
        datetime.fromisoformat(value[:10])
    except ValueError:
        return f"parsing time {quote(value)}: day out of range"
    return None
