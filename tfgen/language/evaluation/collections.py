"""Tuples, objects and `for` expressions."""

from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.hcl.nodes import ForExpression, Node, ObjectConstructor, Reference, TupleConstructor
from tfgen.language.convert import ConversionError, convert
from tfgen.language.evaluation.operations import evaluate_condition
from tfgen.language.evaluation.work import size
from tfgen.language.iterate import NotIterable
from tfgen.language.iterate import elements as iterated
from tfgen.language.scope import LocalNames
from tfgen.language.types import STRING
from tfgen.language.values import NO_MARKS, Marks, Value, object_value, string, tuple_value, unknown

if TYPE_CHECKING:
    from tfgen.language.evaluation.evaluator import Evaluator


def evaluate_tuple(evaluator: "Evaluator", node: TupleConstructor) -> Value:
    """Give the tuple that a constructor makes."""
    return tuple_value(evaluator.evaluate(item) for item in node.items)


def evaluate_object(evaluator: "Evaluator", node: ObjectConstructor) -> Value:
    """Give the object that a constructor makes; nothing is known of one with an unknown key."""
    attributes: dict[str, Value] = {}
    marks: Marks = NO_MARKS
    is_known = True
    for item in node.items:
        key = _key(evaluator, item.key) if item.name is None else string(item.name)
        value = evaluator.evaluate(item.value)
        marks |= key.marks
        if key.is_known:
            attributes[key.content] = value
        else:
            is_known = False
    return (object_value(attributes) if is_known else unknown()).with_marks(marks)


def _key(evaluator: "Evaluator", node: Node) -> Value:
    if isinstance(node, Reference):
        detail = (
            "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a "
            "literal name containing periods, wrap it in quotes to create a string literal."
        )
        evaluator.tell("Ambiguous attribute key", detail, node.where)
        return unknown(STRING)
    return _key_of(evaluator, evaluator.evaluate(node), node, _IN_CONSTRUCTOR)


class _Words(Struct, frozen=True):
    """What is said of a key that is none."""

    summary: str
    of_null: str
    of_other: str


_IN_CONSTRUCTOR = _Words("Incorrect key type", "Can't use a null value as a key.", "Can't use this value as a key")
_IN_FOR = _Words(
    "Invalid object key",
    "Key expression in 'for' expression must not produce a null value.",
    "The key expression produced an invalid result",
)


def _key_of(evaluator: "Evaluator", value: Value, node: Node, words: _Words) -> Value:
    if value.is_null:
        evaluator.tell(words.summary, words.of_null, node.where)
        return unknown(STRING)
    try:
        return convert(value, STRING)
    except ConversionError as problem:
        evaluator.tell(words.summary, f"{words.of_other}: {problem.message}.", node.where)
        return unknown(STRING)


def named(names: tuple[str, ...], key: Value, value: Value) -> dict[str, Value]:
    """Give the names that a `for` declares with the values of one element."""
    return {names[0]: value} if len(names) == 1 else {names[0]: key, names[1]: value}


def pairs(evaluator: "Evaluator", collection: Value, node: Node) -> list[tuple[Value, Value]] | None:
    """Give keys and values of what a `for` goes over; None where they are not known."""
    if not evaluator.work.spend(size(collection)):
        return None
    try:
        return iterated(collection)
    except NotIterable as problem:
        evaluator.tell(problem.summary, problem.detail, node.where)
        return None


def evaluate_for(evaluator: "Evaluator", node: ForExpression) -> Value:
    """Give the tuple or object that a `for` expression makes; nothing is known of one over unknown elements."""
    collection = evaluator.evaluate(node.collection)
    elements = pairs(evaluator, collection, node.collection)
    if elements is None:
        return unknown().with_marks(collection.marks)
    kept = [within for key, value in elements if (within := _wanted(evaluator, node, key, value)) is not None]
    made = _for_tuple(node, kept) if node.key is None else _for_object(evaluator, node, node.key, kept)
    return made.with_marks(collection.marks)


def _wanted(evaluator: "Evaluator", node: ForExpression, key: Value, value: Value) -> "Evaluator | None":
    """Give the evaluator for one element, None where the `if` leaves it out."""
    within = evaluator.within(named(node.names, key, value))
    if node.condition is None:
        return within
    condition = evaluate_condition(within, node.condition)
    if not condition.is_known:
        return within.within({_UNSURE: unknown()})
    return within if condition.content else None


_UNSURE = "\0unsure"  # marks the scope of an element of which it is not known whether it is wanted


def _is_unsure(within: "Evaluator") -> bool:
    return isinstance(within.scope, LocalNames) and _UNSURE in within.scope.names


def _for_tuple(node: ForExpression, kept: list["Evaluator"]) -> Value:
    values = [within.evaluate(node.result) for within in kept]
    return unknown() if any(map(_is_unsure, kept)) else tuple_value(values)


def _for_object(evaluator: "Evaluator", node: ForExpression, key_node: Node, kept: list["Evaluator"]) -> Value:
    found: dict[str, list[Value]] = {}
    is_known = not any(map(_is_unsure, kept))
    for within in kept:
        key = _key_of(within, within.evaluate(key_node), key_node, _IN_FOR)
        value = within.evaluate(node.result)
        if not key.is_known:
            is_known = False
        elif key.content in found and not node.groups:
            detail = (
                f"Two different items produced the key \"{key.content}\" in this 'for' expression. If duplicates are "
                "expected, use the ellipsis (...) after the value expression to enable grouping by key."
            )
            evaluator.tell("Duplicate object key", detail, key_node.where)
        else:
            found.setdefault(key.content, []).append(value)
    if not is_known:
        return unknown()
    return object_value({key: tuple_value(values) if node.groups else values[0] for key, values in found.items()})
