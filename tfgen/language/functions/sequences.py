"""Functions on lists, sets and tuples."""

from collections.abc import Sequence
from typing import Final

from tfgen.language.convert import ConversionError, convert
from tfgen.language.equality import equal
from tfgen.language.functions.problems import ArgumentProblem, CallProblem
from tfgen.language.functions.rule import Rule, whole
from tfgen.language.types import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    Collection,
    Object,
    Tuple,
    Type,
    friendly,
    is_kind,
    list_of,
    set_of,
)
from tfgen.language.unify import unify
from tfgen.language.values import (
    UNKNOWN,
    Value,
    boolean,
    list_value,
    null,
    number,
    set_value,
    tuple_value,
    unknown,
)

MAX_RANGE: Final = 1024


def _is_sequence(tested: Type) -> bool:
    return isinstance(tested, Tuple) or is_kind(tested, "list", "set")


def _length(value: Value) -> Value:
    match value.type:
        case Tuple(elements=elements):
            return number(len(elements))
        case Object(attributes=attributes):
            return number(len(attributes))
        case Collection(kind=kind):
            if not value.is_known or (kind == "set" and not value.is_wholly_known):
                return unknown(NUMBER)
            return number(len(value.content))
    if value.type == STRING:
        # What counts is grapheme clusters, for which there are whole tables.
        return number(len(value.content)) if value.is_known and value.content.isascii() else unknown(NUMBER)
    if value.type == DYNAMIC:
        return unknown(NUMBER)
    raise CallProblem("argument must be a string, a collection type, or a structural type")


def _element_type(values: Value, index: Value) -> Type:
    if isinstance(values.type, Tuple):
        if not values.type.elements:
            raise CallProblem("cannot use element function with an empty list")
        if not index.is_known:
            return DYNAMIC
        return values.type.elements[whole(index.content) % len(values.type.elements)]
    if is_kind(values.type, "list") and isinstance(values.type, Collection):
        return values.type.element
    raise ArgumentProblem(0, f"cannot read elements from {friendly(values.type)}")


def _element(values: Value, index: Value) -> Value:
    of_type = _element_type(values, index)
    if not (values.is_known and index.is_known):
        return unknown(of_type)
    at = whole(index.content)
    if not values.content:
        raise CallProblem("cannot use element function with an empty list")
    found: Value = values.content[at % len(values.content)]
    return found


def _concat(*lists: Value) -> Value:
    if not lists:
        raise CallProblem("at least one argument is required")
    for index, one in enumerate(lists):
        if not (isinstance(one.type, Tuple) or is_kind(one.type, "list")):
            raise ArgumentProblem(index, "all arguments must be lists or tuples; got " + friendly(one.type))
    if all(isinstance(one.type, Collection) for one in lists):
        element = unify([one.type.element for one in lists if isinstance(one.type, Collection)])
        if element is not None:
            if not all(one.is_known for one in lists):
                return unknown(list_of(element))
            return list_value(element, [convert(item, element) for one in lists for item in one.content])
    if any(not one.is_known and not isinstance(one.type, Tuple) for one in lists):
        return unknown()
    return tuple_value(item for one in lists for item in _items(one))


def _items(one: Value) -> Sequence[Value]:
    """Give the elements of a list or tuple, unknown ones of a tuple that is not known."""
    if one.content is not UNKNOWN:
        return one.content or ()
    assert isinstance(one.type, Tuple)
    return [unknown(element) for element in one.type.elements]


def _flatten(values: Value) -> Value:
    if not _is_sequence(values.type):
        raise CallProblem("can only flatten lists, sets and tuples")
    found = _flattened(values)
    return unknown() if found is None else tuple_value(found)


def _flattened(values: Value) -> list[Value] | None:
    """Give all elements at any depth; None where some are not known."""
    if not values.is_known and not isinstance(values.type, Tuple):
        return None
    found: list[Value] = []
    for item in _items(values):
        if item.type == DYNAMIC and not item.is_null:
            return None
        if item.is_null or not _is_sequence(item.type):
            found.append(item)
            continue
        inner = _flattened(item)
        if inner is None:
            return None
        found += inner
    return found


def _contains(values: Value, wanted: Value) -> Value:
    if not _is_sequence(values.type):
        raise CallProblem("argument must be list, tuple, or set")
    if not values.is_known or not wanted.is_wholly_known:
        return unknown(BOOL)
    answers = [equal(item, wanted) for item in values.content]
    if any(answer is True for answer in answers):
        return boolean(True)
    return unknown(BOOL) if any(answer is None for answer in answers) else boolean(False)


def _index(values: Value, wanted: Value) -> Value:
    if not (isinstance(values.type, Tuple) or is_kind(values.type, "list")):
        raise CallProblem("argument must be a list or tuple")
    if not values.is_wholly_known or not wanted.is_wholly_known:
        return unknown(NUMBER)
    if not values.content:
        raise CallProblem("cannot search an empty list")
    for at, item in enumerate(values.content):
        if equal(item, wanted):
            return number(at)
    raise CallProblem("item not found")


def _one(values: Value) -> Value:
    if not _is_sequence(values.type):
        raise ArgumentProblem(0, "must be a list, set, or tuple value with either zero or one elements")
    if isinstance(values.type, Tuple) and len(values.type.elements) > 1:
        raise ArgumentProblem(0, "must be a list, set, or tuple value with either zero or one elements")
    if not values.is_known:
        return unknown(values.type.element if isinstance(values.type, Collection) else DYNAMIC)
    if len(values.content) > 1:
        raise ArgumentProblem(0, "must be a list, set, or tuple value with either zero or one elements")
    if values.content:
        found: Value = values.content[0]
        return found
    return null(values.type.element if isinstance(values.type, Collection) else DYNAMIC)


def _coalesce(*values: Value) -> Value:
    common = unify([value.type for value in values]) if values else None
    if not values:
        raise CallProblem("at least one argument is required")
    if common is None:
        raise CallProblem("all arguments must have the same type")
    for value in values:
        if not value.is_known:
            return unknown(common)
        if not value.is_null and not (value.type == STRING and value.content == ""):
            return _as(value, common)
    raise CallProblem("no non-null, non-empty-string arguments")


def _as(value: Value, to: Type) -> Value:
    try:
        return convert(value, to)
    except ConversionError:
        return unknown(to)


def _coalescelist(*lists: Value) -> Value:
    if not lists:
        raise CallProblem("at least one argument is required")
    for index, one in enumerate(lists):
        if (one.type != DYNAMIC or one.is_null) and not (isinstance(one.type, Tuple) or is_kind(one.type, "list")):
            raise ArgumentProblem(index, "coalescelist arguments must be lists or tuples")
    for one in lists:
        if not one.is_known:
            return unknown()
        if not one.is_null and one.content:
            return one
    raise CallProblem("no non-null arguments")


def _distinct(values: Value) -> Value:
    found: list[Value] = []
    for item in values.content:
        if not any(equal(item, other) for other in found):
            found.append(item)
    return Value(values.type, tuple(found))


def _reverse_type(values: Value) -> Type:
    match values.type:
        case Tuple(elements=elements):
            return Tuple(elements[::-1])
        case Collection(kind="list" | "set", element=element):
            return list_of(element)
    raise ArgumentProblem(0, f"can only reverse list or tuple values, not {friendly(values.type)}")


def _reverse(values: Value) -> Value:
    return Value(_reverse_type(values), values.content[::-1])


def _slice_type(values: Value, start: Value, end: Value) -> Type:
    if is_kind(values.type, "list"):
        return values.type
    if not isinstance(values.type, Tuple):
        raise ArgumentProblem(0, "must be a list or tuple value")
    if not (start.is_known and end.is_known):
        return DYNAMIC
    first, last = _bounds(start, end, len(values.type.elements))
    return Tuple(values.type.elements[first:last])


def _bounds(start: Value, end: Value, length: int) -> tuple[int, int]:
    first, last = whole(start.content), whole(end.content)
    if first < 0:
        raise ArgumentProblem(1, "start index must not be less than zero")
    if first > length:
        raise ArgumentProblem(1, "start index must not be greater than the length of the list")
    if last > length:
        raise ArgumentProblem(2, "end index must not be greater than the length of the list")
    if first > last:
        raise ArgumentProblem(1, "start index must not be greater than end index")
    return first, last


def _slice(values: Value, start: Value, end: Value) -> Value:
    first, last = _bounds(start, end, len(values.content))
    return Value(_slice_type(values, start, end), values.content[first:last])


def _sort(values: Value) -> Value:
    if any(item.is_null for item in values.content):
        raise ArgumentProblem(0, "given list element is null; a null string cannot be sorted")
    return list_value(STRING, sorted(values.content, key=lambda item: item.content.encode()))


def _compact(values: Value) -> Value:
    return list_value(STRING, [item for item in values.content if not item.is_null and item.content])


def _sum(values: Value) -> Value:
    if not _is_sequence(values.type):
        raise ArgumentProblem(0, "argument must be list, set, or tuple. Received " + friendly(values.type))
    if not values.is_wholly_known:
        return unknown(NUMBER)
    if not values.content:
        raise ArgumentProblem(0, "cannot sum an empty list")
    try:
        numbers = [convert(item, NUMBER) for item in values.content]
    except ConversionError as problem:
        raise ArgumentProblem(0, "argument must be list, set, or tuple of number values") from problem
    if any(item.is_null for item in numbers):
        raise ArgumentProblem(0, "argument must be list, set, or tuple of number values")
    return number(sum(item.content for item in numbers))


def _range(*limits: Value) -> Value:
    if not 1 <= len(limits) <= 3:  # noqa: PLR2004 - start, end and step
        raise CallProblem("must have one, two, or three arguments")
    given = [limit.content for limit in limits]
    start, end = (0, given[0]) if len(given) == 1 else given[:2]
    step = given[2] if len(given) > 2 else (-1 if end < start else 1)  # noqa: PLR2004
    if step == 0:
        raise ArgumentProblem(2, "step must not be zero")
    if (end - start) * step < 0:
        raise ArgumentProblem(2, "end must be on the side of start that the step leads to")
    found: list[Value] = []
    while (start < end) if step > 0 else (start > end):
        if len(found) >= MAX_RANGE:
            detail = "either decrease the difference between start and end or use a smaller step"
            raise CallProblem(f"more than {MAX_RANGE} values were generated; {detail}")
        found.append(number(start))
        start += step
    return list_value(NUMBER, found)


def _chunklist(values: Value, size: Value) -> Value:
    count = whole(size.content)
    if count < 0:
        raise ArgumentProblem(1, "the size argument must be positive")
    items = values.content
    parts = [items[at : at + count] for at in range(0, len(items), count)] if count else [items]
    return Value(list_of(values.type), tuple(Value(values.type, part) for part in parts))


def _all_true(values: Value) -> Value:
    if any(item.is_known and not item.content for item in values.content):
        return boolean(False)
    return boolean(True) if values.is_wholly_known else unknown(BOOL)


def _any_true(values: Value) -> Value:
    if any(item.is_known and item.content for item in values.content):
        return boolean(True)
    return boolean(False) if values.is_wholly_known else unknown(BOOL)


def _sets_type(*sets: Value) -> Type:
    element = unify([one.type.element for one in sets if isinstance(one.type, Collection)])
    return set_of(element) if element is not None else DYNAMIC


def _union(*sets: Value) -> Value:
    of_type = _sets_type(*sets)
    if not isinstance(of_type, Collection):
        return unknown()
    return set_value(of_type.element, [convert(item, of_type.element) for one in sets for item in one.content])


def _setproduct_type(*sets: Value) -> Type:
    for index, one in enumerate(sets):
        if not _is_sequence(one.type):
            raise ArgumentProblem(index, "a set or a list is required")
    return DYNAMIC


def _first_type(values: Value, *_rest: Value) -> Type:
    return values.type


def _list_of_first(values: Value, *_rest: Value) -> Type:
    return list_of(values.type)


SEQUENCES: Final = {
    "length": Rule(_length, sees_unknown=True, takes_dynamic=True, keeps_marks=True),
    "element": Rule(_element, sees_unknown=True, keeps_marks=True, result_type=_element_type),
    "concat": Rule(_concat, sees_unknown=True, keeps_marks=True, result_type=lambda *_lists: DYNAMIC),
    "flatten": Rule(_flatten, sees_unknown=True, keeps_marks=True, result_type=lambda _list: DYNAMIC),
    "contains": Rule(_contains, sees_unknown=True),
    "index": Rule(_index, sees_unknown=True),
    "one": Rule(_one, sees_unknown=True, result_type=lambda _list: DYNAMIC),
    "coalesce": Rule(_coalesce, sees_unknown=True, result_type=lambda *_values: DYNAMIC),
    "coalescelist": Rule(_coalescelist, sees_unknown=True, result_type=lambda *_lists: DYNAMIC),
    "distinct": Rule(_distinct, _first_type),
    "reverse": Rule(_reverse, _reverse_type, keeps_marks=True),
    "slice": Rule(_slice, _slice_type, keeps_marks=True),
    "sort": Rule(_sort),
    "compact": Rule(_compact),
    "sum": Rule(_sum, sees_unknown=True),
    "range": Rule(_range),
    "chunklist": Rule(_chunklist, _list_of_first, keeps_marks=True),
    "alltrue": Rule(_all_true),
    "anytrue": Rule(_any_true),
    "setunion": Rule(_union, _sets_type),
    "setintersection": Rule(None, _sets_type),
    "setsubtract": Rule(None, _sets_type),
    "setsymmetricdifference": Rule(None, _sets_type),
    "setproduct": Rule(None, _setproduct_type, keeps_marks=True),
    "matchkeys": Rule(None, _first_type),
}
