"""How a spec meets the one that it extends: maps merge deeply, everything else replaces what was there.

`!append` and `!prepend` before a list join it to the inherited one; `!unset` takes a key away. Each merged node
keeps the one that it replaced in `overrode`, back to the first.
"""

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, did_you_mean, error
from tfgen.source import SourceRange
from tfgen.values import Entry, ListMerge, Map, Node, Sequence, Unset, shown


def merge_root(parent: Map | None, child: Map) -> tuple[Map, list[Diagnostic]]:
    """Merge a child's tree onto its parent's, if it has one.

    The result holds no `!unset`. A list with `!append` or `!prepend` that met none keeps the word, for the schema's
    default to meet.
    """
    diagnostics: list[Diagnostic] = []
    if parent:
        return _merge_maps(parent, child, diagnostics), diagnostics
    return _fresh(child, None, diagnostics), diagnostics


def merge_nodes(parent: Node | None, child: Node, diagnostics: list[Diagnostic]) -> Node:
    """Merge two values under the same key, of which the parent's may be absent; the child is no `!unset`."""
    match parent, child:
        case Map(), Map():
            return _merge_maps(parent, child, diagnostics)
        case _, Map():
            return _fresh(child, parent, diagnostics)
        case _, Sequence():
            return _merge_list(parent, child, diagnostics)
        case None, _:
            return child
        case _:
            return child if isinstance(child, Unset) else replace(child, overrode=parent)


def _fresh(child: Map, overrode: Node | None, diagnostics: list[Diagnostic]) -> Map:
    """Merge a map that meets no other, so that nothing in it is left to merge."""
    return replace(_merge_maps(Map({}, child.where), child, diagnostics), overrode=overrode)


def _merge_maps(parent: Map, child: Map, diagnostics: list[Diagnostic]) -> Map:
    entries = dict(parent.entries)
    for key, entry in child.entries.items():
        inherited = entries.get(key)
        if not isinstance(entry.node, Unset):
            node = merge_nodes(inherited.node if inherited else None, entry.node, diagnostics)
            entries[key] = Entry(entry.key, node)
        elif inherited:
            del entries[key]
        else:
            diagnostics.append(nothing_to_unset(key, entry.key, parent))
    return Map(entries, child.where, parent)


def nothing_to_unset(key: str, where: SourceRange, parent: Map) -> Diagnostic:
    """Say that `!unset` stands on a key that nothing has given."""
    detail = f"Nothing gives a key {shown(key)} here that could be taken away. Remove the line."
    return error("spec-unset", "Nothing to unset", detail + did_you_mean(key, parent.entries), where)


def _merge_list(parent: Node | None, child: Sequence, diagnostics: list[Diagnostic]) -> Sequence:
    own = replace(child, items=tuple(merge_nodes(None, item, diagnostics) for item in child.items))
    if parent is None:
        return own
    if child.merge is ListMerge.REPLACE:
        return replace(own, overrode=parent)
    if not isinstance(parent, Sequence):
        diagnostics.append(_no_list(child, parent))
        return replace(own, merge=ListMerge.REPLACE, overrode=parent)
    return joined(parent, own)


def joined(base: Sequence, added: Sequence) -> Sequence:
    """Join a list with `!append` or `!prepend` to the one that it met.

    When the base itself still waits for a default to meet, the base's word decides on which side of it both stand.
    """
    items = base.items + added.items if added.merge is ListMerge.APPEND else added.items + base.items
    return Sequence(items, added.where, base.merge, base)


def _no_list(child: Sequence, parent: Node) -> Diagnostic:
    kind = "map" if isinstance(parent, Map) else "single value"
    detail = f"`!{child.merge}` joins a list to an inherited one, but {parent.where} gives a {kind}. Remove the tag."
    return error("spec-merge-list", "No list to join", detail, child.where)
