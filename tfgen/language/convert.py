"""Converting a value to another type, wherever Terraform does so by itself."""

from typing import TypeAlias

from tfgen.language.common_type import can_convert, unify
from tfgen.language.mismatch import mismatch_message
from tfgen.language.numbers import NumberTooLarge, format_number, parse_number
from tfgen.language.types import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    Collection,
    Object,
    Tuple,
    Type,
    has_dynamic,
    is_kind,
    object_of,
    without_optional,
)
from tfgen.language.values import (
    UNKNOWN,
    Value,
    boolean,
    list_value,
    map_value,
    null,
    number,
    object_value,
    set_value,
    string,
    tuple_value,
    unknown,
)

Path: TypeAlias = tuple[str | int, ...]

__all__ = ["ConversionError", "Path", "can_convert", "convert"]


class ConversionError(Exception):
    """A value does not convert: `path` leads from it to the part that does not, `message` is Terraform's reason.

    As text it is the message without the path, which is how most of Terraform's diagnostics have it.
    """

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


def convert(value: Value, to: Type) -> Value:
    """Give the value as one of type `to`, in which `any` is filled in; raise `ConversionError` if it does not convert.

    Unknown values give unknown ones and null gives null, if their type converts; marks are kept.
    """
    if not can_convert(value.type, to):
        raise ConversionError((), mismatch_message(value.type, to))
    return _convert(value, to, ())


def _convert(value: Value, to: Type, path: Path) -> Value:
    """Convert a value whose type is known to convert."""
    if to == DYNAMIC or value.type == without_optional(to):
        return value
    if value.content is None:
        return null(filled(value.type, without_optional(to))).with_marks(value.marks)
    if value.content is UNKNOWN:
        return unknown(filled(value.type, without_optional(to))).with_marks(value.marks)
    return _convert_known(value, to, path).with_marks(value.marks)


def _convert_known(value: Value, to: Type, path: Path) -> Value:
    """Convert a value that is there."""
    match to:
        case Object():
            return _to_object(value, to, path)
        case Tuple(elements=elements):
            return tuple_value(
                _convert(item, element, (*path, index))
                for index, (item, element) in enumerate(zip(value.content, elements, strict=True))
            )
        case Collection(kind="map"):
            return _to_map(value, to.element, path)
        case Collection():
            return _to_sequence(value, to, path)
    return _to_primitive(value, to, path)


def _to_primitive(value: Value, to: Type, path: Path) -> Value:
    """Convert between strings, numbers and booleans."""
    if to == STRING:
        return string(("true" if value.content else "false") if value.type == BOOL else format_number(value.content))
    return _to_number(value.content, path) if to == NUMBER else _to_bool(value.content, path)


def _to_number(text: str, path: Path) -> Value:
    """Read a number from a string; a huge one becomes unknown."""
    try:
        parsed = parse_number(text)
    except NumberTooLarge:
        return unknown(NUMBER)
    if parsed is None:
        raise ConversionError(path, "a number is required")
    return number(parsed)


def _to_bool(text: str, path: Path) -> Value:
    """Read a boolean from a string: `true`, `false`, `1` and `0` are ones."""
    if text in ("true", "1", "false", "0"):
        return boolean(text in ("true", "1"))
    hint = f'; to convert from string, use lowercase "{text.lower()}"' if text.lower() in ("true", "false") else ""
    raise ConversionError(path, f"a bool is required{hint}")


def _to_object(value: Value, to: Object, path: Path) -> Value:
    """Convert an object or a map; attributes that are not asked for fall away, optional ones that lack are null."""
    attributes = {}
    for name, wanted in to.attributes:
        if name in value.content:
            attributes[name] = _convert(value.content[name], wanted, (*path, name))
        elif name in to.optional:
            attributes[name] = null(without_optional(wanted))
        else:
            raise ConversionError(path, f'map has no element for required attribute "{name}"')
    return object_value(attributes)


def _to_map(value: Value, element: Type, path: Path) -> Value:
    """Convert a map or an object to a map."""
    element = _common(value, element)
    keys = list(value.content)
    converted = [_convert(value.content[key], element, (*path, key)) for key in keys]
    element, items = _alike(converted, _empty_element(value, element), path)
    return map_value(element, dict(zip(keys, items, strict=True)))


def _to_sequence(value: Value, to: Collection, path: Path) -> Value:
    """Convert a list, set or tuple to a list or set."""
    element = _common(value, to.element)
    if to.kind == "list" and is_kind(value.type, "set") and not value.is_wholly_known:
        return unknown(filled(value.type, without_optional(to)))
    converted = [_convert(item, element, (*path, index)) for index, item in enumerate(value.content)]
    element, items = _alike(converted, _empty_element(value, element), path)
    return set_value(element, items) if to.kind == "set" else list_value(element, items)


def _common(value: Value, element: Type) -> Type:
    """Give the type that elements are converted to; for `any` it is what those of a structure have in common."""
    if element != DYNAMIC or isinstance(value.type, Collection):
        return element
    return unify([item.type for item in value.parts()]) or DYNAMIC


def _empty_element(value: Value, element: Type) -> Type:
    """Give the element type of a collection that turns out empty."""
    if element == DYNAMIC and isinstance(value.type, Collection):
        return value.type.element
    return without_optional(element)


def _alike(items: list[Value], element: Type, path: Path) -> tuple[Type, list[Value]]:
    """Give the elements of a collection one type, where `any` within the wanted one lets them differ."""
    if not items or not has_dynamic(element):
        return element, items
    common = unify([item.type for item in items])
    if common is None:
        raise ConversionError(path, "collection elements cannot be unified")
    return common, [_convert(item, common, path) for item in items]


def filled(source: Type, to: Type) -> Type:
    """Give the type `to` with each `any` in it replaced by what stands in its place in `source`."""
    match source, to:
        case (_, _) if source == DYNAMIC or not has_dynamic(to):
            return to
        case (_, _) if to == DYNAMIC:
            return source
        case Object(), Object():
            given = dict(source.attributes)
            return object_of({name: filled(given.get(name, DYNAMIC), inner) for name, inner in to.attributes})
        case Collection(kind="map"), Object():
            return object_of({name: filled(source.element, inner) for name, inner in to.attributes})
        case Tuple(), Tuple():
            return Tuple(tuple(map(filled, source.elements, to.elements)))
        case Collection(), Collection():
            return Collection(to.kind, filled(source.element, to.element))
        case Tuple(elements=elements), Collection():
            return Collection(to.kind, filled(unify(elements) or DYNAMIC, to.element))
    assert isinstance(source, Object)
    assert isinstance(to, Collection)
    return Collection(to.kind, filled(unify([inner for _, inner in source.attributes]) or DYNAMIC, to.element))
