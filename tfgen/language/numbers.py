"""Terraform's numbers: binary floating point with 512 bits, held exactly as integers and fractions."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

Number: TypeAlias = int | Fraction

PRECISION: Final = 512
# A number of so many decimal digits, before or behind the point, is not calculated with: it costs too much.
MAX_DIGITS: Final = 4000
MAX_BITS: Final = int(MAX_DIGITS * 3.32)
# Enough decimal digits to tell any two numbers of 512 bits apart.
SIGNIFICANT_DIGITS: Final = 156
MAX_EXPONENT_LENGTH: Final = 5

_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(?:([eEpP])([+-]?\d+))?", re.ASCII)
_INFINITY = re.compile(r"[+-]?[Ii]nf")


class NumberTooLarge(ValueError):
    """A number has more digits than tfgen calculates with; Terraform knows it, tfgen treats it as unknown."""


def rounded(number: int | Decimal | Fraction) -> Number:
    """Round a number to 512 bits, halves to even; raise `NumberTooLarge` if it has too many digits."""
    # Asked before anything is made of the number: as a fraction, 1e999999999 would fill the memory.
    if isinstance(number, Decimal) and abs(number.adjusted()) > MAX_DIGITS:
        raise NumberTooLarge(str(number.adjusted()))
    exact = Fraction(number)
    magnitude = exact.numerator.bit_length() - exact.denominator.bit_length()
    if abs(magnitude) > MAX_BITS:
        raise NumberTooLarge(str(magnitude))
    shift = magnitude - PRECISION
    if not _fits(exact):
        scaled = exact * (Fraction(1, 2**shift) if shift >= 0 else 2**-shift)
        shift += 1 if abs(scaled) >= 2**PRECISION else 0
        scaled = exact * (Fraction(1, 2**shift) if shift >= 0 else 2**-shift)
        exact = round(scaled) * Fraction(2) ** shift
    return exact.numerator if exact.denominator == 1 else exact


def _fits(exact: Fraction) -> bool:
    """Tell whether 512 bits hold a number as it is."""
    binary = exact.denominator & (exact.denominator - 1) == 0
    return binary and exact.numerator.bit_length() <= PRECISION


def parse_number(text: str) -> Number | None:
    """Read a decimal number, with an exponent of ten (`e`) or of two (`p`); None if the text is none.

    Raises `NumberTooLarge`, for infinity too.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        if _INFINITY.fullmatch(text):
            raise NumberTooLarge(text)
        return None
    mantissa, letter, exponent = found.groups(default="")
    if len(mantissa) > MAX_DIGITS or len(exponent) > MAX_EXPONENT_LENGTH:
        raise NumberTooLarge(text[:20])
    base = 2 if letter in ("p", "P") else 10
    return rounded(Fraction(mantissa) * Fraction(base) ** int(exponent or 0))


def format_number(number: Number) -> str:
    """Write a number with as few decimal digits as it takes to tell it from its neighbours, without an exponent."""
    if isinstance(number, int) and number.bit_length() <= PRECISION:
        return str(number)
    exact = Fraction(number)
    written = (_with_digits(exact, digits) for digits in range(1, SIGNIFICANT_DIGITS))
    enough = (text for text in written if rounded(Fraction(text)) == number)
    return next(enough, _with_digits(exact, SIGNIFICANT_DIGITS))


def _with_digits(exact: Fraction, digits: int) -> str:
    """Write a number with so many significant digits, without an exponent."""
    exponent = decimal_exponent(exact)
    places = digits - 1 - exponent
    scaled = abs(round(exact * Fraction(10) ** places))
    sign = "-" if exact < 0 else ""
    if places <= 0:
        return f"{sign}{scaled * 10**-places}"
    text = str(scaled).rjust(places + 1, "0")
    fraction = text[-places:].rstrip("0")
    return f"{sign}{text[:-places]}.{fraction}" if fraction else sign + text[:-places]


def decimal_exponent(exact: Fraction) -> int:
    """Give the exponent of the highest decimal digit of a number that is not zero: 2 for 123, -3 for 0.0012."""
    magnitude = abs(exact)
    guess = len(str(magnitude.numerator)) - len(str(magnitude.denominator))
    return guess if Fraction(10) ** guess <= magnitude else guess - 1
