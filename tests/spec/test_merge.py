"""A child's values meet its parent's: maps merge, everything else replaces, tags say otherwise."""

from enum import Enum
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.support import overridden, read, told
from tfgen.diagnostics import Diagnostic
from tfgen.source import SourceRange
from tfgen.spec.merge import merge_root
from tfgen.values import Entry, ListMerge, Map, Node, Path, Plain, PlainScalar, Scalar, Sequence, Unset, node_at, plain


def merge(parent: str, child: str) -> tuple[Map, list[Diagnostic]]:
    """Merge two texts; the places are in files `parent` and `child`."""
    return merge_root(read(parent, "parent"), read(child, "child"))


def merged(parent: str, child: str) -> Plain:
    """Give the values of two texts that merge without a mistake."""
    root, diagnostics = merge(parent, child)
    assert diagnostics == []
    return plain(root)


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("{a: 1, b: 2}", "{b: 3, c: 4}", {"a": 1, "b": 3, "c": 4}),
        ("a: {b: {c: 1, d: 2}}", "a: {b: {d: 3}}", {"a": {"b": {"c": 1, "d": 3}}}),
        ("a: [1, 2]", "a: [3]", {"a": [3]}),
        ("a: [{b: 1}]", "a: [{c: 1}]", {"a": [{"c": 1}]}),
        ("a: 1", "a: {b: 1}", {"a": {"b": 1}}),
        ("a: {b: 1}", "a: 1", {"a": 1}),
        ("a: {b: 1}", "a: null", {"a": None}),
        ("a: {b: 1}", "a: {}", {"a": {"b": 1}}),
        ("a: [1]", "a: !append [2]", {"a": [1, 2]}),
        ("a: [1]", "a: !prepend [2]", {"a": [2, 1]}),
        ("a: [1]", "a: []", {"a": []}),
        ("a: 1", "a: [1]", {"a": [1]}),
        ("b: 1", "a: !append [2]", {"b": 1, "a": [2]}),
        ("{a: 1, b: 2}", "a: !unset", {"b": 2}),
        ("a: {b: 1, c: 2}", "a: {b: !unset }", {"a": {"c": 2}}),
        ("a: {b: 1}", "a: !unset", {}),
    ],
)
def test_the_rules(parent: str, child: str, expected: Plain) -> None:
    """Maps merge deeply, lists and single values replace, tags join lists and take keys away."""
    assert merged(parent, child) == expected


def test_keys_keep_the_parents_order_and_new_ones_follow() -> None:
    """The rendered order does not depend on who overrides what."""
    assert list(merge("{z: 1, a: 2}", "{b: 1, a: 3}")[0].entries) == ["z", "a", "b"]


def test_the_childs_place_counts_and_the_parents_is_kept_as_overridden() -> None:
    """Where a value comes from, and what it set aside, can be told later."""
    root, _ = merge("a: {b: 1, c: [1], d: [1]}", "a: {b: 2, c: !append [2], d: [2]}")
    for path, old in ((("a", "b"), 1), (("a", "c"), [1]), (("a", "d"), [1])):
        node = node_at(root, path)
        assert node
        assert node.where.file == "child"
        assert overridden(node) == [old]
    assert root.entries["a"].node.where.file == "child"


def test_items_keep_their_own_places_when_lists_join() -> None:
    """Each item of a joined list leads to the file that it came from."""
    root, _ = merge("a: [1]", "a: !append [2]")
    assert [node.where.file for index in (0, 1) if (node := node_at(root, ("a", index)))] == ["parent", "child"]


def test_a_list_that_met_none_keeps_its_word() -> None:
    """So that a default of the schema can still be joined."""
    root, _ = merge("{b: 1}", "a: !prepend [1]")
    node = root.entries["a"].node
    assert isinstance(node, Sequence)
    assert node.merge is ListMerge.PREPEND


@pytest.mark.parametrize(
    ("parent", "child", "place", "detail"),
    [
        ("{alpha: 1}", "alpah: !unset", "1:1 Nothing to unset", 'Did you mean "alpha"?'),
        ("{a: {b: 1}}", "a: {c: !unset }", "1:5 Nothing to unset", '"c"'),
        ("{a: 1}", "b: {c: !unset }", "1:5 Nothing to unset", '"c"'),
        ("{a: 1}", "b: [{c: !unset }]", "1:6 Nothing to unset", '"c"'),
        ("a: 1", "a: !append [1]", "1:4 No list to join", "parent:1:4 gives a single value"),
        ("a: {b: 1}", "a: !prepend [1]", "1:4 No list to join", "parent:1:4 gives a map"),
    ],
)
def test_a_tag_without_effect_is_a_mistake(parent: str, child: str, place: str, detail: str) -> None:
    """It is most likely a typing error; nothing else is lost by it."""
    root, (mistake,) = merge(parent, child)
    assert told([mistake]) == [place]
    assert detail in mistake.detail
    plain(root)


def test_a_spec_without_a_parent_is_checked_the_same_way() -> None:
    """`!unset` has nothing to take away there, `!append` nothing to join yet."""
    root, diagnostics = merge_root(None, read("a: {b: !unset }\nc: !append [1]\nd: 1\n"))
    assert told(diagnostics) == ["1:5 Nothing to unset"]
    assert plain(root) == {"a": {}, "c": [1], "d": 1}
    assert root.overrode is None


# The same rules, written once more over plain values.


class Nothing(Enum):
    """What `!unset` stands for."""

    UNSET = 0


Reference: TypeAlias = "PlainScalar | Nothing | list[Reference] | tuple[str, list[Reference]] | dict[str, Reference]"

keys = st.sampled_from(["a", "b", "c", "d"])
scalars = st.one_of(st.none(), st.booleans(), st.integers(0, 9), st.sampled_from(["x", "y"]))


def trees(*, tags: bool) -> st.SearchStrategy[dict[str, Reference]]:
    """Give specs as plain values, with tags or without."""

    def below(inner: st.SearchStrategy[Reference]) -> st.SearchStrategy[Reference]:
        lists = st.lists(scalars, max_size=3)
        tagged = st.tuples(st.sampled_from(["append", "prepend"]), lists)
        maps = st.dictionaries(keys, inner, max_size=3)
        return st.one_of(lists, maps, tagged, st.just(Nothing.UNSET)) if tags else st.one_of(lists, maps)

    return st.dictionaries(keys, st.recursive(scalars, below, max_leaves=12), max_size=4)


def reference_merge(parent: Reference, child: Reference) -> Reference:
    """Merge as the documentation says it."""
    if isinstance(child, dict):
        result = dict(parent) if isinstance(parent, dict) else {}
        for key, value in child.items():
            if value is Nothing.UNSET:
                result.pop(key, None)
            else:
                result[key] = reference_merge(result.get(key), value)
        return result
    if isinstance(child, tuple):
        base = parent if isinstance(parent, list) else []
        return base + child[1] if child[0] == "append" else child[1] + base
    return child


def to_node(value: Reference, file: str, path: Path = ()) -> Node:
    """Make a tree of plain values, with a place of its own for each node."""
    where = SourceRange(file, len(path) + 1, abs(hash(path)) + 1, len(path) + 1, abs(hash(path)) + 2)
    match value:
        case dict():
            entries = {key: Entry(where, to_node(item, file, (*path, key))) for key, item in value.items()}
            return Map(entries, where)
        case list():
            return Sequence(tuple(to_node(item, file, (*path, at)) for at, item in enumerate(value)), where)
        case (str(how), list(items)):
            return Sequence(tuple(to_node(item, file, path) for item in items), where, ListMerge(how))
        case None | bool() | int() | str():
            return Scalar(value, where)
    return Unset(where)


def root_of(value: dict[str, Reference], file: str) -> Map:
    """Make the tree of a spec."""
    node = to_node(value, file)
    assert isinstance(node, Map)
    return node


@given(trees(tags=False), trees(tags=True))
def test_merging_agrees_with_the_rules_over_plain_values(
    parent: dict[str, Reference], child: dict[str, Reference]
) -> None:
    """Whatever the specs are."""
    root, _ = merge_root(root_of(parent, "parent"), root_of(child, "child"))
    assert plain(root) == reference_merge(parent, child)


alike = st.recursive(
    st.fixed_dictionaries({}, optional={"a": scalars, "b": st.lists(scalars, max_size=2)}),
    lambda inner: st.fixed_dictionaries({}, optional={"a": scalars, "m": inner, "n": inner}),
    max_leaves=6,
)


@given(alike, alike, alike)
def test_merging_specs_of_the_same_shape_is_associative(
    first: dict[str, Reference], second: dict[str, Reference], third: dict[str, Reference]
) -> None:
    """Where a key is a map in all of a chain or in none, the chain's values do not depend on where one begins."""
    one, two, three = root_of(first, "1"), root_of(second, "2"), root_of(third, "3")
    left = merge_root(merge_root(one, two)[0], three)[0]
    right = merge_root(one, merge_root(two, three)[0])[0]
    assert plain(left) == plain(right)


@given(trees(tags=False))
def test_an_empty_child_changes_nothing(parent: dict[str, Reference]) -> None:
    """Values and places stay."""
    tree = root_of(parent, "parent")
    root, diagnostics = merge_root(tree, root_of({}, "child"))
    assert (dict(root.entries), diagnostics) == (dict(tree.entries), [])


def places(node: Node, path: Path = ()) -> dict[Path, SourceRange]:
    """Give the place of every single value by its path."""
    match node:
        case Map():
            return {p: w for key, entry in node.entries.items() for p, w in places(entry.node, (*path, key)).items()}
        case Sequence():
            return {p: w for at, item in enumerate(node.items) for p, w in places(item, (*path, at)).items()}
    return {path: node.where}


@given(trees(tags=False), trees(tags=False))
def test_untouched_values_keep_their_places(parent: dict[str, Reference], child: dict[str, Reference]) -> None:
    """Each value of the result stands where the file says that gave it."""
    tree, other = root_of(parent, "parent"), root_of(child, "child")
    root, _ = merge_root(tree, other)
    given_by = {**places(tree), **places(other)}
    assert all(given_by[path] == where for path, where in places(root).items())
