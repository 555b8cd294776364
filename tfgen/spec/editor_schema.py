"""The schema of one spec *file*, for editors.

It differs from the schema of a resolved spec in what a parent or a default may give: no key is required in the maps
that specs inherit from one another, no list there must be long enough already, and `!unset` may stand for any value.
Inside lists, which are never merged, everything holds as it is. `extends` is allowed, and a unit stands at the end of
its field's description.
"""

import json
from collections.abc import Callable
from typing import Any

from tfgen.spec.keywords import LISTS_OF_SCHEMAS, MAPS_OF_SCHEMAS, SCHEMAS
from tfgen.spec.schema import DRAFT, SpecSchema
from tfgen.values import plain_map

_Schema = dict[str, Any]

_WHOLE = "resolved-spec"
"""The definition that holds the schema as it is, for the references from within lists."""

_EXTENDS: _Schema = {
    "description": "The spec beside this one whose values this one inherits: its file's name without .yaml.",
    "type": "string",
}
_GIVEN_BY_PARENT = ("required", "minProperties", "minItems", "contains")
_HOLDS_VALUES = ("properties", "patternProperties", "additionalProperties")
_CHECKED_WHOLE = ("items", "additionalItems", "if", "not")


def editor_schema(schema: SpecSchema) -> dict[str, Any]:
    """Give the schema of a spec file as plain data, ready to be written as JSON."""
    document = plain_map(schema.fields.root)
    of_file: _Schema = {"$schema": DRAFT, **_in_part(document)}
    of_file["properties"] = {"extends": _EXTENDS, **of_file.get("properties", {})}
    if f'"#/definitions/{_WHOLE}' in json.dumps(of_file):
        of_file.setdefault("definitions", {})[_WHOLE] = _whole(document)
    return of_file


def _in_part(schema: Any) -> Any:
    """Give a subschema for a value of which a parent may give the rest."""
    if not isinstance(schema, dict):
        return schema
    part = _rewritten(schema, _rewriter_in_part)
    for name in _GIVEN_BY_PARENT:
        part.pop(name, None)
    if "dependencies" in part:
        part["dependencies"] = {key: on for key, on in part["dependencies"].items() if not isinstance(on, list)}
    if "oneOf" in part:
        part["allOf"] = [*part.get("allOf", []), {"anyOf": part.pop("oneOf")}]
    return part


def _rewriter_in_part(keyword: str) -> Callable[[Any], Any]:
    if keyword in _HOLDS_VALUES:
        return lambda schema: _or_unset(_in_part(schema))
    return _whole if keyword in _CHECKED_WHOLE else _in_part


def _or_unset(schema: Any) -> Any:
    """Take `!unset` for a key's value too: to an editor a scalar with that tag is an empty text."""
    if not isinstance(schema, dict):
        return schema
    shown = {name: schema[name] for name in ("description", "default") if name in schema}
    return {**shown, "anyOf": [schema, {"type": "string", "maxLength": 0}]}


def _whole(schema: Any) -> Any:
    """Give a subschema for a value that is complete."""
    if not isinstance(schema, dict):
        return schema
    whole = _rewritten(schema, lambda _: _whole)
    if "$ref" in whole:
        whole["$ref"] = f"#/definitions/{_WHOLE}{whole['$ref'][1:]}"
    return whole


def _rewritten(schema: _Schema, rewriter: Callable[[str], Callable[[Any], Any]]) -> _Schema:
    """Copy a schema with its subschemas rewritten, each by the function for the keyword that holds it."""
    copy = dict(schema)
    for name, held in schema.items():
        rewrite = rewriter(name)
        if name in MAPS_OF_SCHEMAS:
            copy[name] = {key: rewrite(member) for key, member in held.items()}
        elif name in LISTS_OF_SCHEMAS and isinstance(held, list):
            copy[name] = [rewrite(member) for member in held]
        elif name in SCHEMAS:
            copy[name] = rewrite(held)
    if unit := schema.get("x-unit"):
        copy["description"] = f"{schema.get('description', '').rstrip('.')} ({unit})".strip()
    return copy
