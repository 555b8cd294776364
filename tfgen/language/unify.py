"""The type that values of several types share, and what Terraform says of a conditional whose results share none."""

from tfgen.language.common_type import unify
from tfgen.language.types import Collection, Object, Tuple, Type, friendly

__all__ = ["describe_conditional_mismatch", "unify"]


def describe_conditional_mismatch(true_type: Type, false_type: Type) -> str:
    """Say why the results of a conditional, whose types differ, have none in common, without a full stop."""
    match true_type, false_type:
        case Object(), Object():
            return _differing_attributes(true_type, false_type)
        case Tuple(), Tuple():
            return _differing_elements(true_type, false_type)
        case (
            Collection(kind=kind, element=Object() as element),
            Collection(kind=other_kind, element=Object() as other),
        ) | (
            Collection(kind=kind, element=Tuple() as element),
            Collection(kind=other_kind, element=Tuple() as other),
        ) if kind == other_kind:
            return f"Mismatched {kind} element types: {describe_conditional_mismatch(element, other)}"
    true_name, false_name = friendly(true_type), friendly(false_type)
    if true_name == false_name:
        return (
            "At least one deeply-nested attribute or element is not compatible across both the 'true' and the "
            "'false' value"
        )
    return f"The 'true' value is {true_name}, but the 'false' value is {false_name}"


def _differing_attributes(true_type: Object, false_type: Object) -> str:
    """Say which attribute only one object has, or else which is the first of different types."""
    in_true, in_false = dict(true_type.attributes), dict(false_type.attributes)
    for name in in_true:
        if name not in in_false:
            return f"The 'true' value includes object attribute \"{name}\", which is absent in the 'false' value"
    for name in in_false:
        if name not in in_true:
            return f"The 'false' value includes object attribute \"{name}\", which is absent in the 'true' value"
    name = next(name for name, found in in_true.items() if found != in_false[name])
    reason = describe_conditional_mismatch(in_true[name], in_false[name])
    return f'Type mismatch for object attribute "{name}": {reason}'


def _differing_elements(true_type: Tuple, false_type: Tuple) -> str:
    """Say how the lengths of two tuples differ, or else which element is the first of different types."""
    if len(true_type.elements) != len(false_type.elements):
        return (
            f"The 'true' tuple has length {len(true_type.elements)}, "
            f"but the 'false' tuple has length {len(false_type.elements)}"
        )
    pairs = enumerate(zip(true_type.elements, false_type.elements, strict=True))
    index, (found, other) = next((index, pair) for index, pair in pairs if pair[0] != pair[1])
    return f"Type mismatch for tuple element {index}: {describe_conditional_mismatch(found, other)}"
