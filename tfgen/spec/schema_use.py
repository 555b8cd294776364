"""What JSON Schema allows in a schema, and what yet would not do what its author expects."""

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, did_you_mean, error
from tfgen.spec.fields import keyword, members, named, resolve_reference
from tfgen.spec.formats import OWN_FORMATS
from tfgen.spec.keywords import FORMATS, IGNORED_BESIDE_REFERENCE, KEYWORDS, LISTS_OF_SCHEMAS, MAPS_OF_SCHEMAS, SCHEMAS
from tfgen.spec.load import RESERVED_KEYS
from tfgen.values import Map, Node


def check_use(root: Map, draft: str) -> Iterator[Diagnostic]:
    """Check a schema that has the right form: its draft, keywords, formats and references."""
    yield from _check_draft(root, draft)
    yield from _check_reserved(root)
    for schema in _subschemas(root):
        yield from _check_keywords(schema)
        yield from _check_reference(root, schema)
        if schema is not root and "$id" in schema.entries:
            detail = "`$id` in a part of the schema changes what every `$ref` below it means. Remove it."
            yield error("schema-reference", "Misplaced $id", detail, schema.entries["$id"].key)


def _subschemas(schema: Node) -> Iterator[Map]:
    """Give a schema and all subschemas in it."""
    if not isinstance(schema, Map):
        return
    yield schema
    for name, entry in schema.entries.items():
        if name in SCHEMAS:
            yield from _subschemas(entry.node)
        if name in LISTS_OF_SCHEMAS:
            for member in members(schema, name):
                yield from _subschemas(member)
        if name in MAPS_OF_SCHEMAS:
            for _, member in named(schema, name):
                yield from _subschemas(member)


def _check_draft(root: Map, draft: str) -> Iterator[Diagnostic]:
    declared = keyword(root, "$schema")
    if declared is not None and declared.rstrip("#") != draft.rstrip("#"):
        detail = f"The schema is read as draft-07. Write `$schema: {draft}` or remove the line."
        yield error("schema-draft", "Other draft of JSON Schema", detail, root.entries["$schema"].node.where)


def _check_reserved(root: Map) -> Iterator[Diagnostic]:
    for key, _ in named(root, "properties"):
        if key in RESERVED_KEYS:
            where = root.entries["properties"].node
            detail = f"The top-level key `{key}` is tfgen's own, so no schema can define it. Rename it."
            yield error("schema-reserved-key", "Reserved key", detail, where.where)


def _check_keywords(schema: Map) -> Iterator[Diagnostic]:
    for name, entry in schema.entries.items():
        if name not in KEYWORDS and not name.startswith("x-"):
            detail = f"Draft-07 has no keyword `{name}`: it would be ignored.{did_you_mean(name, KEYWORDS)}"
            yield error("schema-unknown-keyword", "Unknown keyword", detail, entry.key)
    used = keyword(schema, "format")
    known = FORMATS | OWN_FORMATS.keys()
    if used is not None and used not in known:
        detail = f"There is no format `{used}`: it would be ignored.{did_you_mean(used, known)} Use a `pattern`."
        yield error("schema-unknown-format", "Unknown format", detail, schema.entries["format"].node.where)


def _check_reference(root: Map, schema: Map) -> Iterator[Diagnostic]:
    reference = keyword(schema, "$ref")
    if reference is None:
        return
    where = schema.entries["$ref"].node.where
    if not reference.startswith("#"):
        detail = "A `$ref` leads to a place in this file, as in `#/definitions/cidr`; nothing else is ever fetched."
        yield error("schema-reference", "Reference out of the schema", detail, where)
    elif resolve_reference(root, reference) is None:
        known = [f"#/definitions/{key}" for key, _ in named(root, "definitions")]
        detail = f"The schema has no `{reference}`.{did_you_mean(reference, known)}"
        yield error("schema-reference", "Broken reference", detail, where)
    for name in sorted(schema.entries.keys() & IGNORED_BESIDE_REFERENCE):
        detail = f"Draft-07 ignores `{name}` beside `$ref`. Put the `$ref` under `allOf`, as its only item."
        yield error("schema-reference", "Ignored keyword", detail, schema.entries[name].key)
