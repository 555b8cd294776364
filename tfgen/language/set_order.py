"""In which order Terraform goes through a set."""

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from tfgen.language.numbers import format_number
from tfgen.language.types import NUMBER, STRING, Collection, Primitive

if TYPE_CHECKING:
    from tfgen.language.values import Value

Key: TypeAlias = tuple[int, Any]


def order_key(element: "Value") -> Key:
    """Give the sort key of a set's element: strings by code points, numbers by size, null and unknown last.

    For other types Terraform promises no order; this is the one that it has, by a written form of the value.
    """
    if not element.is_known:
        return (2, "")
    if element.is_null:
        return (1, "")
    if isinstance(element.type, Primitive):
        return (0, element.content.encode() if element.type == STRING else element.content)
    return (0, written(element).encode())


def written(element: "Value") -> str:
    """Write a value so that values which differ are written differently."""
    if not element.is_known:
        return "?"
    content = element.content
    match content:
        case None:
            return "~"
        case bool():
            return "T" if content else "F"
        case str():
            return json.dumps(content, ensure_ascii=False)
        case dict():
            return written_mapping(element)
        case tuple():
            opener, closer = "[]" if isinstance(element.type, Collection) else "<>"
            return opener + "".join(f"{written(item)};" for item in content) + closer
    assert element.type == NUMBER
    return format_number(content)


def written_mapping(element: "Value") -> str:
    """Write a map with its keys, an object without."""
    items = sorted(element.content.items())
    if isinstance(element.type, Collection):
        return "{" + "".join(f"{json.dumps(key, ensure_ascii=False)}:{written(item)};" for key, item in items) + "}"
    return "<" + "".join(f"{written(item)};" for _, item in items) + ">"
