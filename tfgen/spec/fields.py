"""What a schema says about the value at a path: the subschemas that apply there, `$ref` and `allOf` followed."""

from collections.abc import Iterator

import jsonschema_rs
from msgspec import Struct

from tfgen.values import Map, Node, Path, Plain, Scalar, Sequence, plain

Schemas = tuple[Map, ...]
"""All subschemas that apply to one value, the nearest first."""


class Fields(Struct, frozen=True):
    """The schema's tree, asked for fields; answers are remembered for the run."""

    root: Map
    _applied: dict[int, Schemas] = {}
    _recursive: dict[int, bool] = {}

    def top(self) -> Schemas:
        """Give what applies to the spec itself."""
        return self.applied(self.root)

    def applied(self, schema: Node) -> Schemas:
        """Give a subschema with all that it takes in by `$ref` and `allOf`; nothing for `true` and `false`."""
        known = self._applied.get(id(schema))
        if known is None:
            known = self._applied[id(schema)] = tuple(self._take_in(schema, set()))
        return known

    def _take_in(self, schema: Node | None, seen: set[int]) -> Iterator[Map]:
        if not isinstance(schema, Map) or id(schema) in seen:
            return
        seen.add(id(schema))
        yield schema
        if reference := keyword(schema, "$ref"):
            yield from self._take_in(resolve_reference(self.root, reference), seen)
        for member in members(schema, "allOf"):
            yield from self._take_in(member, seen)

    def keys(self, schemas: Schemas) -> dict[str, Schemas]:
        """Give the keys that are known by name, each with what applies to its value."""
        keys: dict[str, Schemas] = {}
        for schema in schemas:
            for key, node in named(schema, "properties"):
                keys[key] = keys.get(key, ()) + self.applied(node)
        return keys

    def below(self, schemas: Schemas, step: str | int) -> Schemas:
        """Give what applies one step further down."""
        found = (node for schema in schemas for node in _step(schema, step))
        return tuple(applied for node in found for applied in self.applied(node))

    def at(self, path: Path) -> Schemas:
        """Give what applies to the value at a path; nothing where the schema does not know it."""
        schemas = self.top()
        for step in path:
            schemas = self.below(schemas, step)
        return schemas

    def recursive(self, schema: Map) -> bool:
        """Tell whether a map that follows a subschema can have itself as a value below a key known by name."""
        known = self._recursive.get(id(schema))
        if known is None:
            known = self._recursive[id(schema)] = id(schema) in self._reached(schema)
        return known

    def _reached(self, schema: Map) -> set[int]:
        """Give the identities of what applies to any value below a subschema."""
        reached: set[int] = set()
        waiting = [schema]
        while waiting:
            for below in self.keys(self.applied(waiting.pop())).values():
                waiting += [found for found in below if id(found) not in reached]
                reached.update(id(found) for found in below)
        return reached


def _step(schema: Map, step: str | int) -> list[Node]:
    if isinstance(step, int):
        return _item(schema, step)
    own = [node for key, node in named(schema, "properties") if key == step]
    own += [
        node
        for pattern, node in named(schema, "patternProperties")
        if jsonschema_rs.is_valid({"pattern": pattern}, step)
    ]
    rest = schema.entries.get("additionalProperties")
    return own or ([rest.node] if rest else [])


def _item(schema: Map, index: int) -> list[Node]:
    items = schema.entries.get("items")
    if items is None:
        return []
    if not isinstance(items.node, Sequence):
        return [items.node]
    rest = schema.entries.get("additionalItems")
    return [*items.node.items, *([rest.node] * (index + 1) if rest else [])][index : index + 1]


def keyword(schema: Map, name: str) -> str | None:
    """Give the text of a keyword, or None without it."""
    value = value_of(schema, name)
    return value if isinstance(value, str) else None


def value_of(schema: Map, name: str) -> Plain:
    """Give the value of a keyword, None without it."""
    entry = schema.entries.get(name)
    return plain(entry.node) if entry else None


def first_text(schemas: Schemas, name: str) -> str | None:
    """Give the text of a keyword from the nearest subschema that has it."""
    return next((text for schema in schemas if (text := keyword(schema, name))), None)


def first_node(schemas: Schemas, name: str) -> Node | None:
    """Give the node of a keyword from the nearest subschema that has it."""
    return next((schema.entries[name].node for schema in schemas if name in schema.entries), None)


def description(schemas: Schemas) -> str:
    """Give the nearest description as a sentence with a space before it, or nothing."""
    text = " ".join((first_text(schemas, "description") or "").split())
    return f" Meaning: {text.rstrip('.')}." if text else ""


def unit(schemas: Schemas) -> str:
    """Give the unit of a number with a space before it (` GiB`), or nothing."""
    name = first_text(schemas, "x-unit")
    return f" {name}" if name else ""


def named(schema: Map, name: str) -> list[tuple[str, Node]]:
    """Give the members of a keyword that holds a map of subschemas."""
    entry = schema.entries.get(name)
    if entry is None or not isinstance(entry.node, Map):
        return []
    return [(key, member.node) for key, member in entry.node.entries.items()]


def members(schema: Map, name: str) -> tuple[Node, ...]:
    """Give the members of a keyword that holds a list."""
    entry = schema.entries.get(name)
    return entry.node.items if entry and isinstance(entry.node, Sequence) else ()


def resolve_reference(root: Map, reference: str) -> Node | None:
    """Give the subschema that a `$ref` within the file names (`#/definitions/cidr`), or None."""
    node: Node | None = root
    for step in reference[1:].split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(node, Map) and name in node.entries:
            node = node.entries[name].node
        else:
            return None
    return node


def texts(node: Node | None) -> list[str]:
    """Give the texts in a list, or the one that stands alone (`type: string`, `type: [string, "null"]`)."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item.value for item in items if isinstance(item, Scalar) and isinstance(item.value, str)]
