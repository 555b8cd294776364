"""Terraform's values: typed, maybe unknown, maybe null, maybe marked as sensitive or ephemeral."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tfgen.language.numbers import NumberTooLarge, rounded
from tfgen.language.set_order import order_key
from tfgen.language.types import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    Tuple,
    Type,
    list_of,
    map_of,
    object_of,
    set_of,
)

Marks: TypeAlias = frozenset[str]

SENSITIVE: Final = "sensitive"
EPHEMERAL: Final = "ephemeral"
NO_MARKS: Final[Marks] = frozenset()


class Unknown(Enum):
    """The content of a value that is not known before apply."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN


class Value(Struct, frozen=True):
    """A value of Terraform's language.

    `content` is UNKNOWN, None for null, a `str`, a `bool`, an `int` or a `Fraction` that is not whole for numbers, a
    tuple of values for lists, sets (without duplicates, in Terraform's order) and tuples, and a dict of values for maps
    and objects. A value of the dynamic type is unknown or null.
    """

    type: Type
    content: Any
    marks: Marks = NO_MARKS

    @property
    def is_known(self) -> bool:
        """Whether the value itself is known; elements of it may still be unknown."""
        return self.content is not UNKNOWN

    @property
    def is_null(self) -> bool:
        """Whether the value is null, and known to be."""
        return self.content is None

    @property
    def is_wholly_known(self) -> bool:
        """Whether the value and all elements within it are known."""
        return self.is_known and all(part.is_wholly_known for part in self.parts())

    def parts(self) -> Iterator["Value"]:
        """Give the elements of a collection or structure; none of what is unknown, null or primitive."""
        if isinstance(self.content, tuple):
            yield from self.content
        elif isinstance(self.content, dict):
            yield from self.content.values()

    def all_marks(self) -> Marks:
        """Give the marks of the value and of all elements within it."""
        return self.marks.union(*(part.all_marks() for part in self.parts()))

    def with_marks(self, marks: Iterable[str]) -> "Value":
        """Give the value with these marks besides its own."""
        return self if self.marks.issuperset(marks) else replace(self, marks=self.marks.union(marks))

    def unmarked(self) -> "Value":
        """Give the value without its own marks; elements keep theirs."""
        return replace(self, marks=NO_MARKS) if self.marks else self

    def unmarked_deep(self) -> "Value":
        """Give the value without any marks, within it neither."""
        return replace(map_parts(self, Value.unmarked_deep), marks=NO_MARKS) if self.all_marks() else self


def map_parts(value: Value, change: Any) -> Value:
    """Give the value with `change` applied to each element of it, which must leave the types as they are."""
    match value.content:
        case tuple() as items:
            return replace(value, content=tuple(change(item) for item in items))
        case dict() as items:
            return replace(value, content={key: change(item) for key, item in items.items()})
    return value


def unknown(of_type: Type = DYNAMIC) -> Value:
    """Give an unknown value of a type."""
    return Value(of_type, UNKNOWN)


def null(of_type: Type = DYNAMIC) -> Value:
    """Give the null of a type."""
    return Value(of_type, None)


def string(text: str) -> Value:
    """Give a string, in Unicode's normal form C as Terraform has all strings."""
    return Value(STRING, text if text.isascii() else unicodedata.normalize("NFC", text))


def number(amount: int | Decimal | Fraction) -> Value:
    """Give a number, rounded to Terraform's 512 bits; one with thousands of digits becomes unknown."""
    if isinstance(amount, int) and -(2**64) < amount < 2**64:
        return Value(NUMBER, amount)
    try:
        return Value(NUMBER, rounded(amount))
    except NumberTooLarge:
        return unknown(NUMBER)


TRUE: Final = Value(BOOL, True)
FALSE: Final = Value(BOOL, False)


def boolean(truth: bool) -> Value:
    """Give `true` or `false`."""
    return TRUE if truth else FALSE


def tuple_value(items: Iterable[Value]) -> Value:
    """Give a tuple of values."""
    content = tuple(items)
    return Value(Tuple(tuple(item.type for item in content)), content)


def object_value(attributes: Mapping[str, Value]) -> Value:
    """Give an object with these attributes."""
    content = dict(sorted(attributes.items()))
    return Value(object_of({name: item.type for name, item in content.items()}), content)


def list_value(element: Type, items: Iterable[Value]) -> Value:
    """Give a list; all items must be of the type `element`."""
    return Value(list_of(element), tuple(items))


def map_value(element: Type, items: Mapping[str, Value]) -> Value:
    """Give a map; all items must be of the type `element`."""
    return Value(map_of(element), dict(sorted(items.items())))


def set_value(element: Type, items: Iterable[Value]) -> Value:
    """Give a set of items of the type `element`: no duplicates, Terraform's order, marks of items on the whole set."""
    given = tuple(items)
    marks = NO_MARKS.union(*(item.all_marks() for item in given))
    kept: list[Value] = []
    for item in sorted((item.unmarked_deep() for item in given), key=order_key):
        if not (kept and item == kept[-1] and item.is_wholly_known):
            kept.append(item)
    return Value(set_of(element), tuple(kept), marks)


def from_python(data: Any) -> Value:
    """Give the value that plain Python data stands for: lists become tuples, dicts objects."""
    match data:
        case None:
            return null()
        case bool():
            return boolean(data)
        case str():
            return string(data)
        case Mapping():
            return object_value({key: from_python(item) for key, item in data.items()})
        case Sequence():
            return tuple_value(from_python(item) for item in data)
    return number(data)


def to_python(value: Value) -> Any:
    """Give a value as plain Python data, marks left out, with UNKNOWN wherever something is not known."""
    match value.content:
        case tuple() as items:
            return [to_python(item) for item in items]
        case dict() as items:
            return {key: to_python(item) for key, item in items.items()}
        case Fraction() as exact:
            return float(exact)
    return value.content
