"""The type that values of several types share, and what Terraform says of a conditional whose results share none."""

from tfgen.language.common_type import unify
from tfgen.language.types import Collection, Object, Tuple, Type, friendly

__all__ = ["describe_conditional_mismatch", "unify"]


def describe_conditional_mismatch(true_type: Type, false_type: Type) -> str:
    """Say why the results of a conditional have no type in common, without a full stop."""
    match true_type, false_type:
        case (Object(), Object()) | (Tuple(), Tuple()) if found := _structural(true_type, false_type):
            return found
        case Collection(), Collection() if true_type.kind == false_type.kind:
            if found := _structural(true_type.element, false_type.element):
                return f"Mismatched {true_type.kind} element types: {found}"
    true_name, false_name = friendly(true_type), friendly(false_type)
    if true_name == false_name:
        return (
            "At least one deeply-nested attribute or element is not compatible across both the 'true' and the "
            "'false' value"
        )
    return f"The 'true' value is {true_name}, but the 'false' value is {false_name}"


def _structural(true_type: Type, false_type: Type) -> str | None:
    """Say how two objects or two tuples differ; None if the types are of other kinds."""
    match true_type, false_type:
        case Object(), Object():
            return _differing_attributes(true_type, false_type)
        case Tuple(), Tuple():
            return _differing_elements(true_type, false_type)
    return None


def _differing_attributes(true_type: Object, false_type: Object) -> str | None:
    """Say which attribute only one object has, or which is of types that have nothing in common."""
    in_true, in_false = dict(true_type.attributes), dict(false_type.attributes)
    for name in in_true:
        if name not in in_false:
            return f"The 'true' value includes object attribute \"{name}\", which is absent in the 'false' value"
    for name in in_false:
        if name not in in_true:
            return f"The 'false' value includes object attribute \"{name}\", which is absent in the 'true' value"
    for name, found in in_true.items():
        if unify([found, in_false[name]]) is None:
            inner = describe_conditional_mismatch(found, in_false[name])
            return f'Type mismatch for object attribute "{name}": {inner}'
    return None


def _differing_elements(true_type: Tuple, false_type: Tuple) -> str | None:
    """Say how the lengths of two tuples differ, or which element is of types that have nothing in common."""
    if len(true_type.elements) != len(false_type.elements):
        return (
            f"The 'true' tuple has length {len(true_type.elements)}, "
            f"but the 'false' tuple has length {len(false_type.elements)}"
        )
    for index, (found, other) in enumerate(zip(true_type.elements, false_type.elements, strict=True)):
        if unify([found, other]) is None:
            return f"Type mismatch for tuple element {index}: {describe_conditional_mismatch(found, other)}"
    return None
