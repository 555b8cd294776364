"""`--set` gives single values that count more than any file's."""

import pytest

from tests.spec.support import at, overridden, read, told
from tfgen.source import SourceRange
from tfgen.spec.overrides import MAX_STEPS, apply_override, parse_override
from tfgen.values import Map, Plain, node_at, plain

SPEC = "a: 1\nb: {c: 1, d: [1, {e: 2}]}\n'x.y': {z: 1}\n"


def changed(*arguments: str, spec: str = SPEC) -> Map:
    """Apply arguments that have no mistake to a spec."""
    root = read(spec)
    for argument in arguments:
        override, diagnostics = parse_override(argument)
        assert diagnostics == []
        assert override
        root, diagnostics = apply_override(root, override)
        assert diagnostics == []
    return root


@pytest.mark.parametrize(
    ("argument", "path", "value"),
    [
        ("a=2", ("a",), 2),
        ("a=no", ("a",), "no"),
        ("a=null", ("a",), None),
        ('a=""', ("a",), ""),
        ("a=x=y", ("a",), "x=y"),
        ("a={f: [1]}", ("a",), {"f": [1]}),
        ("a.f=2", ("a", "f"), 2),
        ("b.c=2", ("b", "c"), 2),
        ("b={f: 3}", ("b",), {"c": 1, "d": [1, {"e": 2}], "f": 3}),
        ("b.d=[]", ("b", "d"), []),
        ("b.d=!append [3]", ("b", "d"), [1, {"e": 2}, 3]),
        ("b.d=!prepend [3]", ("b", "d"), [3, 1, {"e": 2}]),
        ("b.d[0]=9", ("b", "d", 0), 9),
        ("b.d[1].e=9", ("b", "d", 1, "e"), 9),
        ("b.d[1].f=9", ("b", "d", 1), {"e": 2, "f": 9}),
        ('"x.y".z=2', ("x.y", "z"), 2),
        ('b."say \\"hi\\"\\\\"=2', ("b", 'say "hi"\\'), 2),
        ("new.deep.key=1", ("new", "deep", "key"), 1),
        ("größe=1", ("größe",), 1),
    ],
)
def test_a_value_is_set(argument: str, path: tuple[str | int, ...], value: Plain) -> None:
    """By the path of its key, through maps and lists, by the rules of a spec that extends."""
    node = node_at(changed(argument), path)
    assert node
    assert plain(node) == value


def test_the_rest_stays() -> None:
    """Only what was named changes, and the order of keys does not matter."""
    assert plain(changed("b.d[1].e=3")) == {"a": 1, "b": {"c": 1, "d": [1, {"e": 3}]}, "x.y": {"z": 1}}


@pytest.mark.parametrize("path", ["b.c", "b.d[1].e"])
def test_a_key_is_taken_away(path: str) -> None:
    """`!unset` works as in a file."""
    root = changed(f"{path}=!unset")
    assert "e: 2" not in str(plain(root))
    assert "'c': 1" not in str(plain(root)) or path != "b.c"


def test_the_last_of_several_wins() -> None:
    """Arguments count in the order in which they are given."""
    root = changed("a=2", "a=3")
    assert plain(root.entries["a"].node) == 3
    assert overridden(root.entries["a"].node) == [2, 1]


def test_places_are_in_the_argument() -> None:
    """A message can point to the very characters."""
    root = changed('b.c="two"', "b.d[1].e=[x]")
    value = node_at(root, ("b", "c"))
    item = node_at(root, ("b", "d", 1, "e", 0))
    assert value
    assert item
    assert value.where == SourceRange("--set b.c", 1, 5, 1, 10)
    assert item.where == SourceRange("--set b.d[1].e", 1, 11, 1, 12)
    outer = root.entries["b"].node
    assert isinstance(outer, Map)
    assert outer.entries["c"].key == SourceRange("--set b.c", 1, 3, 1, 4)


@pytest.mark.parametrize(
    ("argument", "place"),
    [
        ("", "--set:1:1"),
        ("a", "--set a:1:2"),
        ("=1", "--set:1:1"),
        (".a=1", "--set:1:1"),
        ("[0]=1", "--set:1:1"),
        ("a.=1", "--set a:1:2"),
        ("a..b=1", "--set a:1:2"),
        ("a[x]=1", "--set a:1:2"),
        ("a[0]b=1", "--set a[0]:1:5"),
        ("a b=1", "--set a:1:2"),
        ('a."b=1', "--set a:1:2"),
        ("a.b[1234567]=1", "--set a.b:1:4"),
        ("a." * MAX_STEPS + "a=1", f"--set {'a.' * MAX_STEPS}a:1:102"),
    ],
)
def test_what_is_no_assignment_is_told(argument: str, place: str) -> None:
    """With the place where it goes wrong, and how to write it."""
    override, (mistake,) = parse_override(argument)
    assert override is None
    assert at(mistake) == f"{place} Invalid --set"
    assert " is not `key.path=value`" in mistake.detail


def test_a_missing_value_is_told() -> None:
    """It could mean null or an empty text, so it is not guessed."""
    override, (mistake,) = parse_override("a.b=")
    assert (override, at(mistake)) == (None, "--set a.b:1:5 Invalid --set")
    assert '`""` for an empty text' in mistake.detail


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("a=[1", "--set a:1:3 Invalid YAML"),
        ("a=012", "--set a:1:3 Ambiguous number"),
        ("a={b: 1, b: 2}", "--set a:1:10 Duplicate key"),
        ("a=b: c: d", "--set a:1:7 Invalid YAML"),
        ("extends=x", "--set extends:1:1 Reserved key"),
        ("environment.name=x", "--set environment.name:1:1 Reserved key"),
        ("a\udc80=1", "--set:1:2 Invalid character"),
    ],
)
def test_a_mistake_in_path_or_value_is_told(argument: str, expected: str) -> None:
    """By the same rules as in a file."""
    override, (mistake,) = parse_override(argument)
    assert override is None
    assert at(mistake) == expected


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("b.x=!unset", "1:3 Nothing to unset"),
        ("b.d[2]=1", "1:4 No such item"),
        ("b.c[0]=1", "1:4 No such item"),
        ("b.n[0].m=1", "1:4 No such item"),
        ("b.d[0]=!unset", "1:4 No such item"),
        ("b.c=!append [1]", "1:5 No list to join"),
    ],
)
def test_what_cannot_be_set_is_told_and_changes_nothing(argument: str, expected: str) -> None:
    """The tree stays as it was, so that no other message follows from it."""
    root = read(SPEC)
    override, _ = parse_override(argument)
    assert override
    same, diagnostics = apply_override(root, override)
    assert same is root
    assert told(diagnostics) == [expected]
