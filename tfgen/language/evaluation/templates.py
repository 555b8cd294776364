"""Quoted strings and heredocs: what their parts come to, joined."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tfgen.hcl.nodes import ForDirective, IfDirective, Interpolation, Node, Template
from tfgen.language.convert import ConversionError, convert
from tfgen.language.evaluation.collections import named, pairs
from tfgen.language.evaluation.operations import evaluate_condition
from tfgen.language.types import STRING
from tfgen.language.values import NO_MARKS, Marks, Value, string, unknown

if TYPE_CHECKING:
    from tfgen.language.evaluation.evaluator import Evaluator


def evaluate_template(evaluator: "Evaluator", node: Template) -> Value:
    """Give the string that a template makes, or the value of one that is a single interpolation."""
    if node.text is not None:
        return string(node.text)
    if len(node.parts) == 1 and isinstance(node.parts[0], Interpolation) and not node.is_heredoc:
        return evaluator.evaluate(node.parts[0].expression)
    return _joined(evaluator, node.parts)


def _joined(evaluator: "Evaluator", parts: Iterable[Node]) -> Value:
    """Give the string that the parts of a template make together."""
    texts: list[str] | None = []
    marks: Marks = NO_MARKS
    for part in parts:
        value = _as_text(evaluator, part)
        marks |= value.marks
        texts = [*texts, value.content] if texts is not None and value.is_known else None
    return (unknown(STRING) if texts is None else string("".join(texts))).with_marks(marks)


def _as_text(evaluator: "Evaluator", part: Node) -> Value:
    value = evaluator.evaluate(part)
    inner = part.expression if isinstance(part, Interpolation) else part
    summary = "Invalid template interpolation value"
    if value.is_null:
        detail = "The expression result is null. Cannot include a null value in a string template."
        return evaluator.tell(summary, detail, inner.where)
    try:
        return convert(value, STRING)
    except ConversionError:
        detail = "Cannot include the given value in a string template: string required."
        return evaluator.tell(summary, detail, inner.where)


def evaluate_interpolation(evaluator: "Evaluator", node: Interpolation) -> Value:
    """Give the value of the expression in it."""
    return evaluator.evaluate(node.expression)


def evaluate_if(evaluator: "Evaluator", node: IfDirective) -> Value:
    """Give the string that the chosen way of a directive makes."""
    condition = evaluate_condition(evaluator, node.condition)
    then, otherwise = _joined(evaluator, node.then), _joined(evaluator, node.otherwise)
    if not condition.is_known:
        return unknown(STRING).with_marks(condition.marks | then.marks | otherwise.marks)
    return (then if condition.content else otherwise).with_marks(condition.marks)


def evaluate_for_directive(evaluator: "Evaluator", node: ForDirective) -> Value:
    """Give the string that the repetitions of a directive make."""
    collection = evaluator.evaluate(node.collection)
    elements = pairs(evaluator, collection, node.collection)
    if elements is None:
        return unknown(STRING).with_marks(collection.marks)
    texts = [_joined(evaluator.within(named(node.names, key, value)), node.body) for key, value in elements]
    marks = collection.marks.union(*(text.marks for text in texts))
    if not all(text.is_known for text in texts):
        return unknown(STRING).with_marks(marks)
    return string("".join(text.content for text in texts)).with_marks(marks)
