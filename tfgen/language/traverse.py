"""Attributes and elements of values, as `.name`, `[key]` and the steps of references take them."""

from tfgen.language.convert import ConversionError, convert
from tfgen.language.types import DYNAMIC, NUMBER, STRING, Collection, Object, Primitive, Tuple, Type, friendly, is_kind
from tfgen.language.values import Marks, Value, unknown

_NO_ELEMENT = "The given key does not identify an element in this collection value"


class TraversalError(Exception):
    """A step that a value does not have, in HCL's words."""

    def __init__(self, summary: str, detail: str) -> None:
        super().__init__(detail)
        self.summary = summary
        self.detail = detail


def get_attribute(value: Value, name: str) -> Value:
    """Give an attribute of an object, or the element of a map; raises TraversalError where there is none."""
    if value.is_null:
        raise TraversalError(
            "Attempt to get attribute from null value", "This value is null, so it does not have any attributes."
        )
    match value.type:
        case Object() as of_type:
            found = of_type.attribute(name)
            if found is None:
                raise TraversalError("Unsupported attribute", f'This object does not have an attribute named "{name}".')
            return _part(value, name, found)
        case Collection(kind="map", element=element):
            if value.is_known and name not in value.content:
                detail = f'This map does not have an element with the key "{name}".'
                raise TraversalError("Missing map element", detail)
            return _part(value, name, element)
        case Primitive() as primitive:
            detail = f"Can't access attributes on a primitive-typed value ({friendly(primitive)})."
            raise TraversalError("Unsupported attribute", detail)
        case Collection(kind=kind, element=Object() as element):
            which = f'attribute "{name}"' if kind == "list" and element.attribute(name) else "an attribute"
            one = "for a specific element of the list, or " if kind == "list" else ""
            detail = (
                f"Can't access attributes on a {kind} of objects. Did you mean to access {which} {one}across all "
                f"elements of the {kind}?"
            )
            raise TraversalError("Unsupported attribute", detail)
        case Collection() | Tuple():
            raise TraversalError("Unsupported attribute", "This value does not have any attributes.")
    return unknown().with_marks(value.marks)


def get_index(value: Value, key: Value) -> Value:
    """Give the element of a collection; raises TraversalError where there is none."""
    marks = value.marks | key.marks
    if value.is_null:
        raise TraversalError("Attempt to index null value", "This value is null, so it does not have any indices.")
    if key.is_null:
        raise TraversalError("Invalid index", "Can't use a null value as an indexing key.")
    if value.type == DYNAMIC:
        return unknown().with_marks(marks)
    if is_kind(value.type, "list") or isinstance(value.type, Tuple):
        return _in_sequence(value, key, marks)
    if is_kind(value.type, "map") or isinstance(value.type, Object):
        return _in_mapping(value, key, marks)
    if is_kind(value.type, "set"):
        detail = (
            "Elements of a set are identified only by their value and don't have any separate index or key to select "
            "with, so it's only possible to perform operations across all elements of the set."
        )
        raise TraversalError("Invalid index", detail)
    raise TraversalError("Invalid index", "This value does not have any indices.")


def _in_sequence(value: Value, key: Value, marks: Marks) -> Value:
    number = _converted(key, NUMBER, "a number is required")
    if not number.is_known:
        return unknown(value.type.element if isinstance(value.type, Collection) else DYNAMIC).with_marks(marks)
    index = number.content
    if not isinstance(index, int):
        reason = "indexing a sequence requires a whole number, but the given index has a fractional part"
        raise TraversalError("Invalid index", f"{_NO_ELEMENT}: {reason}.")
    if index < 0:
        raise TraversalError("Invalid index", f"{_NO_ELEMENT}: a negative number is not a valid index for a sequence.")
    length = _length(value)
    if length is not None and index >= length:
        reason = "the collection has no elements" if length == 0 else _TOO_LARGE
        raise TraversalError("Invalid index", f"{_NO_ELEMENT}: {reason}.")
    if isinstance(value.type, Tuple):
        return _part(value, index, value.type.elements[index]).with_marks(marks)
    assert isinstance(value.type, Collection)
    return _part(value, index, value.type.element).with_marks(marks)


_TOO_LARGE = "the given index is greater than or equal to the length of the collection"


def _length(value: Value) -> int | None:
    if isinstance(value.type, Tuple):
        return len(value.type.elements)
    return len(value.content) if value.is_known else None


def _in_mapping(value: Value, key: Value, marks: Marks) -> Value:
    if isinstance(value.type, Object) and key.type == NUMBER:
        detail = f"{_NO_ELEMENT}. An object only supports looking up attributes by name, not by numeric index."
        raise TraversalError("Invalid index", detail)
    name = _converted(key, STRING, "string required")
    if not name.is_known:
        return unknown(value.type.element if isinstance(value.type, Collection) else DYNAMIC).with_marks(marks)
    if isinstance(value.type, Object):
        found = value.type.attribute(name.content)
        if found is None:
            raise TraversalError("Invalid index", f"{_NO_ELEMENT}.")
        return _part(value, name.content, found).with_marks(marks)
    if value.is_known and name.content not in value.content:
        raise TraversalError("Invalid index", f"{_NO_ELEMENT}.")
    assert isinstance(value.type, Collection)
    return _part(value, name.content, value.type.element).with_marks(marks)


def _converted(key: Value, to: Type, reason: str) -> Value:
    try:
        return convert(key, to)
    except ConversionError as problem:
        raise TraversalError("Invalid index", f"{_NO_ELEMENT}: {reason}.") from problem


def _part(value: Value, key: str | int, of_type: Type) -> Value:
    """Give what stands under a key, unknown where the value is; what contains it passes on its marks."""
    part = value.content[key] if value.is_known else unknown(of_type)
    found: Value = part.with_marks(value.marks)
    return found
