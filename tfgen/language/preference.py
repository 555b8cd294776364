"""Which of several types the others are rather converted to: `string` before `number`, a list before a tuple."""

from collections.abc import Sequence

from tfgen.language.types import DYNAMIC, STRING, Collection, Object, Primitive, Tuple, Type, is_kind


def by_preference(types: Sequence[Type]) -> list[Type]:
    """Give the types with those in front that come before others; otherwise in the order given."""
    left = list(dict.fromkeys(types))
    ordered: list[Type] = []
    while left:
        best = next((one for one in left if not any(precedes(other, one) for other in left)), left[0])
        left.remove(best)
        ordered.append(best)
    return ordered


def precedes(one: Type, other: Type) -> bool:
    """Tell whether values of type `other` are rather converted to `one` than the other way round."""
    if DYNAMIC in (one, other):
        return one != other and other == DYNAMIC
    match one, other:
        case Primitive(), Primitive():
            return one == STRING and other != STRING
        case Collection(), Collection() if one.kind == other.kind:
            return precedes(one.element, other.element)
        case Collection(kind="list"), _:
            return isinstance(other, Tuple) or is_kind(other, "set")
        case Collection(kind="set"), _:
            return isinstance(other, Tuple)
        case Collection(), _:
            return isinstance(other, Object)
        case Object(), Object():
            return _object_precedes(one, other)
        case Tuple(), Tuple() if len(one.elements) == len(other.elements):
            pairs = zip(one.elements, other.elements, strict=True)
            return _generalizes(list(pairs))
    return False


def _object_precedes(one: Object, other: Object) -> bool:
    """Compare objects: one with attributes that the other lacks comes after it."""
    names, others = {name for name, _ in one.attributes}, {name for name, _ in other.attributes}
    if names != others:
        return names < others
    pairs = zip(one.attributes, other.attributes, strict=True)
    return _generalizes([(left, right) for (_, left), (_, right) in pairs])


def _generalizes(pairs: Sequence[tuple[Type, Type]]) -> bool:
    """Tell whether some left type precedes its right one and none the other way round."""
    return any(precedes(left, right) for left, right in pairs) and not any(
        precedes(right, left) for left, right in pairs
    )
