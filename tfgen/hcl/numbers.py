"""Numbers as they are written."""

from decimal import Decimal, InvalidOperation

from tfgen.hcl.tokens import SyntaxMistake

# Longer ones are read as decimals: the interpreter refuses to convert them exactly.
_MAX_INTEGER = 1000


def number(text: str, span: tuple[int, int]) -> int | Decimal:
    """Give the number that a token is; raises SyntaxMistake for `1.2.3`, which is cut as one."""
    if text.isdigit() and len(text) < _MAX_INTEGER:
        return int(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        detail = "Failed to recognize the value of this number literal."
        raise SyntaxMistake("Invalid number literal", detail, span) from None
