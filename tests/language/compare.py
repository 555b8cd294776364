"""How tfgen's outcome differs from Terraform's."""

from fractions import Fraction
from typing import Any

from tests.language.cases import Outcome, Result
from tfgen.language.types import Collection, Object, Primitive, Tuple, Type
from tfgen.language.values import UNKNOWN, to_python


def difference(outcome: Outcome, result: Result) -> str | None:
    """Say how an outcome differs from what Terraform said; None if it does not.

    A value that tfgen leaves unknown is no difference here, as long as its type may be the right one.
    """
    if outcome.errors != result.get("errors", []):
        return f"says {outcome.errors}, not {result.get('errors', [])}"
    if "value" not in result:
        return None
    value = outcome.value.unmarked_deep()
    if not may_be(value.type, result["type"], known=value.is_known):
        return f"has the type {value.type}, not {result['type']}"
    return None if same(to_python(value), result["value"]) else f"is {to_python(value)!r}, not {result['value']!r}"


def same(found: Any, wanted: Any) -> bool:
    """Tell whether values are the same as far as they are known."""
    if found is UNKNOWN:
        return True
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(found, dict) and isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(same(found[key], wanted[key]) for key in found)
    return (type(found) is type(wanted) and bool(found == wanted)) or numeric(found, wanted)


def numeric(found: Any, wanted: Any) -> bool:
    """Tell whether two numbers are the same, be one whole and the other not."""
    if {type(found), type(wanted)} == {int}:
        return bool(found == wanted)
    return {type(found), type(wanted)} <= {int, float, Fraction} and float(found) == float(wanted)


def may_be(found: Type, wanted: Any, *, known: bool) -> bool:
    """Tell whether a type is the one that Terraform's JSON names; of a value that is not known it may be less exact."""
    return as_json(found) == wanted or (not known and vague(found, wanted))


def vague(found: Type, wanted: Any) -> bool:
    """Tell whether a type with unknown parts may turn out to be the one that Terraform names."""
    match found, wanted:
        case Collection(kind=kind, element=element), [str() as other, inner]:
            return kind == other and vague(element, inner)
    return as_json(found) in ("dynamic", wanted)


def as_json(one: Type) -> Any:
    """Write a type as Terraform's JSON does."""
    match one:
        case Primitive(name=name):
            return name
        case Collection(kind=kind, element=element):
            return [kind, as_json(element)]
        case Tuple(elements=elements):
            return ["tuple", [as_json(element) for element in elements]]
        case Object(attributes=attributes):
            return ["object", {name: as_json(attribute) for name, attribute in attributes}]
    return "dynamic"
