"""The lexer cuts HCL into the tokens that its specification names."""

from hypothesis import example, given
from hypothesis import strategies as st

from tfgen.hcl.lexer import HOLE_START, MARK_END, Kind, tokenize

PIECES = [
    "${",
    "%{",
    "}",
    "~}",
    '"',
    "\\",
    "\n",
    "\r\n",
    "<<E\n",
    "<<-E\n",
    "E\n",
    "{",
    "[",
    "(",
    ")",
    "#",
    "/*",
    "*/",
    "a",
    "1",
]
HOLE = f"{HOLE_START}0{MARK_END}"


def kinds(text: str) -> list[Kind]:
    """Give the kinds of a text's tokens."""
    return [token.kind for token in tokenize(text)]


def pieces(text: str) -> list[str]:
    """Give the tokens' texts."""
    return [text[token.start : token.end] for token in tokenize(text)]


def test_a_block_gives_its_words_and_brackets() -> None:
    """A resource line is an identifier, two quoted labels and a brace."""
    assert pieces('resource "a" "b" {\n}') == ["resource", '"', "a", '"', '"', "b", '"', "{", "\n", "}"]


def test_operators_of_two_characters_are_one_token() -> None:
    """`>=` and `...` are not cut."""
    assert pieces("a >= b... => c::d") == ["a", ">=", "b", "...", "=>", "c", "::", "d"]


def test_identifiers_hold_dashes_and_numbers_fractions() -> None:
    """`a-b` is one name, `1.5e-3` one number."""
    assert pieces("a-b = 1.5e-3") == ["a-b", "=", "1.5e-3"]


def test_an_interpolation_in_a_string_is_code_again() -> None:
    """Quotes inside `${ }` open a string of their own."""
    assert kinds('"a${f("b")}c"') == [
        Kind.OPEN_QUOTE,
        Kind.LITERAL,
        Kind.OPEN_TEMPLATE,
        Kind.IDENTIFIER,
        Kind.OPEN,
        Kind.OPEN_QUOTE,
        Kind.LITERAL,
        Kind.CLOSE_QUOTE,
        Kind.CLOSE,
        Kind.CLOSE_TEMPLATE,
        Kind.LITERAL,
        Kind.CLOSE_QUOTE,
    ]


def test_a_brace_inside_an_interpolation_does_not_end_it() -> None:
    """The `}` of an object is not the `}` of the template around it."""
    ends = [token for token in tokenize('"${ {a = 1} }"') if token.kind is Kind.CLOSE_TEMPLATE]
    assert [token.start for token in ends] == [12]


def test_trim_markers_belong_to_the_template_brackets() -> None:
    """`${~` and `~}` are one token each."""
    assert pieces('"${~ a ~}"') == ['"', "${~", "a", "~}", '"']


def test_a_doubled_dollar_is_text() -> None:
    """`$${` opens nothing, and a dollar alone is a dollar."""
    assert pieces('"$${a} $ %%{b}"') == ['"', "$${a} $ %%{b}", '"']


def test_a_heredoc_ends_at_its_marker_only() -> None:
    """A line that merely begins with the marker goes on with the text."""
    text = "a = <<-EOT\n  x ${y}\n  EOTS\n  EOT\nb = 1\n"
    assert pieces(text) == [
        "a",
        "=",
        "<<-EOT\n",
        "  x ",
        "${",
        "y",
        "}",
        "\n",
        "  EOTS\n",
        "  EOT",
        "\n",
        "b",
        "=",
        "1",
        "\n",
    ]


def test_comments_end_with_their_line_or_their_sign() -> None:
    """All three forms of comments are one token."""
    assert pieces("# a\n// b\n/* c\nd */ e") == ["# a", "\n", "// b", "\n", "/* c\nd */", "e"]


def test_a_broken_string_ends_with_its_line() -> None:
    """What follows an unclosed quote is read as code again."""
    assert kinds('a = "b\nc = 1')[-4:] == [Kind.NEWLINE, Kind.IDENTIFIER, Kind.OPERATOR, Kind.NUMBER]


def test_brackets_that_close_nothing_are_invalid() -> None:
    """A closing bracket needs its opening one, and `~}` an interpolation."""
    assert kinds(") [} { ~}") == [Kind.INVALID, Kind.OPEN, Kind.INVALID, Kind.OPEN, Kind.INVALID]


def test_a_hole_is_a_token_wherever_it_stands() -> None:
    """Holes are seen in code, strings and heredocs."""
    text = f'a{HOLE} = "x{HOLE}"\nb = <<E\n{HOLE}y\nE\n'
    assert kinds(text).count(Kind.HOLE) == 3


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join))
@example('"\\')
@example("<<E\nE")
def test_every_character_is_in_one_token_or_is_space(text: str) -> None:
    """No text makes the lexer fail, and none is lost."""
    end = 0
    for token in tokenize(text):
        assert not text[end : token.start].strip(" \t")
        assert token.end > token.start
        end = token.end
    assert not text[end:].strip(" \t")
