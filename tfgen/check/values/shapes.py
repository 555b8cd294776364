"""The rule on a JSON list of objects that a provider reads into types of its own.

A shape is `"string"`, `"whole"` (a number), `"bool"`, a list of one shape, an object with the shapes of its fields, or
one whose only field is `*`: a map. As in Go's reader of JSON, capitals do not count in a field's name, null passes, and
what has no shape is passed over.
"""

import re
from typing import Any

from tfgen.check.values.documents import Invalid, Number, Pairs, literal, parse
from tfgen.check.values.text import Rule


def json_objects(value: str, rule: Rule) -> str | None:
    """Refuse what is no JSON list of objects of the shape `fields`, or holds an object with none of these fields."""
    if not value.strip(" \t\r\n"):
        return None
    try:
        document = parse(value)
        _compare(document, [rule["fields"]], "")
        _refuse_empty(document or [], rule["fields"])
    except Invalid as problem:
        return f"{rule['says_of']}{literal(str(problem))}"
    return None


def _refuse_empty(items: list[Any], fields: dict[str, Any]) -> None:
    known = {name.casefold() for name in fields}
    for index, item in enumerate(items):
        if not any(key.casefold() in known and value is not None for key, value in item or ()):
            raise Invalid(f"invalid container definition supplied at index ({index})")


def _compare(value: Any, shape: Any, path: str) -> None:
    """Raise if a value is not of a shape."""
    if value is None:
        return
    if _kind(value) != _wanted(shape) or (shape == "whole" and not re.fullmatch(r"-?[0-9]+", value)):
        raise Invalid(f"json: cannot unmarshal {_kind(value)} into {path or 'a list of objects'}")
    if isinstance(shape, list):
        for item in value:
            _compare(item, shape[0], path)
    elif isinstance(shape, dict):
        shapes = {name.casefold(): inner for name, inner in shape.items()}
        for key, inner in value:
            if wanted := shapes.get(key.casefold(), shapes.get("*")):
                _compare(inner, wanted, f"{path}.{key}" if path else key)


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "bool"
        case Number():
            return "number"
        case str():
            return "string"
        case Pairs():
            return "object"
    return "array"


def _wanted(shape: Any) -> str:
    if isinstance(shape, str):
        return {"whole": "number"}.get(shape, shape)
    return "array" if isinstance(shape, list) else "object"
