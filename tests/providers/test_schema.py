"""What Terraform tells of a schema survives the compact form."""

import json
from typing import Any

import pytest

from tfgen.providers.compact import LARGE, compact_block, compact_provider, compact_signature
from tfgen.providers.functions import Parameter, Signature, read_signature
from tfgen.providers.schema import AttributeSchema, BlockSchema, BlockTypeSchema, NestedType, read_block

STRINGS = ["list", "string"]


def block_of(attributes: dict[str, Any] | None = None, **parts: Any) -> BlockSchema:
    """Read a block that Terraform described, through the compact form and through JSON."""
    return read_block(json.loads(json.dumps(compact_block({"attributes": attributes or {}, **parts}))))


def test_an_attribute_keeps_its_type_and_every_flag() -> None:
    """And loses its description."""
    flags = ["required", "optional", "computed", "deprecated", "sensitive", "write_only"]
    described = {flag: {"type": STRINGS, flag: True, "description": "Words."} for flag in flags}
    for flag, attribute in block_of(described).attributes.items():
        assert attribute.type == STRINGS
        assert [each for each in flags if getattr(attribute, each)] == [flag]


@pytest.mark.parametrize(
    ("nesting", "type_"),
    [
        ("single", ["object", {"a": "string", "b": "number"}, ["b"]]),
        ("list", ["list", ["object", {"a": "string", "b": "number"}, ["b"]]]),
        ("map", ["map", ["object", {"a": "string", "b": "number"}, ["b"]]]),
    ],
)
def test_a_nested_attribute_tells_its_attributes_and_the_type_that_they_make(nesting: str, type_: Any) -> None:
    """With those that may be left out, as Terraform writes an object type's optional attributes."""
    inner = {"a": {"type": "string", "required": True}, "b": {"type": "number", "optional": True}}
    found = block_of({"x": {"optional": True, "nested_type": {"nesting_mode": nesting, "attributes": inner}}})
    attributes = {"a": AttributeSchema("string", required=True), "b": AttributeSchema("number", optional=True)}
    assert found.attributes["x"] == AttributeSchema(type_, optional=True, nested=NestedType(nesting, attributes))


def test_an_object_type_without_optional_attributes_has_no_third_part() -> None:
    """As Terraform writes it."""
    nested = {"nesting_mode": "group", "attributes": {"a": {"type": "bool", "required": True}}}
    assert block_of({"x": {"nested_type": nested}}).attributes["x"].type == ["object", {"a": "bool"}]


def test_a_nested_block_keeps_how_often_it_may_come() -> None:
    """0 at most stands for any number."""
    inner = {"attributes": {"a": {"type": "bool", "optional": True}}, "deprecated": True}
    types = {
        "one": {"nesting_mode": "list", "min_items": 1, "max_items": 2, "block": inner},
        "any": {"nesting_mode": "set", "block": {}},
    }
    within = BlockSchema({"a": AttributeSchema("bool", optional=True)}, {}, deprecated=True)
    expected = {"one": BlockTypeSchema("list", 1, 2, within), "any": BlockTypeSchema("set", 0, 0, BlockSchema({}, {}))}
    assert block_of(block_types=types).blocks == expected


def test_entries_are_listed_and_counted_without_being_read() -> None:
    """And one that is not there is an error, as with a dict."""
    found = block_of({"a": {"type": "string"}})
    assert (list(found.attributes), len(found.attributes), "b" in found.attributes) == (["a"], 1, False)
    assert repr(found.attributes) == repr({"a": AttributeSchema("string")})
    assert found.attributes["a"] is found.attributes["a"]
    with pytest.raises(KeyError):
        found.attributes["b"]


def test_a_provider_becomes_a_record_for_each_thing_that_it_has() -> None:
    """The version of a type's schema included, where it has one; a provider need not have anything."""
    schema = {
        "provider": {"version": 0},
        "resource_schemas": {"x_a": {"version": 3, "block": {}}},
        "data_source_schemas": {"x_a": {"version": 0, "block": {"attributes": {"id": {"type": "string"}}}}},
        "ephemeral_resource_schemas": {"x_b": {"version": 0, "block": {}}},
        "functions": {"f": {"return_type": "string"}},
    }
    assert dict(compact_provider(schema)) == {
        "provider": "{}",
        "resource x_a": '{"version":3}',
        "data x_a": '{"attributes":{"id":["","string"]}}',
        "ephemeral x_b": "{}",
        "function f": '{"parameters":[],"returns":"string"}',
    }
    assert list(compact_provider({"provider": {"version": 0}})) == [("provider", "{}")]


def test_a_large_schema_is_kept_small_and_means_the_same() -> None:
    """Parts that come again and again, also within one another, are kept once."""
    block: dict[str, Any] = {"attributes": {f"attribute_{number}": {"type": "string"} for number in range(20)}}
    single: dict[str, Any] = {"attributes": {"only": {"type": "string"}}}
    for _ in range(5):
        types = {name: {"nesting_mode": "list", "block": block} for name in ("a", "b", "c")}
        block = {"block_types": {**types, "d": {"nesting_mode": "single", "block": single}}}
        single = {"block_types": {"e": {"nesting_mode": "single", "block": single}}}
    schema = {"provider": {"version": 1, "block": block}}
    ((_, line),) = compact_provider(schema)
    assert len(line) < LARGE < len(json.dumps(compact_block(block)))
    assert read_block(json.loads(line)).blocks == read_block(compact_block(block)).blocks
    assert read_block(json.loads(line)).version == 1


def test_a_function_keeps_its_parameters() -> None:
    """The variadic one, and which of them take null."""
    described = {
        "description": "Words.",
        "return_type": "bool",
        "parameters": [{"name": "a", "type": "string", "is_nullable": True}, {"name": "b", "type": STRINGS}],
        "variadic_parameter": {"name": "rest", "type": "dynamic"},
    }
    parameters = (Parameter("a", "string", nullable=True), Parameter("b", ["list", "string"]))
    expected = Signature(parameters, Parameter("rest", "dynamic"), "bool")
    assert read_signature(json.loads(json.dumps(compact_signature(described)))) == expected
    assert read_signature(compact_signature({"return_type": "bool"})) == Signature((), None, "bool")
