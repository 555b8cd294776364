"""What a schema allows a value to be, in words."""

import json
from collections.abc import Iterator

from scripts.docs.markdown import code
from tfgen.spec.fields import Schemas
from tfgen.values import Plain, plain, plain_map

# What the page tells elsewhere, or what leads to fields that it lists by themselves.
ELSEWHERE = frozenset(
    {
        "$id", "$ref", "$schema", "additionalItems", "additionalProperties", "allOf", "default", "definitions",
        "description", "items", "pattern", "properties", "required", "title", "type", "x-unit",
    }
)  # fmt: skip
WORDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} keys",
    "maxProperties": "at most {} keys",
    "const": "{}",
    "format": "a valid {}",
}


def bounds(schemas: Schemas) -> str:
    """Give all bounds of a value; of several schemas all hold, and each bound is told once."""
    found = dict.fromkeys(bound for schema in schemas for bound in _bounds(plain_map(schema)))
    pattern = ["a [pattern](#patterns)"] if any(patterns(schemas)) else []
    return ", ".join([*found, *pattern])


def patterns(schemas: Schemas) -> list[str]:
    """Give the patterns that a text must match."""
    entries = (schema.entries.get("pattern") for schema in schemas)
    return list(dict.fromkeys(str(plain(entry.node)) for entry in entries if entry))


def _bounds(schema: dict[str, Plain]) -> Iterator[str]:
    for keyword, value in schema.items():
        if keyword not in ELSEWHERE:
            yield _told(keyword, value)


def _told(keyword: str, value: Plain) -> str:
    """Tell one keyword; one without words of its own is told as it stands in the schema, so that none is lost."""
    shown = json.dumps(value, ensure_ascii=False)
    if keyword == "enum" and isinstance(value, list):
        return "one of " + ", ".join(code(json.dumps(option, ensure_ascii=False)) for option in value)
    if keyword == "uniqueItems" and value is True:
        return "no item twice"
    if keyword == "propertyNames" and isinstance(value, dict) and "description" in value:
        return f"each name: {str(value['description']).rstrip('.')}"
    if keyword == "not" and isinstance(value, dict) and list(value) == ["enum"]:
        return "not " + _told("enum", value["enum"])
    words = WORDS.get(keyword)
    return words.format(value) if words else code(f"{keyword}: {shown}")
