"""Random spacing of HCL texts: what a formatter must undo."""

import random

from tfgen.hcl.lexer import Kind, scan

# Behind the one and before the other, spaces are content.
_TEXT_BEHIND = {Kind.LITERAL, Kind.OPEN_QUOTE, Kind.CLOSE_TEMPLATE, Kind.OPEN_HEREDOC, Kind.CLOSE_HEREDOC}
_TEXT_BEFORE = {Kind.LITERAL, Kind.CLOSE_QUOTE, Kind.OPEN_TEMPLATE, Kind.CLOSE_HEREDOC}
_GAPS = ["", "", " ", "  ", "\t", "       "]


def words(text: str) -> list[str]:
    """Give the texts of a text's tokens."""
    return [text[start:end] for _, start, end in scan(text)]


def respace(text: str, chance: random.Random) -> str:
    """Space a text anew at random, its tokens unchanged."""
    pieces: list[str] = []
    at, before, last = 0, Kind.NEWLINE, ""
    for kind, start, end in scan(text):
        gap, word = text[at:start], text[start:end]
        is_text = before in _TEXT_BEHIND or kind in _TEXT_BEFORE or before is Kind.COMMENT
        if not is_text:
            gap = chance.choice(_GAPS)
            if not gap and words(last + word) != [last, word][not last :]:
                gap = " "
        pieces += [gap, word]
        at, before, last = end, kind, word
    result = "".join([*pieces, text[at:]])
    assert words(result) == words(text)
    return result
