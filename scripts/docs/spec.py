"""docs/spec.md: every field of a spec with type, unit, default, bounds and meaning, from templates/schema.yaml."""

import json
from collections.abc import Iterator

from msgspec import Struct

from scripts.docs.bounds import bounds, patterns
from scripts.docs.markdown import GENERATED, code, page, table
from tfgen.spec.fields import Fields, Schemas, first_node, first_text, texts
from tfgen.values import plain

HEAD = ("field", "type", "unit", "default", "bounds", "meaning")
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "array": "list",
    "object": "map",
}
INTRODUCTION = """\
An environment's spec holds these fields; those without a default are optional, or marked as required. `{name}` stands
for any key, `[]` for each item of a list. How values must fit together is in
[templates/assertions.yaml](../templates/assertions.yaml)."""


class Field(Struct, frozen=True):
    """A field: its dotted path, what the schema says of it, and whether the map around it must have it."""

    path: str
    schemas: Schemas
    required: bool


def spec_page(fields: Fields) -> str:
    """Give the page on a schema."""
    return page(_parts(fields))


def _parts(fields: Fields) -> Iterator[str]:
    yield "# The fields of a spec"
    yield f"{GENERATED} Its source is [templates/schema.yaml](../templates/schema.yaml)."
    yield INTRODUCTION
    top = list(_below(fields, "", fields.top()))
    yield "## At the top"
    yield table(HEAD, (_row(field) for part in top if not _is_part(fields, part) for field in _all(fields, part)))
    for part in top:
        if _is_part(fields, part):
            yield f"## {part.path}"
            yield _meaning(part)
            inner = (field for child in _below(fields, part.path, part.schemas) for field in _all(fields, child))
            yield table(HEAD, (_row(field) for field in inner))
    yield "## Patterns"
    yield "Where the meaning of a field and its pattern (a regular expression) differ, the pattern holds."
    found = [(field.path, text) for part in top for field in _all(fields, part) for text in patterns(field.schemas)]
    yield "\n".join(f"- {code(path)}: {code(text)}" for path, text in found)


def _is_part(fields: Fields, field: Field) -> bool:
    """Tell whether a field is a map of known keys, which gets a section of its own."""
    return bool(fields.keys(field.schemas))


def _all(fields: Fields, field: Field) -> Iterator[Field]:
    """Give a field and all below it; a subschema within itself is given once."""
    yield field
    if not any(fields.recursive(schema) for schema in field.schemas):
        for child in _below(fields, field.path, field.schemas):
            yield from _all(fields, child)


def _below(fields: Fields, path: str, schemas: Schemas) -> Iterator[Field]:
    start = f"{path}." if path else ""
    required = {key for schema in schemas for key in texts(first_node((schema,), "required"))}
    for key, below in fields.keys(schemas).items():
        yield Field(f"{start}{key}", below, key in required)
    for name, keyword in ((f"{start}{{name}}", "additionalProperties"), (f"{path}[]", "items")):
        nodes = [node for schema in schemas if (node := first_node((schema,), keyword))]
        if below := tuple(found for node in nodes for found in fields.applied(node)):
            yield Field(name, below, required=False)


def _row(field: Field) -> tuple[str, ...]:
    schemas = field.schemas
    unit = first_text(schemas, "x-unit") or ""
    return code(field.path), _type(schemas), unit, _default(field), bounds(schemas), _meaning(field)


def _type(schemas: Schemas) -> str:
    return " or ".join(TYPES[name] for name in texts(first_node(schemas, "type")))


def _default(field: Field) -> str:
    default = first_node(field.schemas, "default")
    if default is None:
        return "required" if field.required else ""
    return code(json.dumps(plain(default), ensure_ascii=False))


def _meaning(field: Field) -> str:
    return " ".join((first_text(field.schemas, "description") or "").split())
