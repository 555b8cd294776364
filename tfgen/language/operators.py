"""Terraform's operators."""

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

from tfgen.language.convert import ConversionError, convert
from tfgen.language.equality import equal
from tfgen.language.numbers import Number
from tfgen.language.types import BOOL, NUMBER, Tuple, Type
from tfgen.language.values import Value, boolean, number, unknown

Side: TypeAlias = Literal["left", "right", "only"]


class OperandError(Exception):
    """An operator does not go with its operands; `side` is the one in question, `only` for all of them."""

    def __init__(self, side: Side, message: str, summary: str = "Invalid operand") -> None:
        super().__init__(message)
        self.side: Side = side
        self.message = message
        self.summary = summary


def _remainder(left: Number, right: Number) -> Number:
    """Give what division to a whole number towards zero leaves; dividing by zero leaves everything."""
    if right == 0:
        return left
    return left - right * int(Fraction(left) / right)


_ARITHMETIC: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "%": _remainder,
}
_COMPARISONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_LOGIC: Final[dict[str, Callable[[bool, bool], bool]]] = {"&&": operator.and_, "||": operator.or_}


def _is_unsure(left: Value, right: Value) -> bool:
    """Tell whether structures are compared that are not wholly known, or a tuple with a list."""
    if not (isinstance(left.content, tuple | dict) and isinstance(right.content, tuple | dict)):
        return False
    wholly_known = left.is_wholly_known and right.is_wholly_known
    return not wholly_known or isinstance(left.type, Tuple) != isinstance(right.type, Tuple)


def binary(operation: str, left: Value, right: Value) -> Value:
    """Give the value of `left operation right`; raise `OperandError` if the operands do not go with it."""
    if operation in ("==", "!="):
        found = None if _is_unsure(left, right) else equal(left.unmarked_deep(), right.unmarked_deep())
        result = unknown(BOOL) if found is None else boolean(found == (operation == "=="))
        return result.with_marks(left.all_marks() | right.all_marks())
    operands = BOOL if operation in _LOGIC else NUMBER
    left, right = _operand(left, operands, "left"), _operand(right, operands, "right")
    _refuse_null(left, right)
    if not (left.is_known and right.is_known):
        result = unknown(NUMBER if operation in _ARITHMETIC or operation == "/" else BOOL)
    else:
        result = _calculate(operation, left.content, right.content)
    return result.with_marks(left.marks | right.marks)


def unary(operation: str, operand: Value) -> Value:
    """Give the value of `-operand` or `!operand`; raise `OperandError` if the operand does not go with it."""
    of_type = BOOL if operation == "!" else NUMBER
    value = _operand(operand, of_type, "only")
    _refuse_null(value)
    if not value.is_known:
        return value
    result = boolean(not value.content) if operation == "!" else number(-value.content)
    return result.with_marks(value.marks)


def _operand(value: Value, of_type: Type, side: Side) -> Value:
    """Give an operand as what the operator takes."""
    try:
        return convert(value, of_type)
    except ConversionError as problem:
        name = "unary" if side == "only" else side
        raise OperandError(side, f"Unsuitable value for {name} operand: {problem}.") from problem


def _refuse_null(*operands: Value) -> None:
    """Let no operand be null."""
    if any(operand.is_null for operand in operands):
        raise OperandError("only", "Error during operation: argument must not be null.", "Operation failed")


def _calculate(operation: str, left: Any, right: Any) -> Value:
    """Apply an operator to what two operands hold."""
    if operation in _LOGIC:
        return boolean(_LOGIC[operation](left, right))
    if operation in _COMPARISONS:
        return boolean(_COMPARISONS[operation](left, right))
    return number(_ARITHMETIC[operation](left, right)) if operation in _ARITHMETIC else _divide(left, right)


def _divide(left: Number, right: Number) -> Value:
    """Divide; a number by zero is infinite, which tfgen does not calculate with."""
    if right:
        return number(Fraction(left) / right)
    if left:
        return unknown(NUMBER)
    message = "Error during operation: can't divide zero by zero or infinity by infinity."
    raise OperandError("only", message, "Operation failed")
