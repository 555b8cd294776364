"""Editors get a schema for single files, which may leave to a parent what a resolved spec must have."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.spec.support import compiled
from tfgen.spec.editor_schema import editor_schema
from tfgen.spec.merge import merge_root
from tfgen.spec.schema import load_schema
from tfgen.spec.yaml import parse_yaml
from tfgen.values import Map, Plain, plain_map

PROJECT = Path(__file__).parents[2]

SCHEMA = """\
type: object
additionalProperties: false
required: [name, rules]
minProperties: 1
definitions:
  rule: {type: object, required: [port], properties: {port: {type: integer, x-unit: number}}}
properties:
  name: {type: string, default: x, description: The name.}
  size: {type: integer, x-unit: GiB, description: The size.}
  rules: {type: array, minItems: 2, items: {$ref: "#/definitions/rule"}}
  pair: {type: array, items: [{$ref: "#/definitions/rule"}, true], additionalItems: {$ref: "#/definitions/rule"}}
  main: {$ref: "#/definitions/rule"}
  map: {additionalProperties: {required: [a]}, minProperties: 1, dependencies: {a: [b], c: {required: [d]}}}
  one: {oneOf: [{required: [a], properties: {a: {type: integer}}}, {required: [b], properties: {b: {type: integer}}}]}
  both: {allOf: [{required: [a]}], oneOf: [{required: [x]}, {required: [y]}]}
  when: {if: {required: [mode], properties: {mode: {const: on}}}, then: {required: [x]}, else: {properties: {x: false}}}
"""


@pytest.fixture
def of_file() -> dict[str, Any]:
    """Give the editor's schema of the one above."""
    return editor_schema(compiled(SCHEMA))


def accepts(schema: dict[str, Any], spec: Plain) -> bool:
    """Tell whether a schema takes a spec."""
    return jsonschema_rs.Draft7Validator(schema).is_valid(spec)


@pytest.mark.parametrize(
    "spec",
    [
        {},
        {"extends": "_base"},
        {"main": {}},
        {"map": {}},
        {"map": {"k": {}, "a": {}, "c": {}}},
        {"rules": []},
        {"rules": [{"port": 1}]},
        {"one": {}},
        {"one": {"a": 1, "b": 1}},
        {"both": {}},
        {"when": {"x": 1, "mode": "on"}},
        {"size": "", "rules": "", "main": ""},
        {"when": {"mode": "on"}},
    ],
)
def test_what_a_parent_may_give_can_be_missing(of_file: dict[str, Any], spec: Plain) -> None:
    """Nothing is required in maps, which merge."""
    assert accepts(of_file, spec)


@pytest.mark.parametrize(
    "spec",
    [
        {"extends": 1},
        {"unknown": 1},
        {"size": "1"},
        {"main": {"port": "x"}},
        {"rules": [{}]},
        {"pair": [{}]},
        {"pair": [{"port": 1}, 1, {}]},
        {"one": {"a": "x", "b": "x"}},
        {"when": {"x": 1}},
    ],
)
def test_mistakes_within_a_file_are_found_as_one_types(of_file: dict[str, Any], spec: Plain) -> None:
    """Types, unknown keys, and everything inside lists, which do not merge."""
    assert not accepts(of_file, spec)


def test_defaults_descriptions_and_units_are_shown(of_file: dict[str, Any]) -> None:
    """What editors show on hover and complete."""
    shown = {key: of_file["properties"]["name"][key] for key in ("default", "description")}
    assert shown == {"default": "x", "description": "The name."}
    assert of_file["properties"]["size"]["description"] == "The size (GiB)"
    assert of_file["definitions"]["rule"]["properties"]["port"]["description"] == "(number)"
    assert next(iter(of_file["properties"])) == "extends"
    assert of_file["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_it_is_json_and_a_good_schema(of_file: dict[str, Any]) -> None:
    """It can be written to a file and used as it is."""
    assert jsonschema_rs.meta.is_valid(json.loads(json.dumps(of_file)))


def test_nothing_is_repeated_when_no_list_needs_it() -> None:
    """A schema without references in lists stays as short as it is."""
    assert editor_schema(compiled("type: object\n")) == {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": {"extends": editor_schema(compiled("{}"))["properties"]["extends"]},
    }


@pytest.mark.parametrize("file", sorted((PROJECT / "environments").glob("*.yaml")), ids=lambda path: str(path.name))
def test_the_shipped_specs_have_no_mistake_in_an_editor(file: Path) -> None:
    """A newcomer who opens them sees no red line."""
    schema, _ = load_schema(PROJECT)
    root, _ = parse_yaml(file.read_text(encoding="utf-8"), file.name)
    assert schema
    assert isinstance(root, Map)
    assert accepts(editor_schema(schema), plain_map(merge_root(None, root)[0]))
