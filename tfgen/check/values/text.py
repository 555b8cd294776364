"""Rules on what a string says: its length, its characters, and the few words that it may be."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from tfgen.language.functions.patterns import compile_re2
from tfgen.language.functions.problems import ArgumentProblem

Rule = Mapping[str, Any]

# A longer string is no name, and the rule on its length tells it.
MAX_MATCHED = 20_000


def quote(text: str) -> str:
    """Give a string in quotation marks, as the provider's messages have it."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(character, character) for character in text) + '"'


def one_of(value: Any, rule: Rule) -> str | None:
    """Refuse what is none of `values`."""
    return None if value in rule["values"] else "expected {key} to be one of [{options}], got {value}"


def length(value: str, rule: Rule) -> str | None:
    """Refuse a string of fewer than `min` or more than `max` bytes."""
    size = len(value.encode())
    if rule.get("min", 0) <= size <= rule.get("max", size):
        return None
    return "expected length of {key} to be in the range ({min} - {max}), got {value}"


def pattern(value: str, rule: Rule) -> str | None:
    """Refuse what `pattern`, an RE2 expression as the provider has it, does not match; or what `not` does match."""
    if len(value) > MAX_MATCHED or (value == "" and rule.get("or_empty")):
        return None
    if matches(value, rule["pattern"]) if "pattern" in rule else not matches(value, rule["not"]):
        return None
    return "expected value of {key} to match regular expression {quoted_pattern}, got {value}"


def regexp(value: str, _: Rule) -> str | None:
    """Refuse what is no regular expression of RE2."""
    try:
        compile_re2(value)
    except ArgumentProblem as problem:
        return "{quoted_key}: " + str(problem).replace("{", "{{").replace("}", "}}")
    return None


def matches(text: str, expression: str) -> bool:
    """Tell whether an RE2 expression matches anywhere in a text."""
    return bool(_compiled(expression).search(text))


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compile an RE2 expression: its `$` is the very end, and its classes are those of ASCII."""
    is_whole = expression.endswith("$") and not expression.endswith(r"\$")
    return re.compile(expression[:-1] + r"\Z" if is_whole else expression, re.ASCII)


def prefix(value: str, rule: Rule) -> str | None:
    """Refuse what does not begin with `prefix`."""
    return None if value.startswith(rule["prefix"]) else "expected {key} to have prefix {prefix}, got {value}"


def not_empty(value: str, _: Rule) -> str | None:
    """Refuse the empty string."""
    return None if value else "{key} must not be empty, got {value}"


def base64(value: str, _: Rule) -> str | None:
    """Refuse what is not in Base64, of the standard alphabet and padded."""
    text = value.replace("\n", "").replace("\r", "")
    whole = len(text) % 4 == 0 and re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", text)
    return None if whole else "{quoted_key} ({quoted_value}) must be base64-encoded"
