"""What Terraform says of types that do not fit, in its own words."""

from tfgen.language.common_type import can_convert
from tfgen.language.types import DYNAMIC, Collection, Object, Tuple, Type, friendly_constraint


def mismatch_message(got: Type, wanted: Type) -> str:
    """Say what is needed for a value of one type to become one of another: `element 0: number required`."""
    match got, wanted:
        case Object(), Object():
            return _objects(got, wanted)
        case (Tuple(), Collection(kind="list" | "set", element=element)) if element == DYNAMIC:
            return f"all {wanted.kind} elements must have the same type"
        case (Object(), Collection(kind="map", element=element)) if element == DYNAMIC:
            return "all map elements must have the same type"
        case Tuple(), Collection(kind="list" | "set"):
            return _elements({str(index): element for index, element in enumerate(got.elements)}, wanted.element)
        case Object(), Collection(kind="map"):
            return _elements({f'"{name}"': attribute for name, attribute in got.attributes}, wanted.element)
        case Collection(), Collection() if (got.kind == "map") == (wanted.kind == "map"):
            return f"incorrect {wanted.kind} element type: {mismatch_message(got.element, wanted.element)}"
    return f"{friendly_constraint(wanted)} required"


def _objects(got: Object, wanted: Object) -> str:
    """Say which attributes are missing, or else which is of the wrong type."""
    given = dict(got.attributes)
    missing = [f'"{name}"' for name, _ in wanted.attributes if name not in given and name not in wanted.optional]
    match missing:
        case []:
            return next(
                (
                    f'attribute "{name}": {mismatch_message(given[name], attribute)}'
                    for name, attribute in wanted.attributes
                    if name in given and not can_convert(given[name], attribute)
                ),
                "incorrect object attributes",
            )
        case [name]:
            return f"attribute {name} is required"
        case [first, second]:
            return f"attributes {first} and {second} are required"
    return f"attributes {', '.join(missing[:-1])}, and {missing[-1]} are required"


def _elements(elements: dict[str, Type], wanted: Type) -> str:
    """Say which element of a tuple or object is of the wrong type."""
    return next(
        (
            f"element {key}: {mismatch_message(element, wanted)}"
            for key, element in elements.items()
            if not can_convert(element, wanted)
        ),
        f"all elements must be {friendly_constraint(wanted)}",
    )
