"""Rules on documents within strings: JSON, and policies in it."""

import json
from typing import Any

from tfgen.check.values.text import Rule, quote

_LOOKED_FOR = {
    "Expecting value": "looking for beginning of value",
    "Expecting property name enclosed in double quotes": "looking for beginning of object key string",
    "Expecting ':' delimiter": "after object key",
    "Expecting ',' delimiter": "after object key:value pair",
    "Extra data": "after top-level value",
}


class Invalid(Exception):
    """A text that is not JSON, or not as wanted."""


def json_document(value: str, rule: Rule) -> str | None:
    """Refuse what is not JSON; the empty string passes if `or_empty`."""
    if value == "" and rule.get("or_empty"):
        return None
    try:
        parse(value)
    except Invalid as problem:
        return "{quoted_key} contains an invalid JSON: " + literal(str(problem))
    return None


def policy_document(value: str, _: Rule) -> str | None:
    """Refuse what is no JSON object, or has a key twice in an object."""
    value = value.strip(" \t\r\n")
    if not value:
        return "{quoted_key} is an empty string, which is not a valid JSON value"
    try:
        if value[0] != "{":
            raise Invalid(_not_an_object(value))
        document = parse(value)
    except Invalid as problem:
        return "{quoted_key} contains an invalid JSON policy: " + literal(str(problem))
    if duplicate := _duplicate(document, ""):
        return "{quoted_key} contains duplicate JSON keys: " + literal(f"duplicate key {quote(duplicate)}")
    return None


def literal(text: str) -> str:
    """Give a text as a part of a template that stands for itself."""
    return text.replace("{", "{{").replace("}", "}}")


def _not_an_object(text: str) -> str:
    if text[0] == "[":
        return "contains a JSON array, not a JSON object"
    if text[0] == '"':
        return "contains a JSON-encoded string, not a JSON-encoded object"
    return "not a JSON object"


class Pairs(list[tuple[str, Any]]):
    """An object as it is written, with duplicates."""


class Number(str):
    """A number as it is written."""

    __slots__ = ()


def parse(text: str) -> Any:
    """Read JSON, objects as pairs and numbers as their text; one that is nested too deeply counts as read."""
    try:
        return json.loads(text, object_pairs_hook=Pairs, parse_int=Number, parse_float=Number, parse_constant=_refuse)
    except json.JSONDecodeError as problem:
        raise Invalid(_reason(text, problem)) from None
    except RecursionError:
        return None


def _refuse(name: str) -> None:
    raise Invalid(f"invalid character '{name.lstrip('-')[0]}' looking for beginning of value")


def _reason(text: str, problem: json.JSONDecodeError) -> str:
    if problem.pos >= len(text) or problem.msg.startswith("Unterminated"):
        return "unexpected end of JSON input"
    wanted = _LOOKED_FOR.get(problem.msg, "in string literal")
    return f"invalid character '{text[problem.pos]}' {wanted}"


def _duplicate(document: Any, path: str) -> str | None:
    """Give the path of the first key that an object has twice."""
    if isinstance(document, Pairs):
        seen: set[str] = set()
        for key, value in document:
            here = f"{path}.{key}" if path else key
            if key in seen:
                return here
            seen.add(key)
            if found := _duplicate(value, here):
                return found
    elif isinstance(document, list):
        return next(
            (found for index, item in enumerate(document) if (found := _duplicate(item, f"{path}.{index}"))), None
        )
    return None
