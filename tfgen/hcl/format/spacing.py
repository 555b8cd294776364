"""What `terraform fmt` leaves between two tokens of a line: one space or none.

A token's role is the text of a bracket or operator, and the kind of anything else. Two roles depend on what stands
before: a minus that is a sign, and the `in` of a `for`.
"""

import functools

from tfgen.hcl.lexer import Kind

NAMED_BY_TEXT = frozenset({Kind.OPERATOR, Kind.OPEN, Kind.CLOSE})
LINE_START, SIGN, FOR_IN = "line start", "sign", "for … in"

_SIGN_FOLLOWS = frozenset(
    (LINE_START, SIGN, *"{[(", *"=:?,!-+*/%<>", "==", "!=", "<=", ">=", "&&", "||")
)  # `=>` is not among them
_NONE_BEFORE = frozenset(
    {",", "...", ".", "::", Kind.LITERAL, Kind.CLOSE_QUOTE, Kind.OPEN_TEMPLATE, Kind.CLOSE_HEREDOC}
)
_NONE_AFTER = frozenset(
    {LINE_START, ".", "::", "!", SIGN, Kind.LITERAL, Kind.OPEN_QUOTE, Kind.CLOSE_TEMPLATE, Kind.OPEN_HEREDOC}
)
_INDEXED = frozenset({Kind.IDENTIFIER, Kind.NUMBER, "}", "]", ")"})


def role_behind(role: str, word: str, before: str) -> str:
    """Give the role that a token has for the one behind it, where that depends on the role before it."""
    if role == "-" and before in _SIGN_FOLLOWS:
        return SIGN
    if word == "in" and role == Kind.IDENTIFIER and before in {Kind.IDENTIFIER, FOR_IN}:
        return FOR_IN
    return role


@functools.cache
def gap(left: str, right: str) -> str:
    """Give the space between two neighbours; of the rules that match, the first holds."""
    if right == "(" and left in {Kind.IDENTIFIER, FOR_IN}:
        return ""
    if right in _NONE_BEFORE:
        return ""
    if left in {",", FOR_IN}:
        return " "
    if left in _NONE_AFTER or (right == "[" and left in _INDEXED):
        return ""
    return "" if _at_bracket(left, right) else " "


def _at_bracket(left: str, right: str) -> bool:
    """Tell whether a bracket stands close to its content: braces do only where there is none."""
    if left == "{" or right == "}":
        return left == "{" and right == "}"
    if left == Kind.OPEN_TEMPLATE:
        return right != "{"
    if right == Kind.CLOSE_TEMPLATE:
        return left != "}"
    return left in {"[", "("} or right in {"]", ")"}
