"""Unquoted YAML words mean what YAML 1.2 says, and what Terraform cannot hold is refused."""

import pytest

from tests.spec.support import value_of
from tfgen.spec.scalars import Unreadable, read_plain, read_tagged
from tfgen.values import PlainScalar


@pytest.mark.parametrize("word", ["no", "No", "on", "off", "yes", "y", "n", "22:30", "1:20:30", "2026-11-23", "1_000"])
def test_words_that_other_readers_convert_are_text(word: str) -> None:
    """A bare `no`, a time or a date in a spec stays the text that it is."""
    assert value_of(word) == word


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *((word, None) for word in ("null", "Null", "NULL", "~", "")),
        ("0", 0),
        ("-0", 0),
        ("12", 12),
        ("+12", 12),
        ("-12", -12),
        ("0o17", 15),
        ("0x1F", 31),
        ("9" * 100, int("9" * 100)),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("-1.5e3", -1500.0),
        ("1e3", 1000.0),
        ("0.0", 0.0),
        ("0e99", 0.0),
        ("01.5", 1.5),
    ],
)
def test_the_core_schema_of_yaml_1_2(word: str, value: PlainScalar) -> None:
    """Booleans, null and numbers are read, with their type."""
    assert (value_of(word), type(value_of(word))) == (value, type(value))


@pytest.mark.parametrize(
    "word", ["tRue", "nULL", "+", ".", "-", "0b1", "0o8", "0xg", "1.2.3", "1e", "-0x1", "+.5.", "1e5x"]
)
def test_what_only_resembles_a_number_is_text(word: str) -> None:
    """A version, an odd sign or a broken exponent stays text."""
    assert read_plain(word) == word


@pytest.mark.parametrize("word", ["012", "-007", "00", "012345678901"])
def test_a_leading_zero_is_refused(word: str) -> None:
    """`012` is neither taken for an octal number nor silently stripped of its zero."""
    mistake = read_plain(word)
    assert isinstance(mistake, Unreadable)
    assert mistake.summary == "Ambiguous number"
    assert f'write "{word}" in quotes' in mistake.detail


@pytest.mark.parametrize("word", [".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"])
def test_numbers_that_terraform_lacks_are_refused(word: str) -> None:
    """Infinity and not-a-number get a message here rather than broken Terraform."""
    mistake = read_plain(word)
    assert isinstance(mistake, Unreadable)
    assert f"no number `{word}`" in mistake.detail


@pytest.mark.parametrize("word", ["9" * 101, "0x" + "f" * 99, "0." + "1" * 99])
def test_overlong_numbers_are_refused(word: str) -> None:
    """A number with more digits than Terraform keeps is not rounded in silence."""
    mistake = read_plain(word)
    assert isinstance(mistake, Unreadable)
    assert f"has {len(word)} characters" in mistake.detail


@pytest.mark.parametrize("word", ["1e400", "-1e400", "1e-400", "3.14159265358979323846264338", "7234e567"])
def test_inexact_numbers_are_refused(word: str) -> None:
    """A commit's hash that reads as a huge number, or too many decimals, is an error and not another number."""
    mistake = read_plain(word)
    assert isinstance(mistake, Unreadable)
    assert "too large or too precise" in mistake.detail


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", "str", "12"),
        ("12", "int", 12),
        ("12", "float", 12.0),
        ("1.5", "float", 1.5),
        ("true", "bool", True),
        ("", "null", None),
    ],
)
def test_tags_of_yaml_itself(text: str, kind: str, value: PlainScalar) -> None:
    """`!!str 12` is a text, `!!float 12` a fraction."""
    assert (read_tagged(text, kind), type(read_tagged(text, kind))) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "kind"), [("a", "int"), ("1.5", "int"), ("true", "float"), ("no", "bool"), ("0", "null")]
)
def test_a_tag_that_does_not_fit_is_refused(text: str, kind: str) -> None:
    """`!!int a` is a mistake to be told, not to be guessed at."""
    assert read_tagged(text, kind) == Unreadable(
        "Tag does not fit", f"The tag `!!{kind}` cannot be applied to `{text}`. Remove the tag."
    )


def test_a_tag_does_not_hide_an_unreadable_number() -> None:
    """`!!int 012` is as ambiguous as `012`."""
    mistake = read_tagged("012", "int")
    assert isinstance(mistake, Unreadable)
    assert mistake.summary == "Ambiguous number"
