"""Expressions that a template asks for by name: references, and texts taken for an expression.

Nothing else makes an expression of data (`tfgen.hcl.literal` writes all of it as literals), and even here a text
must be one complete expression on one line, so that it can't change what stands around it.
"""

import functools
import re
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from tfgen.hcl.lexer import Kind, Token, tokenize
from tfgen.hcl.parser import parse

if TYPE_CHECKING:
    from tfgen.values import PlainScalar

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_OUTSIDE = frozenset({Kind.COMMENT, Kind.HOLE, Kind.INVALID, Kind.NEWLINE, Kind.OPEN_HEREDOC})
_OPENERS = frozenset({Kind.OPEN, Kind.OPEN_QUOTE, Kind.OPEN_TEMPLATE})
_CLOSERS = frozenset({Kind.CLOSE, Kind.CLOSE_QUOTE, Kind.CLOSE_TEMPLATE})


class NotAnExpression(ValueError):
    """A text that is no reference or expression; the message says why."""


class Expression(Struct, frozen=True):
    """The text of one complete HCL expression."""

    text: str

    def __repr__(self) -> str:
        """Give the text, as messages show it."""
        return self.text

    def __str__(self) -> str:
        """Refuse to become data, as what a filter would make of it; the value is not known before Terraform runs."""
        raise TypeError(f"the expression {self.text} has no form as text: only Terraform knows its value")

    @property
    def term(self) -> str:
        """The expression as an operand: in parentheses where an operator next to it could tear it apart."""
        return f"({self.text})" if any(_is_loose(self.text, token) for token in _shallow(self.text)) else self.text


# What a template may print: plain values, and expressions in them.
Writable: TypeAlias = "PlainScalar | Expression | list[Writable] | dict[str, Writable]"


def is_identifier(text: str) -> bool:
    """Tell whether a text can stand as a name: letters, digits, `_` and `-`, beginning with a letter or `_`."""
    return _IDENTIFIER.fullmatch(text) is not None


def reference(parts: list[str | int]) -> Expression:
    """Give the reference whose steps are names and, for elements of lists, numbers.

    A text may hold several names with dots between them. Raises NotAnExpression for what is no name.
    """
    steps = [step for part in parts for step in (part.split(".") if isinstance(part, str) else [part])]
    if not steps or not isinstance(steps[0], str):
        raise NotAnExpression("a reference begins with a name, such as `var` or a resource's type")
    for step in steps:
        if isinstance(step, str) and not is_identifier(step):
            raise NotAnExpression(f"{step!r} is no name; write an index in the template, as in `x[{{{{ key }}}}]`")
    written = "".join(f".{step}" if isinstance(step, str) else f"[{step}]" for step in steps)
    return Expression(written.removeprefix("."))


@functools.cache
def expression(text: str) -> Expression:
    """Take a text for an expression; raises NotAnExpression unless it is a single one, complete and on one line."""
    tokens = tokenize(text)
    odd = next((token for token in tokens if token.kind in _OUTSIDE), None)
    if odd:
        raise NotAnExpression(f"{text[odd.start : odd.end]!r} has no place in a single expression on one line")
    depth = sum((token.kind in _OPENERS) - (token.kind in _CLOSERS) for token in tokens)
    if depth or not tokens:
        raise NotAnExpression("it is not complete")
    _, mistakes = parse(f"a = ({text})\n", "")
    if mistakes:
        raise NotAnExpression("it is not one expression of HCL")
    return Expression(text.strip())


def _shallow(text: str) -> list[Token]:
    """Give the tokens of a text that stand in no brackets, quotes or templates."""
    found: list[Token] = []
    depth = 0
    for token in tokenize(text):
        depth -= token.kind in _CLOSERS
        if not depth:
            found.append(token)
        depth += token.kind in _OPENERS
    return found


def _is_loose(text: str, token: Token) -> bool:
    """Tell whether a token is an operator: all but the dots of a reference and the colons of a function's name."""
    return token.kind is Kind.OPERATOR and text[token.start : token.end] not in {".", "::"}
