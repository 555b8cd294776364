"""From Terraform's own JSON to the compact form that tfgen keeps; tfgen.providers.schema tells of that form."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tfgen.providers.schema import FLAGS

# The kinds of records, by their names in `terraform providers schema -json`.
KINDS = {"resource": "resource_schemas", "data": "data_source_schemas", "ephemeral": "ephemeral_resource_schemas"}

# Characters from which on a record's nested blocks are kept only once; a handful of types have close to a million.
LARGE = 20_000


def compact_provider(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each record of a provider as its key and its line of JSON.

    A key is `provider`, or a kind and a name: `resource aws_vpc`, `function arn_parse`.
    """
    yield "provider", _block_line(schema["provider"])
    for kind, plural in KINDS.items():
        for name, entry in schema.get(plural, {}).items():
            yield f"{kind} {name}", _block_line(entry)
    for name, signature in schema.get("functions", {}).items():
        yield f"function {name}", dump(compact_signature(signature))


def compact_signature(signature: Mapping[str, Any]) -> dict[str, Any]:
    """Give a function's signature without its descriptions: parameters as [NAME, TYPE], with true if null may come."""
    parts: dict[str, Any] = {"parameters": [_parameter(each) for each in signature.get("parameters", [])]}
    if "variadic_parameter" in signature:
        parts["variadic"] = _parameter(signature["variadic_parameter"])
    return {**parts, "returns": signature["return_type"]}


def compact_block(block: Mapping[str, Any]) -> dict[str, Any]:
    """Give a block without its descriptions and without what is empty or false."""
    parts = {
        "attributes": {name: _attribute(each) for name, each in block.get("attributes", {}).items()},
        "blocks": {name: _block_type(each) for name, each in block.get("block_types", {}).items()},
        "deprecated": block.get("deprecated", False),
    }
    return {name: part for name, part in parts.items() if part}


def dump(record: Any) -> str:
    """Give a record as one line of JSON, always the same for the same record."""
    return json.dumps(record, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def _block_line(entry: Mapping[str, Any]) -> str:
    version = {"version": entry["version"]} if entry["version"] else {}
    block = {**compact_block(entry.get("block", {})), **version}
    line = dump(block)
    return line if len(line) < LARGE else dump(_shared(block))


def _shared(block: dict[str, Any]) -> dict[str, Any]:
    """Keep nested blocks apart, each only once: unfolded, some types would take tens of milliseconds to read."""
    places: dict[str, int] = {}
    shared: list[Any] = []

    def fold(outer: dict[str, Any]) -> dict[str, Any]:
        blocks = {name: [*how, place(inner)] for name, (*how, inner) in outer.get("blocks", {}).items()}
        return {**outer, "blocks": blocks} if blocks else outer

    def place(inner: dict[str, Any]) -> int:
        text = dump(inner)
        if text not in places:
            shared.append(fold(inner))
            places[text] = len(shared) - 1
        return places[text]

    return {**fold(block), "shared": shared}


def _attribute(attribute: Mapping[str, Any]) -> list[Any]:
    flags = "".join(letter for name, letter in FLAGS.items() if attribute.get(name))
    if nested := attribute.get("nested_type"):
        attributes = {name: _attribute(each) for name, each in nested["attributes"].items()}
        return [flags, {"nesting": nested["nesting_mode"], "attributes": attributes}]
    return [flags, attribute["type"]]


def _block_type(block_type: Mapping[str, Any]) -> list[Any]:
    items = (block_type.get("min_items", 0), block_type.get("max_items", 0))
    return [block_type["nesting_mode"], *items, compact_block(block_type["block"])]


def _parameter(parameter: Mapping[str, Any]) -> list[Any]:
    nullable = [True] if parameter.get("is_nullable") else []
    return [parameter["name"], parameter["type"], *nullable]
