"""Functions that convert values, or take marks off and put them on."""

from typing import Final

from tfgen.language.convert import ConversionError, convert
from tfgen.language.functions.problems import ArgumentProblem
from tfgen.language.functions.rule import Rule
from tfgen.language.types import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    Type,
    friendly,
    friendly_constraint,
    list_of,
    map_of,
    set_of,
)
from tfgen.language.values import EPHEMERAL, SENSITIVE, Value, boolean, null, unknown

_HINTS = {
    NUMBER: "given string must be a decimal representation of a number",
    BOOL: 'only the strings "true" or "false" are allowed',
}


def _to(target: Type, *, keeps_marks: bool = False) -> Rule:
    return Rule(lambda value: _converted(value, target), sees_unknown=True, keeps_marks=keeps_marks)


def _converted(value: Value, target: Type) -> Value:
    try:
        return convert(value, target)
    except ConversionError as problem:
        wanted = friendly_constraint(target)
        if value.type == STRING and value.is_known and not value.is_null and target in _HINTS:
            raise ArgumentProblem(0, f'cannot convert "{value.content}" to {wanted}; {_HINTS[target]}') from problem
        raise ArgumentProblem(0, f"cannot convert {friendly(value.type)} to {wanted}") from problem


def _nonsensitive(value: Value) -> Value:
    kept = value.marks - {SENSITIVE}
    return value.unmarked().with_marks(kept)


def _ephemeral_as_null(value: Value) -> Value:
    if EPHEMERAL not in value.marks:
        return value
    return null(value.type).with_marks(value.marks - {EPHEMERAL})


def _is_sensitive(value: Value) -> Value:
    if SENSITIVE in value.marks:
        return boolean(True)
    return boolean(False) if value.is_known else unknown(BOOL)


CONVERSIONS: Final = {
    "tostring": _to(STRING),
    "tonumber": _to(NUMBER),
    "tobool": _to(BOOL),
    "tolist": _to(list_of(DYNAMIC), keeps_marks=True),
    "toset": _to(set_of(DYNAMIC)),
    "tomap": _to(map_of(DYNAMIC), keeps_marks=True),
    "sensitive": Rule(lambda value: value.with_marks({SENSITIVE}), sees_marks=True, takes_dynamic=True),
    "nonsensitive": Rule(_nonsensitive, sees_marks=True, takes_dynamic=True),
    "issensitive": Rule(_is_sensitive, sees_marks=True, takes_dynamic=True),
    "ephemeralasnull": Rule(_ephemeral_as_null, sees_marks=True, takes_dynamic=True),
}
