"""What a spec leaves out comes from the schema's defaults, at any depth."""

import pytest

from tests.spec.support import fields, overridden, read
from tfgen.source import SourceRange
from tfgen.spec.defaults import apply_defaults
from tfgen.spec.merge import merge_root
from tfgen.values import Map, Plain, node_at, plain


def filled(schema: str, spec: str) -> Map:
    """Fill in the defaults of a schema's text."""
    return apply_defaults(fields(schema), merge_root(None, read(spec))[0])


SCHEMA = """\
definitions:
  size: {type: integer, default: 4}
  disk: {type: object, properties: {gib: {default: 20}, kind: {type: string}}}
properties:
  name: {type: string}
  zone: {type: string, default: a}
  size: {$ref: "#/definitions/size"}
  bigger: {default: 8, $ref: "#/definitions/size"}
  both: {allOf: [{type: integer}, {default: 5}]}
  nothing: {type: [string, "null"], default: null}
  disk: {type: object, allOf: [{$ref: "#/definitions/disk"}], properties: {fast: {default: false}}}
  needy: {type: object, required: [key], properties: {key: {type: string}, other: {default: 1}}}
  content: {type: object, required: [key], properties: {key: {default: x}}}
  bare: {type: object, properties: {key: {type: string}}}
  whole: {type: object, default: {a: 1}, properties: {a: {type: integer}, b: {default: 2}}}
  queues: {type: object, additionalProperties: {type: object, properties: {days: {default: 7}}}}
  rules: {type: array, items: {properties: {port: {default: 443}}}}
  pair: {type: array, items: [{properties: {a: {default: 1}}}, true], additionalItems: {properties: {b: {default: 2}}}}
  open: true
"""


def test_absent_keys_get_defaults() -> None:
    """Own ones, those behind `$ref` and `allOf`, and maps that are made of defaults alone."""
    assert plain(filled(SCHEMA, "name: x")) == {
        "name": "x",
        "zone": "a",
        "size": 4,
        "bigger": 8,
        "both": 5,
        "nothing": None,
        "disk": {"fast": False, "gib": 20},
        "content": {"key": "x"},
        "whole": {"a": 1, "b": 2},
    }


@pytest.mark.parametrize(
    ("spec", "key", "expected"),
    [
        ("zone: b", "zone", "b"),
        ("zone: null", "zone", None),
        ("needy: {}", "needy", {"other": 1}),
        ("disk: {gib: 5}", "disk", {"gib": 5, "fast": False}),
        ("disk: {}", "disk", {"fast": False, "gib": 20}),
        ("whole: {b: 5}", "whole", {"b": 5}),
        ("bare: {}", "bare", {}),
        ("queues: {one: {}, two: {days: 1}}", "queues", {"one": {"days": 7}, "two": {"days": 1}}),
        ("rules: [{}, {port: 80}]", "rules", [{"port": 443}, {"port": 80}]),
        ("pair: [{}, {}, {}, {}]", "pair", [{"a": 1}, {}, {"b": 2}, {"b": 2}]),
        ("rules: []", "rules", []),
        ("open: {a: {b: [1]}}", "open", {"a": {"b": [1]}}),
        ("unknown: {a: [{}]}", "unknown", {"a": [{}]}),
        ("disk: text", "disk", "text"),
    ],
)
def test_a_given_value_is_kept_and_completed(spec: str, key: str, expected: Plain) -> None:
    """Defaults never replace what a spec says, null included; what the schema does not know stays as it is."""
    assert plain(filled(SCHEMA, spec).entries[key].node) == expected


def test_a_default_has_its_place_in_the_schema() -> None:
    """So that it can be told where a value comes from."""
    entry = filled(SCHEMA, "{}").entries["zone"]
    assert entry.node.where == entry.key == SourceRange("templates/schema.yaml", 6, 33, 6, 34)


def test_a_given_value_overrode_the_default() -> None:
    """The default is the last of what a value set aside."""
    root, _ = merge_root(read("zone: b\nsize: 5"), read("zone: c"))
    root = apply_defaults(fields(SCHEMA), root)
    assert overridden(root.entries["zone"].node) == ["b", "a"]
    assert overridden(root.entries["size"].node) == [4]


@pytest.mark.parametrize(
    ("spec", "expected"), [("!append [b]", ["a", "b"]), ("!prepend [b]", ["b", "a"]), ("[b]", ["b"])]
)
def test_a_joining_list_meets_the_default(spec: str, expected: list[str]) -> None:
    """`!append` adds to the default as to any inherited list."""
    root = filled("properties: {zones: {type: array, default: [a]}}", f"zones: {spec}")
    node = root.entries["zones"].node
    assert plain(node) == expected
    assert overridden(node) == [["a"]]


def test_lists_that_join_one_another_meet_the_default_on_the_oldests_side() -> None:
    """The first in the chain says where the default stands, those after it only where they stand to each other."""
    root, _ = merge_root(read("zones: !prepend [b]"), read("zones: !append [c]"))
    root = apply_defaults(fields("properties: {zones: {type: array, default: [a]}}"), root)
    assert plain(root) == {"zones": ["b", "c", "a"]}


def test_a_joining_list_without_a_default_is_the_list() -> None:
    """There is nothing to join."""
    root = filled("properties: {zones: {type: array, default: null}}", "zones: !append [b]")
    assert plain(root) == {"zones": ["b"]}


def test_a_recursive_schema_ends() -> None:
    """A map that may hold itself is filled in where a spec has it, and never made up."""
    schema = """\
definitions:
  node: {type: object, properties: {size: {default: 1}, child: {$ref: "#/definitions/node"}}}
  eager: {default: {}, properties: {next: {$ref: "#/definitions/eager"}}}
properties:
  tree: {$ref: "#/definitions/node"}
  chain: {$ref: "#/definitions/eager"}
  loop: {$ref: "#/properties/loop"}
"""
    assert plain(filled(schema, "{}")) == {"chain": {}}
    tree = filled(schema, "tree: {child: {}}").entries["tree"].node
    assert plain(tree) == {"child": {"size": 1}, "size": 1}


def test_the_same_definition_may_stand_at_several_depths() -> None:
    """Only what holds itself is recursive."""
    schema = """\
definitions: {named: {properties: {name: {default: x}}}}
properties:
  outer:
    type: object
    allOf: [{$ref: "#/definitions/named"}]
    properties: {inner: {type: object, allOf: [{$ref: "#/definitions/named"}]}}
"""
    assert plain(filled(schema, "{}")) == {"outer": {"name": "x", "inner": {"name": "x"}}}


def test_maps_with_patterns_for_keys() -> None:
    """`patternProperties` count before `additionalProperties`."""
    schema = """\
properties:
  m:
    patternProperties:
      ^a: {properties: {x: {default: 1}}}
    additionalProperties: {properties: {z: {default: 3}}}
"""
    assert plain(filled(schema, "m: {a: {}, b: {}}")) == {"m": {"a": {"x": 1}, "b": {"z": 3}}}


def test_every_node_of_a_filled_tree_can_be_asked_for() -> None:
    """Defaults inside defaults are part of the tree."""
    assert node_at(filled(SCHEMA, "{}"), ("whole", "b"))
