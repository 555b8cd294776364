"""A pack's schema is checked before any spec is held against it."""

from pathlib import Path

import pytest

from tests.spec.support import read, told, write_project
from tfgen.diagnostics import Diagnostic
from tfgen.spec.keywords import FORMATS, KEYWORDS
from tfgen.spec.schema import compile_schema, load_schema


def mistakes(text: str) -> list[Diagnostic]:
    """Give the mistakes of a schema's text; it cannot be used."""
    schema, diagnostics = compile_schema(read(text, "templates/schema.yaml"))
    assert schema is None
    return diagnostics


def test_the_least_schema(tmp_path: Path) -> None:
    """`type: object` allows every spec."""
    schema, diagnostics = load_schema(write_project(tmp_path, {"templates/schema.yaml": "type: object\n"}))
    assert diagnostics == []
    assert schema
    assert schema.validator.is_valid({"a": 1})


def test_a_schema_with_all_keywords_and_formats_is_fine() -> None:
    """Nothing of draft-07 is refused."""
    held: dict[str, str] = {
        **dict.fromkeys(("additionalItems", "additionalProperties", "contains", "else", "if", "not"), "true"),
        **dict.fromkeys(("propertyNames", "then", "items", "const", "default", "readOnly", "writeOnly"), "true"),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "examples", "enum"), "[true]"),
        **dict.fromkeys(("definitions", "dependencies", "patternProperties", "properties"), "{a: true}"),
        **dict.fromkeys(("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"), "1"),
        **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"), "1"),
        **dict.fromkeys(("$comment", "description", "title", "pattern"), "a"),
        "$id": "https://example.com/spec",
        "$schema": "http://json-schema.org/draft-07/schema#",
        "format": "ipv4",
        "required": "[a]",
        "type": "object",
        "uniqueItems": "true",
        "x-unit": "GiB",
    }
    assert KEYWORDS - held.keys() == {"$ref"}
    text = "".join(f"{name}: {value}\n" for name, value in held.items())
    formats = "".join(f"  {name}: {{format: {name}}}\n" for name in FORMATS)
    text = text.replace("definitions: {a: true}\n", f"definitions:\n  a: {{$ref: '#'}}\n{formats}")
    assert compile_schema(read(text))[1] == []


def test_a_missing_schema_is_told(tmp_path: Path) -> None:
    """With the least that it can say."""
    schema, (mistake,) = load_schema(tmp_path)
    assert (schema, mistake.summary) == (None, "Missing schema")
    assert "`type: object`" in mistake.detail


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [", "1:5 Invalid YAML"),
        ("type: object\ntype: object\n", "2:1 Duplicate key"),
        ("- a\n", "1:1 Schema is not a map"),
        ("# nothing\n", "1:1 Empty file"),
        ("properties: {a: {default: !unset }}\n", "1:18 Nothing to unset"),
    ],
)
def test_a_schema_that_cannot_be_read_is_told(tmp_path: Path, text: str, place: str) -> None:
    """As any YAML file."""
    schema, diagnostics = load_schema(write_project(tmp_path, {"templates/schema.yaml": text}))
    assert (schema, told(diagnostics)) == (None, [place])
    assert all(found.subject and found.subject.file == "templates/schema.yaml" for found in diagnostics)


def test_mistakes_against_json_schema_itself_come_all_at_once() -> None:
    """Each at its place, in the same words as a spec's."""
    found = mistakes(
        "properties:\n  a: {type: strin}\n  b: {minimum: '1'}\nrequired: a\npatternProperties: {'(': true}\n"
    )
    assert told(found) == ["2:13 Invalid value", "3:16 Wrong type", "4:11 Wrong type", "5:21 Invalid key"]
    assert 'Did you mean "string"?' in found[0].detail
    assert "Remove the quotes" in found[1].detail
    assert {mistake.rule for mistake in found} == {"schema-invalid"}


@pytest.mark.parametrize(
    ("text", "place", "detail"),
    [
        ("$schema: https://json-schema.org/draft/2020-12/schema", "1:10 Other draft of JSON Schema", "draft-07"),
        ("properties: {a: {requierd: [x]}}", "1:18 Unknown keyword", 'Did you mean "required"?'),
        ("properties: {a: {$defs: {}}}", "1:18 Unknown keyword", "`$defs`"),
        ("properties: {a: {format: ipv5}}", "1:26 Unknown format", 'Did you mean "ipv6"?'),
        ("properties: {a: {$ref: http://example.com/x}}", "1:24 Reference out of the schema", "nothing else is ever"),
        ("properties: {a: {$ref: other.yaml#/a}}", "1:24 Reference out of the schema", "nothing else is ever"),
        ("properties: {a: {$ref: '#/definitions/a'}}", "1:24 Broken reference", "`#/definitions/a`"),
        (
            "definitions: {cidr: true}\nproperties: {a: {$ref: '#/definitions/cird'}}",
            "2:24 Broken reference",
            'Did you mean "#/definitions/cidr"?',
        ),
        ("properties: {a: {$ref: '#', minimum: 1, title: a}}", "1:29 Ignored keyword", "`allOf`"),
        ("properties: {a: {$id: x}}", "1:18 Misplaced $id", "Remove it"),
        ("properties: {extends: true}", "1:13 Reserved key", "tfgen's own"),
        ("properties: {environment: {}}", "1:13 Reserved key", "tfgen's own"),
        ("if: {nope: 1}", "1:6 Unknown keyword", "`nope`"),
        ("items: [{nope: 1}]", "1:10 Unknown keyword", "`nope`"),
        ("items: {nope: 1}", "1:9 Unknown keyword", "`nope`"),
        ("dependencies: {a: [b], c: {nope: 1}}", "1:28 Unknown keyword", "`nope`"),
    ],
)
def test_what_would_silently_not_work_is_told(text: str, place: str, detail: str) -> None:
    """A misspelt keyword, an unknown format or a reference to elsewhere would only seem to check something."""
    (mistake,) = mistakes(text)
    assert told([mistake]) == [place]
    assert detail in mistake.detail


def test_names_of_fields_are_no_keywords() -> None:
    """A field may be called as it likes, and data may hold anything."""
    text = "properties: {nope: {default: {nope: 1}}, $id: {const: {nope: 1}}, properties: {type: string}}"
    assert compile_schema(read(text))[1] == []


def test_a_reference_with_escapes_is_followed() -> None:
    """As JSON Pointer writes them."""
    text = "definitions: {a/b~c: {type: string}}\nproperties: {a: {$ref: '#/definitions/a~1b~0c'}}"
    schema, diagnostics = compile_schema(read(text))
    assert diagnostics == []
    assert schema
    assert not schema.validator.is_valid({"a": 1})


def test_a_pattern_that_the_validator_cannot_use_is_told() -> None:
    """It is the pack's mistake and no crash."""
    (mistake,) = mistakes("properties: {a: {pattern: '((a{1000}){1000}){1000}'}}")
    assert mistake.rule == "schema-invalid"
