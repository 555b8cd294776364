"""Values become HCL that Terraform's own parser reads back as the same values."""

from typing import TYPE_CHECKING, Any

import hcl2
import pygohcl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.render.reading import normal
from tfgen.hcl.literal import (
    NotWritable,
    escape_heredoc,
    escape_quoted,
    key,
    literal,
    plain_text,
    quoted,
)

if TYPE_CHECKING:
    from tfgen.hcl.expression import Writable

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
SIGNS = st.lists(st.sampled_from(["$", "%", "{", "}", '"', "\\", "\n", "a", "~"]), max_size=8).map("".join)
SCALARS = st.one_of(TEXTS, SIGNS, st.booleans(), st.integers(-(2**53), 2**53))
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))


def test_scalars_have_their_plain_forms() -> None:
    """Strings are quoted, the rest stands bare."""
    assert [literal(value) for value in ("a", 1, 2.5, True, False, None)] == [
        '"a"',
        "1",
        "2.5",
        "true",
        "false",
        "null",
    ]


def test_a_reference_in_data_stays_data() -> None:
    """`${` and `%{` of a value are escaped, readably where their braces close."""
    assert quoted("${var.x} %{if}") == '"$${var.x} %%{if}"'
    assert quoted("${") == '"\\u0024{"'
    assert quoted("$${x}") == '"\\u0024\\u0024{x}"'


def test_control_characters_have_escapes() -> None:
    """No value breaks out of its line or its quotes."""
    assert quoted('a\n\r\t"\\\x01\x7f') == '"a\\n\\r\\t\\"\\\\\\u0001\\u007f"'


def test_signs_do_not_meet_over_the_edge_of_a_value() -> None:
    """A dollar before a value and its brace, or the reverse, make no interpolation."""
    assert escape_quoted("{x}", before="$") == "\\u007bx}"
    assert escape_quoted("a$", after="{") == "a\\u0024"
    assert escape_quoted("${x}", before="$") == "\\u0024{x}"
    with pytest.raises(NotWritable, match="would come together around it"):
        escape_quoted("", before="$", after="{a")


def test_maps_are_sorted() -> None:
    """Their order in a spec makes no difference."""
    value: Writable = {"long_name": 1, "a": "x", "m": {"k": True}, "b": 2, "tags.odd": None, "for": 0}
    assert literal(value, "  ") == (
        "{\n"
        '    a = "x"\n'
        "    b = 2\n"
        '    "for" = 0\n'
        "    long_name = 1\n"
        "    m = {\n"
        "      k = true\n"
        "    }\n"
        '    "tags.odd" = null\n'
        "  }"
    )


def test_lists_of_scalars_stay_on_a_line_and_lists_of_maps_do_not() -> None:
    """Short lists read best in one line."""
    assert literal(["a", 1]) == '["a", 1]'
    assert literal([{"a": 1}, {}], "") == "[\n  {\n    a = 1\n  },\n  {},\n]"


def test_inside_a_string_a_literal_keeps_to_its_line() -> None:
    """Without an indentation maps are written inline."""
    assert literal({"b": [1, {"c": 2}], "a": {}}, None) == "{ a = {}, b = [1, { c = 2 }] }"


def test_keys_are_bare_only_where_that_is_plain() -> None:
    """Words that HCL reads otherwise, and anything but letters, digits and `_`, are quoted."""
    assert [key(name) for name in ("name", "null", "a-b", "é", "1a", "")] == [
        "name",
        '"null"',
        '"a-b"',
        '"é"',
        '"1a"',
        '""',
    ]


def test_within_text_values_read_as_terraform_writes_them() -> None:
    """Booleans are lower case, and numbers have no exponent."""
    assert [plain_text(value) for value in ("a", True, False, 3, 1e-7, 1e22)] == [
        "a",
        "true",
        "false",
        "3",
        "0.0000001",
        "10000000000000000000000",
    ]


@pytest.mark.parametrize(
    ("value", "reason"),
    [(None, "null"), ([], "a list"), ({}, "a map"), (float("inf"), "no number inf"), (float("nan"), "no number nan")],
)
def test_what_has_no_form_within_text_is_refused(value: Any, reason: str) -> None:
    """Null, lists, maps and infinite numbers are mistakes there."""
    with pytest.raises(NotWritable, match=reason):
        plain_text(value)


@pytest.mark.parametrize("text", ["a\0", "\ud800"])
def test_text_that_no_terraform_string_holds_is_refused(text: str) -> None:
    """NUL and halves of surrogate pairs are refused in every form."""
    for write in (quoted, escape_heredoc):
        with pytest.raises(NotWritable):
            write(text)


def test_infinite_numbers_are_refused_as_literals() -> None:
    """Terraform has no infinity."""
    with pytest.raises(NotWritable):
        literal(float("inf"))


def test_heredocs_double_the_signs_and_refuse_what_they_cannot_escape() -> None:
    """`${x}` is doubled; a run of dollars before a brace has no escape in a heredoc."""
    assert escape_heredoc("${x} %{y} $ {") == "$${x} %%{y} $ {"
    for text, before, after in [("$${x}", "", ""), ("{", "$", ""), ("a$", "", "{"), ("${x}", "$", "")]:
        with pytest.raises(NotWritable):
            escape_heredoc(text, before, after)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True), VALUES, max_size=4))
def test_terraforms_parser_reads_back_the_values(values: dict[str, Any]) -> None:
    """What is written is what HashiCorp's parser, and python-hcl2, find there."""
    names = {name: value for name, value in values.items() if name not in {"null", "true", "false"}}
    text = "".join(f"{name} = {literal(value)}\n" for name, value in names.items())
    assert normal(pygohcl.loads(text)) == normal(names)
    hcl2.parses(text)


@given(SIGNS, SIGNS, st.sampled_from(["", "$", "%", "{", "$$"]), st.sampled_from(["", "{", "$", "{x}"]))
def test_values_side_by_side_in_a_string_read_back(one: str, two: str, before: str, after: str) -> None:
    """Two values next to each other and next to text give the text of all, whatever they hold."""
    assume(not (before[-1:] in {"$", "%"} and after[:1] == "{" and not one + two))  # the author's own `${`
    # What follows is not known yet, so it counts as a brace.
    first = escape_quoted(one, before[-1:], "{") if one else ""
    second = escape_quoted(two, (before + first)[-1:], after[:1])
    assert normal(pygohcl.loads(f'a = "{before}{first}{second}{after}"\n')) == normal({"a": before + one + two + after})
