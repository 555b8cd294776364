"""Terraform's types, and what its messages call them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct

Kind: TypeAlias = Literal["list", "set", "map"]


class Type(Struct, frozen=True):
    """A type of Terraform's language; types are compared by what they are made of."""


class Primitive(Type, frozen=True):
    """`string`, `number` or `bool`."""

    name: str


class Dynamic(Type, frozen=True):
    """A type that is not known yet; as a constraint, `any`."""


class Collection(Type, frozen=True):
    """A list, set or map, whose elements are all of one type."""

    kind: Kind
    element: Type


class Tuple(Type, frozen=True):
    """A sequence in which each element has a type of its own."""

    elements: tuple[Type, ...]


class Object(Type, frozen=True):
    """A structure of attributes, sorted by name; `optional` names those that a value may leave out."""

    attributes: tuple[tuple[str, Type], ...]
    optional: frozenset[str] = frozenset()

    def attribute(self, name: str) -> Type | None:
        """Give the type of an attribute, or None where there is none of that name."""
        return next((found for known, found in self.attributes if known == name), None)


STRING: Final = Primitive("string")
NUMBER: Final = Primitive("number")
BOOL: Final = Primitive("bool")
DYNAMIC: Final = Dynamic()
PRIMITIVES: Final = {"string": STRING, "number": NUMBER, "bool": BOOL}


def list_of(element: Type) -> Collection:
    """Give the type of lists of `element`."""
    return Collection("list", element)


def set_of(element: Type) -> Collection:
    """Give the type of sets of `element`."""
    return Collection("set", element)


def map_of(element: Type) -> Collection:
    """Give the type of maps from strings to `element`."""
    return Collection("map", element)


def object_of(attributes: Mapping[str, Type], optional: Iterable[str] = ()) -> Object:
    """Give the type of objects with these attributes."""
    return Object(tuple(sorted(attributes.items())), frozenset(optional))


def is_kind(tested: Type, *kinds: Kind) -> bool:
    """Tell whether a type is a collection of one of these kinds."""
    return isinstance(tested, Collection) and tested.kind in kinds


def has_dynamic(tested: Type) -> bool:
    """Tell whether a type is not known yet, or any part of it."""
    match tested:
        case Collection(element=element):
            return has_dynamic(element)
        case Tuple(elements=elements):
            return any(has_dynamic(element) for element in elements)
        case Object(attributes=attributes):
            return any(has_dynamic(attribute) for _, attribute in attributes)
    return tested == DYNAMIC


def without_optional(constraint: Type) -> Type:
    """Give the type of the values that a constraint lets through: no attribute of theirs is optional."""
    match constraint:
        case Collection(kind=kind, element=element):
            return Collection(kind, without_optional(element))
        case Tuple(elements=elements):
            return Tuple(tuple(without_optional(element) for element in elements))
        case Object(attributes=attributes):
            return Object(tuple((name, without_optional(attribute)) for name, attribute in attributes))
    return constraint


def friendly(named: Type) -> str:
    """Name the type of a value as Terraform's messages do: `list of string`, `object`."""
    match named:
        case Primitive(name=name):
            return name
        case Collection(kind=kind, element=element):
            return f"{kind} of {friendly(element)}"
        case Tuple():
            return "tuple"
        case Object():
            return "object"
    return "dynamic"


def friendly_constraint(named: Type) -> str:
    """Name a type that is asked for: as `friendly` does, but `list of any single type`."""
    match named:
        case Collection(kind=kind, element=element):
            inner = "any single type" if element == DYNAMIC else friendly_constraint(element)
            return f"{kind} of {inner}"
    return friendly(named)


def from_json(data: Any) -> Type:
    """Read the JSON form of a type, as provider schemas and function signatures have it.

    Raises `ValueError` for anything else.
    """
    match data:
        case "dynamic":
            return DYNAMIC
        case str() if data in PRIMITIVES:
            return PRIMITIVES[data]
        case [("list" | "set" | "map") as kind, element]:
            return Collection(kind, from_json(element))
        case ["tuple", [*elements]]:
            return Tuple(tuple(from_json(element) for element in elements))
        case ["object", dict() as attributes, *optional]:
            return object_of({name: from_json(attribute) for name, attribute in attributes.items()}, *optional)
    raise ValueError(f"not a type: {data!r}")
