"""The schema's defaults, filled in where a spec is silent.

A filled-in value has its place in the schema; a value that the spec gives has the default that it set aside as the
last of what it overrode.
"""

from msgspec.structs import replace

from tfgen.spec.fields import Fields, Schemas, first_node, texts
from tfgen.spec.merge import joined
from tfgen.values import Entry, ListMerge, Map, Node, Sequence, Unset


def apply_defaults(fields: Fields, root: Map) -> Map:
    """Give a spec's tree with every default in it, at any depth."""
    return _filled_map(fields, fields.top(), root)


def _filled(fields: Fields, schemas: Schemas, node: Node) -> Node:
    """Fill in below a value."""
    match node:
        case Map():
            return _filled_map(fields, schemas, node)
        case Sequence():
            items = (_filled(fields, fields.below(schemas, index), item) for index, item in enumerate(node.items))
            return replace(node, items=tuple(items))
        case _:
            return node


def _filled_map(fields: Fields, schemas: Schemas, node: Map) -> Map:
    keys = fields.keys(schemas)
    entries: dict[str, Entry] = {}
    for key, entry in node.entries.items():
        below = keys.get(key) or fields.below(schemas, key)
        given = _beside_default(entry.node, first_node(below, "default"))
        entries[key] = Entry(entry.key, _filled(fields, below, given))
    for key, below in keys.items():
        if key not in entries and (made := _absent(fields, below)):
            entries[key] = Entry(made.where, made)
    return replace(node, entries=entries)


def _beside_default(node: Node, default: Node | None) -> Node:
    """Put the default at the end of what a value overrode, and a joining list to it."""
    if default is None or isinstance(node, Unset):
        return node
    if isinstance(node, Sequence) and node.merge is not ListMerge.REPLACE and isinstance(default, Sequence):
        return joined(default, node)
    return replace(node, overrode=_beside_default(node.overrode, default) if node.overrode else default)


def _absent(fields: Fields, schemas: Schemas) -> Node | None:
    """Give the value of a key that the spec does not have: its default, or a map made of defaults alone."""
    default = first_node(schemas, "default")
    if any(fields.recursive(schema) for schema in schemas):
        return default  # Filling it in would never end.
    if default is not None:
        return _filled(fields, schemas, default)
    if "object" not in texts(first_node(schemas, "type")):
        return None
    made = _filled_map(fields, schemas, Map({}, schemas[0].where))
    required = {key for schema in schemas for key in texts(first_node((schema,), "required"))}
    return made if made.entries and required <= made.entries.keys() else None
