"""Every mistake of a spec against its schema is told: at its place, with what was expected and how to write it."""

import pytest

from tests.spec.support import compiled, read, told
from tfgen.diagnostics import Diagnostic, Link
from tfgen.source import SourceRange
from tfgen.spec.merge import merge_root
from tfgen.spec.validate import find_mistakes

SCHEMA = """\
type: object
additionalProperties: false
required: [name]
definitions:
  cidr: {description: An IPv4 network., type: string, pattern: '^[0-9./]+$'}
  port: {type: integer, minimum: 1, maximum: 65535}
properties:
  name: {description: Ends the name of everything., type: string, minLength: 2, maxLength: 5}
  code: {type: string, pattern: ^x}
  mode: {enum: [PROVISIONED, ON_DEMAND, 3]}
  fixed: {const: 7}
  hours: {description: How long., type: integer, minimum: 24, maximum: 8760, x-unit: hours}
  ratio: {type: number, exclusiveMinimum: 0, exclusiveMaximum: 1}
  step: {type: integer, multipleOf: 5}
  flag: {type: boolean}
  bag: {uniqueItems: true}
  short: {type: string, maxLength: 3}
  maybe: {type: [integer, "null"]}
  address: {type: string, format: ipv4}
  range: {type: string, format: cidr, pattern: ^1}
  link: {type: string, format: uri-reference}
  list: {type: array, items: {type: string}, minItems: 1, maxItems: 2, uniqueItems: true}
  tuple: {items: [{type: string}], additionalItems: false}
  strict: {items: [true, false]}
  holds: {contains: {type: integer}}
  network:
    type: object
    additionalProperties: false
    required: [cidr]
    properties:
      cidr: {description: The VPC., allOf: [{$ref: "#/definitions/cidr"}]}
      port: {$ref: "#/definitions/port"}
      shards: {type: integer}
  stream: {type: object, additionalProperties: false, properties: {shards: {type: integer}, burst: {type: integer}}}
  tags:
    type: object
    description: Tags on everything.
    minProperties: 1
    maxProperties: 2
    propertyNames: {pattern: '^[A-Z]'}
    additionalProperties: {type: string}
  zones: {propertyNames: {description: A letter., enum: [a, b]}}
  never: false
  closed: {additionalProperties: false}
  odd: {properties: {additionalProperties: false}}
  free: {type: object}
  both: {dependencies: {a: [b]}}
  other: {not: {type: string}}
  one: {oneOf: [{minimum: 5}, {multipleOf: 2}]}
  form: {anyOf: [{type: string, minLength: 3}, {type: integer}]}
  kinds: {description: Some kind., anyOf: [{type: string}, {type: [integer, "null"]}]}
  shapes: {anyOf: [{type: string, minLength: 3}, {type: string, pattern: ^z}]}
  named:
    oneOf:
      - {type: object, required: [size], properties: {kind: {const: disk}, size: {type: integer}}}
      - {type: object, required: [port], properties: {kind: {const: net}, port: {type: integer}}}
  when: {if: {required: [a]}, then: {required: [b]}}
"""


def find(text: str) -> list[Diagnostic]:
    """Give the mistakes of a spec's text."""
    schema = compiled(SCHEMA)
    return find_mistakes(schema.validator, schema.fields, read(text))


def only(text: str) -> Diagnostic:
    """Give the one mistake of a spec that has a good name besides."""
    (mistake,) = find(f"name: abc\n{text}\n")
    return mistake


def test_a_valid_spec_has_no_mistakes() -> None:
    """Nothing is said."""
    assert find("name: abc\nnetwork: {cidr: 10.0.0.0/16}\nmaybe: null\n") == []


CASES = [
    # Types
    ("flag: no", "2:7 Wrong type", '`flag` takes true or false, and this is a text: "no". Write false without quotes.'),
    ("flag: 'Yes'", "2:7 Wrong type", "Write true without quotes."),
    ("flag: maybe", "2:7 Wrong type", 'takes true or false, and this is a text: "maybe".'),
    ("hours: '48'", "2:8 Wrong type", '`hours` takes a whole number, and this is a text: "48". Remove the quotes.'),
    ("hours: two", "2:8 Wrong type", 'this is a text: "two".'),
    ("hours: 24.5", "2:8 Wrong type", "this is a number: 24.5. Write it without a fraction."),
    ("hours: true", "2:8 Wrong type", "and this is a boolean: true."),
    ("hours:", "2:7 Wrong type", "and this is null. Give it a value, or remove the line."),
    ("code: 12", "2:7 Wrong type", "takes a text, and this is a number: 12. Put it in quotes."),
    ("code: [a]", "2:7 Wrong type", 'takes a text, and this is a list: ["a"].'),
    ("maybe: 'null'", "2:8 Wrong type", "takes a whole number or null, and this is a text"),
    ("list: a", "2:7 Wrong type", 'takes a list, and this is a text: "a". Write it as a list: ["a"].'),
    ("list: 3", "2:7 Wrong type", "Write it as a list: [3]."),
    ("list: {a: 1}", "2:7 Wrong type", 'and this is a map: {"a": 1}.'),
    ("list: [a, 1]", "2:11 Wrong type", "`list[1]` takes a text"),
    ("network:", "2:9 Wrong type", "takes a map, and this is null"),
    ("code: {a: " + "x" * 80 + "}", "2:7 Wrong type", "x" * 20),
    # Values
    ("mode: provisoned", "2:7 Invalid value", 'be "PROVISIONED", "ON_DEMAND" or 3. Did you mean "PROVISIONED"?'),
    ("mode: 4", "2:7 Invalid value", 'is 4, and must be "PROVISIONED", "ON_DEMAND" or 3.'),
    ("fixed: 8", "2:8 Invalid value", "is 8, and must be 7."),
    ("hours: 1", "2:8 Invalid value", "`hours` is 1, and must be at least 24 hours. Meaning: How long."),
    ("hours: 9000", "2:8 Invalid value", "must be at most 8760 hours."),
    ("ratio: 0", "2:8 Invalid value", "must be more than 0."),
    ("ratio: 1", "2:8 Invalid value", "must be less than 1."),
    ("step: 7", "2:7 Invalid value", "must be a multiple of 5."),
    ("code: abc", "2:7 Invalid value", 'is "abc", which does not match the pattern ^x.'),
    (
        "network: {cidr: ten}",
        "2:17 Invalid value",
        'is "ten", which is not of the form expected. Meaning: An IPv4 network.',
    ),
    ("network: {cidr: '1', port: 0}", "2:28 Invalid value", "`network.port` is 0, and must be at least 1."),
    ("address: 10.0.0.300", "2:10 Invalid value", "must be an IPv4 address."),
    (
        "range: 10.0.0.5/16",
        "2:8 Invalid value",
        "must be a network with no bits set behind its prefix, as in 10.0.0.0/16.",
    ),
    (
        "range: 10.0.0.0",
        "2:8 Invalid value",
        "must be a network with no bits set behind its prefix, as in 10.0.0.0/16.",
    ),
    ("range: ten", "2:8 Invalid value", "must be a network with no bits set behind its prefix, as in 10.0.0.0/16."),
    ("link: 'a b'", "2:7 Invalid value", "must be a valid uri-reference."),
    ("short: abcd", "2:8 Invalid value", "has 4 characters, and may have at most 3."),
    ("list: []", "2:7 Invalid value", "has 0 items, and must have at least 1."),
    ("list: [a, b, c]", "2:7 Invalid value", "has 3 items, and may have at most 2."),
    ("list: [a, a]", "2:11 Invalid value", 'holds "a" twice.'),
    ("bag: [1, true, 1.0]", "2:16 Invalid value", "holds 1.0 twice."),
    ("bag: [{a: [1.5], b: 1}, {b: 1.0, a: [1.5]}]", "2:25 Invalid value", 'holds {"b": 1.0, "a": [1.5]} twice.'),
    ("tuple: [a, b]", "2:8 Invalid value", "has 2 items, and may have at most 1."),
    ("strict: [a, b]", "2:13 Invalid value", "`strict[1]` is not valid."),
    ("holds: [a]", "2:8 Invalid value", "lacks an item"),
    ("tags: {}", "2:7 Invalid value", "has 0 keys, and must have at least 1. Meaning: Tags on everything."),
    ("tags: {A: '', B: '', C: ''}", "2:7 Invalid value", "has 3 keys, and may have at most 2."),
    ("other: text", "2:8 Invalid value", 'is "text", which is not allowed.'),
    # Keys
    ("shard: 1", "2:1 Unsupported key", 'A key named "shard" is not expected at the top level.'),
    ("network: {cidr: '1', prot: 1}", "2:22 Unsupported key", 'in `network`. Did you mean "port"?'),
    ("cidr: '1'", "2:1 Unsupported key", "It belongs in `network`."),
    ("shards: 1", "2:1 Unsupported key", "It belongs in `network` or in `stream`."),
    ("network: {cidr: '1', name: x}", "2:22 Unsupported key", "It belongs at the top level."),
    ("stream: {zzz: 1}", "2:10 Unsupported key", "Known there: burst, shards."),
    (
        "qqq: 1",
        "2:1 Unsupported key",
        "Known there: address, bag, both, closed, code, fixed, flag, form, free, holds, hours, kinds, and 22 more.",
    ),
    ("closed: {a: 1}", "2:10 Unsupported key", 'A key named "a" is not expected in `closed`.'),
    ("odd: {additionalProperties: {}}", "2:7 Unsupported key", 'A key named "additionalProperties" is not'),
    ("never: 1", "2:1 Unsupported key", 'A key named "never" is not expected'),
    (
        "network: {}",
        "2:10 Missing required key",
        'The key "cidr" is required in `network`, and nothing gives it. Meaning: The',
    ),
    ("both: {a: 1}", "2:7 Missing required key", '"b" is required in `both` beside the keys that stand there'),
    ("when: {a: 1}", "2:7 Missing required key", 'The key "b" is required in `when`'),
    (
        "tags: {env: x}",
        "2:8 Invalid key",
        'A key in `tags` is "env", which does not match the pattern ^[A-Z]. Meaning: Tags',
    ),
    ("zones: {c: x}", "2:9 Invalid key", 'is "c", and must be "a" or "b". Meaning: A letter.'),
    # Alternatives
    ("one: 10", "2:6 Invalid value", "fits several of the forms that exclude one another"),
    (
        "one: 3",
        "2:6 Invalid value",
        "(1) `one` is 3, and must be at least 5. (2) `one` is 3, and must be a multiple of 2.",
    ),
    ("form: ab", "2:7 Invalid value", "`form` has 2 characters, and must have at least 3."),
    ("form: true", "2:7 Wrong type", "takes a text or a whole number, and this is a boolean: true."),
    ("kinds: [1]", "2:8 Wrong type", "takes a text, a whole number or null, and this is a list: [1]."),
    ("shapes: ab", "2:9 Invalid value", "none of the forms that are allowed. (1) `shapes` has 2 characters"),
    ("named: {kind: disk}", "2:8 Missing required key", '"size" is required in `named`'),
    ("named: {kind: net, port: x}", "2:26 Wrong type", "`named.port` takes a whole number"),
    ("named: {kind: nett, port: 1, size: 1}", "2:8 Invalid value", '(1) `named.kind` is "nett", and must be "disk".'),
]


@pytest.mark.parametrize(("text", "place", "detail"), CASES)
def test_a_mistake_is_told(text: str, place: str, detail: str) -> None:
    """With its place, what was expected, and how to write it right."""
    mistake = only(text)
    assert told([mistake]) == [place]
    assert detail in mistake.detail


def test_a_long_value_is_shortened() -> None:
    """A message stays readable."""
    assert "…" in only(f"code: [{'a' * 200}]").detail
    assert len(only(f"code: [{'a' * 200}]").detail) < 150


def test_the_root_itself_may_be_at_fault() -> None:
    """What a schema demands of a whole spec is told at the spec's beginning."""
    schema = compiled("minProperties: 2\n")
    (mistake,) = find_mistakes(schema.validator, schema.fields, read("a: 1\n"))
    assert told([mistake]) == ["1:1 Invalid value"]
    assert mistake.detail == "The top level has 1 key, and must have at least 2."


def test_a_schema_that_allows_nothing() -> None:
    """`not: {}` is odd, and yet no crash."""
    schema = compiled("not: {}\n")
    assert told(find_mistakes(schema.validator, schema.fields, read("a: 1\n"))) == ["1:1 Invalid value"]


def test_a_key_that_is_known_nowhere_in_an_open_schema() -> None:
    """Without any known key there is nothing to suggest."""
    schema = compiled("additionalProperties: false\n")
    found = find_mistakes(schema.validator, schema.fields, read("a: 1\nb: 2\n"))
    assert told(found) == ["1:1 Unsupported key", "2:1 Unsupported key"]
    assert found[0].detail == 'A key named "a" is not expected at the top level.'


def test_a_misplaced_key_is_looked_for_near_the_top() -> None:
    """What is known only far down is not suggested."""
    schema = compiled(
        "additionalProperties: false\nproperties:\n  a:\n    properties:\n      b: {properties: {c: {properties: {d: "
        "{properties: {e: {properties: {deep: true}}, near: true}}}}}}\n"
    )
    near, deep = find_mistakes(schema.validator, schema.fields, read("near: 1\ndeep: 1\n"))
    assert near.detail.endswith("It belongs in `a.b.c.d`.")
    assert deep.detail.endswith("Known there: a.")


def test_missing_keys_are_told_at_the_map_that_lacks_them() -> None:
    """With what the key would be."""
    (mistake,) = find("code: xyz\n")
    assert mistake.subject == SourceRange("environments/dev.yaml", 1, 1, 1, 10)
    assert mistake.detail == (
        'The key "name" is required at the top level, and nothing gives it. Meaning: Ends the name of everything.'
    )


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    """None hides another, and none comes twice."""
    assert told(find("zzz: 1\nflag: no\nname: a\nnetwork:\n  port: x\n  extra: 1\nhours: 1\n")) == [
        "1:1 Unsupported key",
        "2:7 Wrong type",
        "3:7 Invalid value",
        "5:3 Missing required key",
        "5:9 Wrong type",
        "6:3 Unsupported key",
        "7:8 Invalid value",
    ]


def test_the_same_mistake_is_told_once() -> None:
    """Even if two parts of the schema find it."""
    schema = compiled(
        "definitions: {port: {type: integer, minimum: 1}}\n"
        "properties: {a: {allOf: [{$ref: '#/definitions/port'}, {$ref: '#/definitions/port'}]}}\n"
    )
    assert told(find_mistakes(schema.validator, schema.fields, read("a: 0\n"))) == ["1:4 Invalid value"]


def test_a_wrong_type_silences_what_follows_from_it() -> None:
    """A number in the place of an enumerated text is one mistake, not two."""
    schema = compiled("properties: {a: {type: string, enum: [x, y]}}\n")
    assert told(find_mistakes(schema.validator, schema.fields, read("a: 1\n"))) == ["1:4 Wrong type"]


def test_a_mistake_leads_on_to_what_the_value_overrode() -> None:
    """A person sees which good value was replaced by a bad one."""
    schema = compiled(SCHEMA)
    base = read("name: abc\nhours: 24\n", "environments/_base.yaml")
    root, _ = merge_root(base, read("hours: 1\n", "environments/prod.yaml"))
    (mistake,) = find_mistakes(schema.validator, schema.fields, root)
    assert mistake.subject == SourceRange("environments/prod.yaml", 1, 8, 1, 9)
    assert mistake.chain == (Link("overrides", SourceRange("environments/_base.yaml", 2, 8, 2, 10)),)


def test_mistakes_of_several_files_are_sorted_by_file() -> None:
    """What belongs together comes together."""
    schema = compiled(SCHEMA)
    base = read("name: abc\nhours: 1\nstep: 1\n", "environments/_base.yaml")
    root, _ = merge_root(base, read("step: 2\n", "environments/prod.yaml"))
    found = find_mistakes(schema.validator, schema.fields, root)
    assert [str(mistake.subject) for mistake in found] == ["environments/_base.yaml:2:8", "environments/prod.yaml:1:7"]


def test_huge_numbers_are_compared_exactly() -> None:
    """Numbers beyond 64 bits are still numbers."""
    assert "must be at most 8760 hours" in only(f"hours: {10**60}").detail
