"""YAML is read into a tree with exact places, and every mistake in it is told at once."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.support import read, told, value_of
from tfgen.diagnostics import Link
from tfgen.source import SourceRange
from tfgen.spec import yaml as spec_yaml
from tfgen.spec.yaml import MAX_DEPTH, parse_yaml
from tfgen.values import ListMerge, Map, Node, Plain, Scalar, Sequence, Unset, node_at, plain


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run every test with both of PyYAML's parsers."""
    if request.param == "python":
        monkeypatch.setattr(spec_yaml, "_LOADER", yaml.SafeLoader)
    return str(request.param)


def span(node: Node | None) -> tuple[int, int, int, int]:
    """Give a node's place without its file."""
    assert node
    return node.where.line, node.where.column, node.where.end_line, node.where.end_column


PLACES = """\
# a comment
plain: some text   # another
quoted: "é\\t"
list:
  - 1
  - [2, {a: 3}]
map:
  a: 'b'

  c: |
    one

    two


  d: >-
    end
empty:
hollow: |

flow: {x: 1,
  y: [ ]}
unset: !unset
more: !append [a]
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), (2, 1, 24, 18)),
        (("plain",), (2, 8, 2, 17)),
        (("quoted",), (3, 9, 3, 14)),
        (("list",), (5, 3, 6, 16)),
        (("list", 0), (5, 5, 5, 6)),
        (("list", 1), (6, 5, 6, 16)),
        (("list", 1, 1), (6, 9, 6, 15)),
        (("list", 1, 1, "a"), (6, 13, 6, 14)),
        (("map",), (8, 3, 17, 8)),
        (("map", "a"), (8, 6, 8, 9)),
        (("map", "c"), (10, 6, 13, 8)),
        (("map", "d"), (16, 6, 17, 8)),
        (("empty",), (18, 7, 18, 7)),
        (("hollow",), (19, 9, 19, 10)),
        (("flow",), (21, 7, 22, 10)),
        (("flow", "y"), (22, 6, 22, 9)),
        (("unset",), (23, 8, 23, 14)),
        (("more",), (24, 7, 24, 18)),
    ],
)
def test_every_value_has_its_exact_place(path: tuple[str | int, ...], expected: tuple[int, int, int, int]) -> None:
    """Lines and columns count from 1, the end is exclusive, and what surrounds a value is not part of it."""
    assert span(node_at(read(PLACES), path)) == expected


def test_keys_have_their_place_too() -> None:
    """An unknown key can be pointed at."""
    assert read("a:\n  key: 1\n").entries["a"].key == SourceRange("environments/dev.yaml", 1, 1, 1, 2)


def test_texts_in_blocks_keep_their_lines() -> None:
    """A `|` text has its line breaks, a `>-` text has none."""
    root = read(PLACES)
    assert plain(root.entries["map"].node) == {"a": "b", "c": "one\n\ntwo\n\n\n"[:9], "d": "end"}


def test_first_column_shifts_the_first_line_only() -> None:
    """A value that stands behind other text on a command line has its places there."""
    root, _ = parse_yaml("{a: 1,\n b: 2}", "--set x", 7)
    assert [span(node_at(root, (key,))) for key in "ab"] == [(1, 11, 1, 12), (2, 5, 2, 6)] if root else False


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n", "---\n...\n"[:0]])
def test_nothing_is_no_tree_and_no_mistake(text: str) -> None:
    """What an empty file means is for its reader to say."""
    assert parse_yaml(text, "f") == (None, [])


def test_list_tags() -> None:
    """`!append` and `!prepend` say how a list meets the one that it inherits."""
    root = read("a: !append [1]\nb: !prepend\n  - 1\nc: [1]\nd: !!seq [1]\ne: ! [1]\n")
    merges = [entry.node.merge for entry in root.entries.values() if isinstance(entry.node, Sequence)]
    keep = ListMerge.REPLACE
    assert merges == [ListMerge.APPEND, ListMerge.PREPEND, keep, keep, keep]


def test_unset_tag() -> None:
    """`!unset` is no value but the wish to have none."""
    assert isinstance(read("a: !unset\n").entries["a"].node, Unset)


def test_tags_may_stand_at_the_root_of_a_keys_value() -> None:
    """`--set list='!append [x]'` works."""
    root, diagnostics = parse_yaml("!append [x]", "--set list", in_map=True)
    assert isinstance(root, Sequence)
    assert (root.merge, diagnostics) == (ListMerge.APPEND, [])


def test_yamls_own_tags() -> None:
    """`!!str`, `!!map` and the empty tag are understood."""
    assert value_of("!!map {a: !!str 1, b: ! 2, c: !!int 3, d: !!str }") == {"a": "1", "b": "2", "c": 3, "d": ""}


def test_quoted_words_are_text() -> None:
    """Quotes keep a word from being read as anything else."""
    assert value_of("""{a: "true", b: '12', "null": "", '<<': x}""") == {"a": "true", "b": "12", "null": "", "<<": "x"}


def test_aliases_repeat_a_value() -> None:
    """What stands behind `&name` stands again at `*name`, with the place where it is written."""
    root = read("a: &x [1, 2]\nb: *x\n&k c: *k\n")
    assert plain(root) == {"a": [1, 2], "b": [1, 2], "c": "c"}
    assert span(node_at(root, ("b",))) == (1, 4, 1, 13)


def test_a_later_anchor_of_the_same_name_counts() -> None:
    """YAML lets a name be given again."""
    assert plain(read("a: &x 1\nb: &x 2\nc: *x\n")) == {"a": 1, "b": 2, "c": 2}


MISTAKES = [
    ("a: 1\nb: 2\na: 3\n", "3:1 Duplicate key", "line 1"),
    ("1: a\n", "1:1 Invalid key", "this one is a number"),
    ("1.5: a\n", "1:1 Invalid key", "this one is a number"),
    ("true: a\n", "1:1 Invalid key", "this one is a boolean"),
    ("~: a\n", "1:1 Invalid key", "missing or null"),
    ("[a]: b\n", "1:1 Invalid key", "not a list or a map"),
    ("a: {{ b }}\n", "1:5 Invalid key", "not a list or a map"),
    ("a: &x {b: 1}\nc:\n  <<: *x\n", "3:3 Invalid key", "no merge key"),
    ("a: 1\n---\nb: 2\n", "2:1 Several YAML documents", "Remove the `---`"),
    ("a: *nothing\n", "1:4 Invalid alias", "No `&nothing` stands before"),
    ("a: &thing 1\nb: *thinf\n", "2:4 Invalid alias", 'Did you mean "thing"?'),
    ("a: &x [*x]\n", "1:8 Invalid alias", "inside the value"),
    ("a: 012\n", "1:4 Ambiguous number", "octal"),
    ("a: .inf\n", "1:4 Invalid number", "Terraform has no number"),
    ("a: !!int x\n", "1:4 Tag does not fit", "Remove the tag"),
    ("a: !apend [1]\n", "1:4 Unknown tag", 'Did you mean "!append"?'),
    ("a: !env HOME\n", "1:4 Unknown tag", "`!append`, `!prepend` and `!unset`"),
    ("a: !!set {x}\n", "1:4 Unknown tag", "`!!set`"),
    ("a: !!timestamp 2026-01-01\n", "1:4 Unknown tag", "`!!timestamp`"),
    ("a: !append 1\n", "1:4 Misplaced tag", "needs a list"),
    ("a: !prepend {b: 1}\n", "1:4 Misplaced tag", "needs a list"),
    ("a: [!append [1]]\n", "1:5 Misplaced tag", "stands before the list of a key"),
    ("!append [1]\n", "1:1 Misplaced tag", "stands before the list of a key"),
    ("a: !unset 1\n", "1:4 Misplaced tag", "stands alone after a key"),
    ("a: [!unset ]\n", "1:5 Misplaced tag", "stands alone after a key"),
    ("a: !unset {b: 1}\n", "1:4 Misplaced tag", "stands alone after a key"),
    ("a: !unset [1]\n", "1:4 Misplaced tag", "stands alone after a key"),
    ('a: "\\e[0m"\n', "1:4 Invalid character", "U+001B"),
    ('a: "\\x7f"\n', "1:4 Invalid character", "U+007F"),
    ("a: b\x07\nc: \u2028\n", "1:5 Invalid character", "U+0007"),
    ("a: b\ufeff\n", "1:5 Invalid character", "U+FEFF"),
]


@pytest.mark.parametrize(("text", "place", "detail"), MISTAKES)
def test_a_mistake_is_told_with_place_and_remedy(text: str, place: str, detail: str) -> None:
    """Each mistake that YAML lets pass, or tells badly, has a message of its own."""
    _, diagnostics = parse_yaml(text, "f")
    assert told(diagnostics)[0] == place
    assert detail in diagnostics[0].detail


def test_a_duplicate_key_names_both_places() -> None:
    """The chain leads to the first of the two, which is the one that is kept."""
    root, (mistake,) = parse_yaml("a: 1\nb:\n  c: 1\n  c: 2\n", "f")
    assert mistake.chain == (Link("first", SourceRange("f", 3, 3, 3, 4)),)
    assert root
    assert plain(root) == {"a": 1, "b": {"c": 1}}


def test_all_mistakes_come_at_once() -> None:
    """A person mends a file in one go; the rest of it is still read."""
    root, diagnostics = parse_yaml("a: 012\n1: x\nb: !x y\nc: {d: 1, d: 2}\ne: [*q]\n", "f")
    assert told(diagnostics) == [
        "1:4 Ambiguous number",
        "2:1 Invalid key",
        "3:4 Unknown tag",
        "4:11 Duplicate key",
        "5:5 Invalid alias",
    ]
    assert root
    assert plain(root) == {"a": "012", "1": "x", "b": "y", "c": {"d": 1}, "e": [None]}


def test_mistakes_before_a_syntax_error_are_told_with_it() -> None:
    """What was found until then is not lost."""
    root, diagnostics = parse_yaml("a: 1\na: 2\nb: [1\n", "f")
    assert root is None
    assert [mistake.summary for mistake in diagnostics] in (["Duplicate key", "Invalid YAML"], ["Invalid YAML"])


def test_ten_characters_are_enough() -> None:
    """A file full of control characters does not fill the screen."""
    _, diagnostics = parse_yaml("a: " + "\x01" * 50, "f")
    assert len(diagnostics) == 10


def test_surrogates_are_refused() -> None:
    """Half a character cannot be written to any file."""
    _, diagnostics = parse_yaml('a: "\\ud800"\n', "f")
    assert told(diagnostics)[0] in ("1:7 Invalid YAML", "1:4 Invalid character")


def test_a_pair_of_surrogates_in_the_text_is_refused() -> None:
    """A file name's raw bytes in an argument are no text."""
    _, diagnostics = parse_yaml("a: \udc80\n", "f")
    assert told(diagnostics) == ["1:4 Invalid character"]


def bomb(levels: int, width: int) -> str:
    """Give lists that each repeat the one before."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


def test_an_alias_bomb_is_stopped() -> None:
    """A few lines that stand for billions of values are refused, at the alias that goes too far."""
    root, diagnostics = parse_yaml(bomb(12, 10), "f")
    assert (root, told(diagnostics)) == (None, ["6:25 Too many values"])


def test_moderate_use_of_aliases_is_fine() -> None:
    """Only the sum is bounded."""
    assert parse_yaml(bomb(4, 10), "f")[1] == []


def test_a_file_of_too_many_values_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound holds without aliases too; map, key, list and item are four values."""
    monkeypatch.setattr(spec_yaml, "MAX_NODES", 100)
    assert parse_yaml(f"a: [{'1,' * 97}]", "f")[1] == []
    _, diagnostics = parse_yaml(f"a: [{'1,' * 98}]", "f")
    assert told(diagnostics) == ["1:199 Too many values"]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_nesting_is_bounded(opening: str, closing: str) -> None:
    """A hundred levels are read, one more is an error and no crash."""
    depth = MAX_DEPTH
    assert parse_yaml(opening * depth + "1" + closing * depth, "f")[1] == []
    _, diagnostics = parse_yaml(opening * 500 + closing * 500, "f")
    assert [mistake.summary for mistake in diagnostics] == ["Nested too deeply"]


def test_aliases_do_not_get_round_the_bound_of_nesting() -> None:
    """What an alias repeats counts with its own depth."""
    half = MAX_DEPTH // 2
    text = f"a: &a {'[' * half}{']' * half}\nb: &b {'[' * (half - 1)}*a{']' * (half - 1)}\n"
    assert parse_yaml(text, "f")[1] == []
    _, diagnostics = parse_yaml(text + "c: [[*b]]\n", "f")
    assert told(diagnostics) == ["3:6 Nested too deeply"]


def test_depth_is_counted_from_the_anchor() -> None:
    """An anchor deep in a file can be used at its top, beside what stands deeper around it."""
    text = f"a: {'[' * 90}&x [[1]], [[[1]]]{']' * 90}\nb: {'[' * 95}*x{']' * 95}\n"
    assert parse_yaml(text, "f")[1] == []
    assert told(parse_yaml(text + f"c: {'[' * 98}*x{']' * 98}\n", "f")[1]) == ["3:102 Nested too deeply"]


def test_an_anchor_inside_another_does_not_hide_depth() -> None:
    """The outer one is as deep as its deepest part, wherever the inner one stands."""
    text = f"a: &outer [{'[' * 50}{']' * 50}, &inner 1]\nb: {'[' * 49}*outer{']' * 49}\n"
    assert parse_yaml(text, "f")[1] == []
    assert told(parse_yaml(text + f"c: {'[' * 50}*outer{']' * 50}\n", "f")[1]) == ["3:54 Nested too deeply"]


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), max_size=12
)
scalars: st.SearchStrategy[Plain] = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**40), 10**40), st.floats(allow_nan=False, allow_infinity=False), texts
)
values: st.SearchStrategy[Plain] = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=20,
)


@given(values)
def test_json_is_yaml(value: Plain) -> None:
    """Any value written as JSON is read back as it was."""
    root, diagnostics = parse_yaml(json.dumps(value, ensure_ascii=False), "f")
    assert diagnostics == []
    assert root
    assert plain(root) == value


class Dumper(yaml.SafeDumper):
    """Writes YAML without aliases, so that what is written is what is read."""

    text_style = "'"

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Repeat every value."""
        return True


Dumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=Dumper.text_style)
)


@given(st.dictionaries(texts, values, min_size=1, max_size=5), st.booleans(), st.sampled_from(["'", '"', "|", ">"]))
def test_a_value_written_as_yaml_is_read_back_with_right_places(
    value: dict[str, Plain], flow: bool, style: str
) -> None:
    """Whatever style it is written in; and the text at every place is the value that is said to stand there."""
    Dumper.text_style = style
    text = yaml.dump(value, Dumper=Dumper, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    root, diagnostics = parse_yaml(text, "f")
    assert diagnostics == []
    assert root
    assert plain(root) == value
    for node in scalars_of(root):
        there = excerpt(text, node.where)
        # A text whose first line is indented has its indentation counted from around it, which is not in the excerpt.
        assert there[1:2].isdigit() or yaml.safe_load(there) == node.value


def scalars_of(node: Node) -> list[Scalar]:
    """Give all single values in a tree that are quoted by no block."""
    match node:
        case Map():
            return [found for entry in node.entries.values() for found in scalars_of(entry.node)]
        case Sequence():
            return [found for item in node.items for found in scalars_of(item)]
        case Scalar():
            return [node]
    return []


def excerpt(text: str, where: SourceRange) -> str:
    """Give the text of a place."""
    lines = text.split("\n")[where.line - 1 : where.end_line]
    lines[-1] = lines[-1][: where.end_column - 1]
    lines[0] = lines[0][where.column - 1 :]
    return "\n".join(lines)


@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    """Anything at all gives a tree, or mistakes with places, or is empty."""
    root, diagnostics = parse_yaml(text, "f")
    assert root is not None or diagnostics or not text.strip() or "#" in text or "-" in text
    assert all(mistake.subject and mistake.subject.line >= 1 for mistake in diagnostics)


@given(st.text(alphabet=" \n\t-:[]{},#&*!|>'\"%@`?~ab01<.=\\u", max_size=60))
def test_no_yaml_like_text_crashes_the_reader(text: str) -> None:
    """Texts made of YAML's own signs neither."""
    root, diagnostics = parse_yaml(text, "f")
    assert isinstance(root, Map | Sequence | Scalar | None)
    assert all(mistake.subject and mistake.detail for mistake in diagnostics)
