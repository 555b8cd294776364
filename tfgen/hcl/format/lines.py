"""Lines of tokens, cut into the cells that `terraform fmt` aligns."""

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from tfgen.hcl.format.graphemes import width
from tfgen.hcl.format.spacing import LINE_START, NAMED_BY_TEXT, gap, role_behind
from tfgen.hcl.lexer import Kind

Tokens: TypeAlias = Sequence[tuple[Kind, int, int]]

_LINE_COMMENTS = ("#", "//")
_STEPS = {Kind.OPEN: 1, Kind.OPEN_TEMPLATE: 1, Kind.CLOSE: -1, Kind.CLOSE_TEMPLATE: -1}


class Line(Struct):
    """One line, its tokens spaced.

    A heredoc, like any token over several lines of text, is on one line. `assign` is the cell from the `=` on,
    `comment` a trailing comment; each is empty where there is none. `net` is how many more brackets the line opens
    than it closes. The surplus of a cell is how many more characters than columns it has.
    """

    lead: str
    assign: str
    comment: str
    ending: str
    net: int
    lead_surplus: int = 0
    assign_surplus: int = 0


def read_lines(text: str, tokens: Tokens) -> list[Line]:
    """Cut the tokens of a text, at least one, into lines."""
    lines = []
    first = 0
    for index, (kind, start, end) in enumerate(tokens):
        if kind is Kind.NEWLINE:
            lines.append(_line(text, tokens[first:index], text[start:end]))
            first = index + 1
    # At the end of a text, and only there, trailing spaces stay; a tab becomes a space.
    lines.append(_line(text, tokens[first:], " " * (len(text) - tokens[-1][2])))
    return lines


def _line(text: str, tokens: Tokens, ending: str) -> Line:
    comment = ""
    if len(tokens) > 1 and tokens[-1][0] is Kind.COMMENT and text.startswith(_LINE_COMMENTS, tokens[-1][1]):
        comment, tokens = text[tokens[-1][1] : tokens[-1][2]], tokens[:-1]
    words, ends, net, equals = _join(text, tokens)
    if not equals:
        return Line(words, "", comment, ending, net, _surplus(text, tokens, words))
    lead, assign = words[:ends], words[ends + 1 :]
    surplus, behind = _surplus(text, tokens[:equals], lead), _surplus(text, tokens[equals:], assign)
    return Line(lead, assign, comment, ending, net, surplus, behind)


def _join(text: str, tokens: Tokens) -> tuple[str, int, int, int]:
    """Space the tokens of a line, and find where an assign cell begins.

    Gives the text, where in it the lead ends, the line's net brackets, and the index of the `=`, 0 where there is no
    such cell. What stands in a heredoc that the line opens counts
    for no net bracket.
    """
    words, net, depth, counts = "", 0, 0, True
    equals, lead_end, lead_depth = 0, 0, 0
    left = LINE_START
    for index, (kind, start, end) in enumerate(tokens):
        word = text[start:end]
        role = word if kind in NAMED_BY_TEXT else kind
        if role == "=" and index and not equals:
            equals, lead_end, lead_depth = index, len(words), depth
        if kind in _STEPS:
            depth += _STEPS[kind]
            net += _STEPS[kind] * counts
        elif kind is Kind.OPEN_HEREDOC:
            counts = False
        words += gap(left, role) + word
        left = role_behind(role, word, left)
    return words, lead_end, net, equals if depth == lead_depth else 0


def _surplus(text: str, tokens: Tokens, words: str) -> int:
    """Count the characters of tokens that take no column; each token is counted by itself."""
    if words.isascii() and "\r" not in words:
        return 0
    return sum(end - start - width(text[start:end]) for _, start, end in tokens)
