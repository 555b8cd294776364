"""References, attributes, indices and splats."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tfgen.hcl.nodes import Access, Element, GetAttribute, Index, Reference, Splat, Step
from tfgen.language.traverse import TraversalError, get_attribute, get_index
from tfgen.language.types import DYNAMIC, Collection, Tuple, list_of
from tfgen.language.values import Value, number, string, tuple_value, unknown

if TYPE_CHECKING:
    from tfgen.language.evaluation.evaluator import Evaluator


def evaluate_reference(evaluator: "Evaluator", node: Reference) -> Value:
    """Give the value that a reference leads to."""
    value, taken = evaluator.scope.lookup(node.root, node.steps)
    return _stepped(evaluator, value, node.steps[taken:])


def _stepped(evaluator: "Evaluator", value: Value, steps: Iterable[Step]) -> Value:
    for step in steps:
        try:
            if isinstance(step, GetAttribute):
                value = get_attribute(value, step.name)
            else:
                value = get_index(value, string(step.key) if isinstance(step.key, str) else number(step.key))
        except TraversalError as problem:
            return evaluator.tell(problem.summary, problem.detail, step.where)
    return value


def evaluate_access(evaluator: "Evaluator", node: Access) -> Value:
    """Give the value that steps behind another expression lead to."""
    return _stepped(evaluator, evaluator.evaluate(node.value), node.steps)


def evaluate_index(evaluator: "Evaluator", node: Index) -> Value:
    """Give the element under a key that is computed."""
    collection, key = evaluator.evaluate(node.collection), evaluator.evaluate(node.key)
    try:
        return get_index(collection, key)
    except TraversalError as problem:
        where = node.source.range(node.collection.end, node.end)
        return evaluator.tell(problem.summary, problem.detail, where)


ELEMENT = "\0element"  # no identifier, so that no name in a text is the same


def evaluate_element(evaluator: "Evaluator", _node: Element) -> Value:
    """Give the element at hand within a splat."""
    value, _ = evaluator.scope.lookup(ELEMENT, ())
    return value


def evaluate_splat(evaluator: "Evaluator", node: Splat) -> Value:
    """Give what a splat makes of all elements; any other value counts as its only one, null as none."""
    values = evaluator.evaluate(node.values)
    if values.type == DYNAMIC and not values.is_null:
        return unknown().with_marks(values.marks)
    sequence = isinstance(values.type, Tuple) or (isinstance(values.type, Collection) and values.type.kind != "map")
    if values.is_null and not sequence:
        return tuple_value(()).with_marks(values.marks)
    if values.is_null:
        detail = "Splat expressions (with the * symbol) cannot be applied to null sequences."
        return evaluator.tell("Splat of null value", detail, node.values.where)
    if not sequence:
        return tuple_value([_each(evaluator, node, values)])
    return _splat_sequence(evaluator, node, values)


def _each(evaluator: "Evaluator", node: Splat, element: Value) -> Value:
    return evaluator.within({ELEMENT: element}).evaluate(node.each)


def _splat_sequence(evaluator: "Evaluator", node: Splat, values: Value) -> Value:
    if isinstance(values.type, Tuple):
        items = values.content if values.is_known else [unknown(element) for element in values.type.elements]
        return tuple_value(_each(evaluator, node, item) for item in items).with_marks(values.marks)
    assert isinstance(values.type, Collection)
    of_each = _each(evaluator.quiet(), node, unknown(values.type.element)).type
    if not values.is_known:
        _each(evaluator, node, unknown(values.type.element))
        return unknown(list_of(of_each)).with_marks(values.marks)
    found = tuple(_each(evaluator, node, item) for item in values.content)
    if any(item.type != of_each for item in found):
        return tuple_value(found).with_marks(values.marks)
    return Value(list_of(of_each), found, values.marks)
