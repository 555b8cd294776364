"""Which conversions there are between types, and the one type that several types convert to."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from tfgen.language.preference import by_preference
from tfgen.language.types import (
    DYNAMIC,
    STRING,
    Collection,
    Dynamic,
    Object,
    Primitive,
    Tuple,
    Type,
    is_kind,
    list_of,
    map_of,
    object_of,
)


def can_convert(source: Type, target: Type) -> bool:
    """Tell whether values of a type may convert to another one; it may still depend on the value (`"a"` to number)."""
    if source == target or DYNAMIC in (source, target):
        return True
    match source, target:
        case Primitive(), Primitive():
            return STRING in (source, target)
        case Object(), Object():
            return _object_to_object(source, target)
        case Tuple(), Tuple():
            return len(source.elements) == len(target.elements) and all(
                map(can_convert, source.elements, target.elements)
            )
        case Collection(), Collection():
            kinds = {source.kind, target.kind}
            return (len(kinds) == 1 or kinds == {"list", "set"}) and can_convert(source.element, target.element)
        case Tuple(), Collection(kind="list" | "set"):
            return _elements_to(source.elements, target.element)
        case Object(), Collection(kind="map"):
            return _elements_to([attribute for _, attribute in source.attributes], target.element)
        case Collection(kind="map"), Object():
            return all(can_convert(source.element, attribute) for _, attribute in target.attributes)
    return False


def _object_to_object(source: Object, target: Object) -> bool:
    """Tell whether an object has what another one needs; what it has besides is left out."""
    given = dict(source.attributes)
    return all(
        can_convert(given[name], attribute) if name in given else name in target.optional
        for name, attribute in target.attributes
    )


def _elements_to(elements: Sequence[Type], target: Type) -> bool:
    """Tell whether the elements of a tuple or object fit into a collection; `any` is what they have in common."""
    if elements and target == DYNAMIC:
        common = unify(elements)
        return common is not None and (common != DYNAMIC or set(elements) == {DYNAMIC})
    return all(can_convert(element, target) for element in elements)


def unify(types: Sequence[Type]) -> Type | None:
    """Give the type that all of the types convert to and that loses least; None if there is none."""
    if not types:
        return None
    kinds = {_shape(one) for one in types} - {"dynamic"}
    some_dynamic = DYNAMIC in types
    match sorted(kinds):
        case ["list" | "set" | "map"]:
            return DYNAMIC if some_dynamic else _collections(types)
        case ["object"]:
            return DYNAMIC if some_dynamic else _objects(types)
        case ["tuple"]:
            return DYNAMIC if some_dynamic else _tuples(types)
        case ["object", "tuple"]:
            return None
        case ["list", "tuple"] if (common := _mixed(types, Tuple, _to_list)) is not None:
            return common
        case ["map", "object"] if (common := _mixed(types, Object, _to_map)) is not None:
            return common
    return next((one for one in by_preference(types) if all(can_convert(other, one) for other in types)), None)


def _shape(one: Type) -> str:
    """Name the kind of a type; those whose unification has no rule of its own are all `other`."""
    match one:
        case Collection(kind=kind):
            return kind
        case Object():
            return "object"
        case Tuple():
            return "tuple"
        case Dynamic():
            return "dynamic"
    return "other"


def _collections(types: Iterable[Type]) -> Type | None:
    """Unify lists, sets or maps by their elements."""
    found = [one for one in types if isinstance(one, Collection)]
    element = unify([one.element for one in found])
    return None if element is None else Collection(found[0].kind, element)


def _objects(types: Iterable[Type]) -> Type | None:
    """Unify objects: attribute by attribute if their names are the same, else to a map."""
    objects = [dict(one.attributes) for one in types if isinstance(one, Object)]
    if any(one.keys() != objects[0].keys() for one in objects):
        return _to_map(types)
    unified = {name: unify([one[name] for one in objects]) for name in objects[0]}
    attributes = {name: found for name, found in unified.items() if found is not None}
    return object_of(attributes) if len(attributes) == len(unified) else None


def _tuples(types: Iterable[Type]) -> Type | None:
    """Unify tuples: element by element if they are equally long, else to a list."""
    tuples = [one.elements for one in types if isinstance(one, Tuple)]
    if any(len(one) != len(tuples[0]) for one in tuples):
        return _to_list(types)
    unified = [unify(elements) for elements in zip(*tuples, strict=True)]
    elements = tuple(found for found in unified if found is not None)
    return Tuple(elements) if len(elements) == len(unified) else None


def _to_list(types: Iterable[Type]) -> Type | None:
    """Give the list that holds the elements of all of these tuples."""
    element = unify(list(chain.from_iterable(one.elements for one in types if isinstance(one, Tuple))))
    return None if element is None else list_of(element)


def _to_map(types: Iterable[Type]) -> Type | None:
    """Give the map that holds the attributes of all of these objects."""
    objects = (one.attributes for one in types if isinstance(one, Object))
    element = unify([attribute for attributes in objects for _, attribute in attributes])
    return None if element is None else map_of(element)


def _mixed(
    types: Sequence[Type], structure: type[Type], to_collection: Callable[[list[Type]], Type | None]
) -> Type | None:
    """Unify structures with collections as if the structures were collections too."""
    converted = to_collection([one for one in types if isinstance(one, structure)])
    if converted is None:
        return None
    common = unify([converted if isinstance(one, structure) else one for one in types])
    return common if is_kind(common or DYNAMIC, "list", "map") else None
