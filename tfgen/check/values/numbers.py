"""Rules on numbers, and on strings that hold one."""

import re
from typing import Any

from tfgen.check.values.text import Rule

_BOOLEANS = frozenset({"", "0", "1", "t", "f", "T", "F", "true", "false", "TRUE", "FALSE", "True", "False"})


def between(value: Any, rule: Rule) -> str | None:
    """Refuse a number below `min` or above `max`."""
    low, high = rule.get("min"), rule.get("max")
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    if high is None:
        return "expected {key} to be at least ({min}), got {value}"
    if low is None:
        return "expected {key} to be at most ({max}), got {value}"
    return "expected {key} to be in the range ({min} - {max}), got {value}"


def whole(value: Any, _: Rule) -> str | None:
    """Refuse a number with a fraction."""
    return None if value == int(value) else "Attribute must be a whole number, got {value}"


def divisible(value: Any, rule: Rule) -> str | None:
    """Refuse a number that `by` does not divide."""
    return None if value % rule["by"] == 0 else "expected {key} to be divisible by {by}, got: {value}"


def not_zero(value: Any, _: Rule) -> str | None:
    """Refuse zero."""
    return "{key} must not be zero, got {value}" if value == 0 else None


def port(value: Any, _: Rule) -> str | None:
    """Refuse what is no TCP port."""
    return None if 1 <= value <= 65535 else "expected {quoted_key} to be a valid port number, got: {value}"  # noqa: PLR2004 - ports end there


def integer_text(value: str, _: Rule) -> str | None:
    """Refuse a string that is neither empty nor a whole number."""
    if value == "" or re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        return None
    return "{key}: cannot parse '{value}' as int: strconv.ParseInt: parsing {quoted_value}: invalid syntax"


def boolean_text(value: str, _: Rule) -> str | None:
    """Refuse a string that is neither empty nor a spelling of true or false."""
    if value in _BOOLEANS:
        return None
    return "{key}: cannot parse '{value}' as boolean: strconv.ParseBool: parsing {quoted_value}: invalid syntax"


def item_count(value: Any, rule: Rule) -> str | None:
    """Refuse a list or map of fewer than `min` or more than `max` items."""
    size = len(value)
    if size < rule.get("min", 0):
        lacks = f"requires {{min}} item minimum, but config has only {size} declared."
        return f"Not enough list items\nAttribute {{key}} {lacks}"
    if size > rule.get("max", size):
        return f"Too many list items\nAttribute {{key}} supports {{max}} item maximum, but config has {size} declared."
    return None
