"""What an unquoted YAML word is: the core schema of YAML 1.2 (section 10.3.2), without its traps.

YAML 1.1 readers take `no` for false, `22:30` for a number in base 60 and `012` for an octal one; here they are
text, text, and an error that asks which number was meant. What a Terraform number cannot hold is an error too,
so that no value is ever changed in silence.
"""

import re
from decimal import Decimal

from msgspec import Struct

from tfgen.values import PlainScalar

MAX_DIGITS = 100
"""Terraform's numbers have 512 bits, which hold every number of 100 digits, and not much more."""

_WORDS: dict[str, PlainScalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LEADING_ZERO = re.compile(r"([-+]?)0+([0-9]+)")
_NUMBER_START = frozenset("+-.0123456789")


class Unreadable(Struct, frozen=True):
    """An unquoted word that has no safe reading; `detail` tells why and what to write."""

    summary: str
    detail: str


def read_plain(text: str) -> PlainScalar | Unreadable:
    """Give the value of an unquoted word."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_START:
        return _read_number(text)
    return text


def read_tagged(text: str, kind: str) -> PlainScalar | Unreadable:
    """Give the value of a word under one of YAML's own scalar tags: `str`, `int`, `float`, `bool` or `null`."""
    if kind == "str":
        return text
    value = read_plain(text)
    if isinstance(value, Unreadable) or _kind(value) == kind:
        return value
    if kind == "float" and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return Unreadable("Tag does not fit", f"The tag `!!{kind}` cannot be applied to `{text}`. Remove the tag.")


def _kind(value: PlainScalar) -> str:
    return "null" if value is None else type(value).__name__


def _read_number(text: str) -> PlainScalar | Unreadable:
    if _INTEGER.fullmatch(text):
        return _read_integer(text)
    if _OTHER_BASE.fullmatch(text):
        return _too_long(text) if len(text) > MAX_DIGITS else int(text, base=0)
    if _FLOAT.fullmatch(text):
        return _read_float(text)
    if _NOT_FINITE.fullmatch(text):
        return Unreadable("Invalid number", f"Terraform has no number `{text}`. Put it in quotes if a text is meant.")
    return text


def _read_integer(text: str) -> int | Unreadable:
    if len(text) > MAX_DIGITS:
        return _too_long(text)
    if zeros := _LEADING_ZERO.fullmatch(text):
        number = zeros[1] + zeros[2]
        return Unreadable(
            "Ambiguous number",
            f'`{text}` begins with a zero: write "{text}" in quotes to keep the zero (as in an account id), {number} '
            "for the decimal number, or 0o… for an octal one.",
        )
    return int(text)


def _read_float(text: str) -> float | Unreadable:
    if len(text) > MAX_DIGITS:
        return _too_long(text)
    value = float(text)
    if _is_exact(text, value):
        return value
    return Unreadable(
        "Invalid number",
        f"The number `{text}` is too large or too precise and would be read as {value!r}. Put it in quotes if a text "
        "is meant, or shorten it.",
    )


def _is_exact(text: str, value: float) -> bool:
    if value in (0.0, float("inf"), float("-inf")):
        mantissa = re.split("[eE]", text)[0]
        return value == 0 and not re.search("[1-9]", mantissa)
    return Decimal(text) == Decimal(repr(value))


def _too_long(text: str) -> Unreadable:
    return Unreadable(
        "Invalid number",
        f"The number that begins with {text[:12]} has {len(text)} characters; {MAX_DIGITS} are the most that Terraform "
        "keeps exactly. Put it in quotes if a text is meant.",
    )
