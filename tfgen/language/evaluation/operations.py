"""Operators and conditionals."""

from typing import TYPE_CHECKING

from tfgen.hcl.nodes import Binary, Conditional, Node, Unary
from tfgen.language.convert import ConversionError, convert
from tfgen.language.operators import OperandError, binary, unary
from tfgen.language.types import BOOL, DYNAMIC, Type
from tfgen.language.unify import describe_conditional_mismatch, unify
from tfgen.language.values import Value, unknown

if TYPE_CHECKING:
    from tfgen.language.evaluation.evaluator import Evaluator


def evaluate_condition(evaluator: "Evaluator", node: Node) -> Value:
    """Give the value of a condition as a bool."""
    value = evaluator.evaluate(node)
    if value.is_null:
        detail = "The condition value is null. Conditions must either be true or false."
        evaluator.tell("Null condition", detail, node.where)
        return unknown(BOOL)
    try:
        return convert(value, BOOL)
    except ConversionError:
        detail = "The condition expression must be of type bool."
        evaluator.tell("Incorrect condition type", detail, node.where)
        return unknown(BOOL)


def evaluate_conditional(evaluator: "Evaluator", node: Conditional) -> Value:
    """Give the value of the chosen result, in the type that both results have in common."""
    then, otherwise = evaluator.evaluate(node.then), evaluator.evaluate(node.otherwise)
    condition = evaluate_condition(evaluator, node.condition)
    result = _common_type(then, otherwise)
    if result is None:
        reason = describe_conditional_mismatch(then.type, otherwise.type)
        detail = f"The true and false result expressions must have consistent types. {reason}."
        return evaluator.tell("Inconsistent conditional result types", detail, node.where)
    if not condition.is_known:
        return unknown(result).with_marks(condition.marks | then.marks | otherwise.marks)
    chosen = then if condition.content else otherwise
    try:
        return convert(chosen, result).with_marks(condition.marks)
    except ConversionError as problem:
        chosen_node = node.then if condition.content else node.otherwise
        detail = f"The {'true' if condition.content else 'false'} result value has the wrong type: {problem.message}."
        return evaluator.tell("Inconsistent conditional result types", detail, chosen_node.where)


def _common_type(then: Value, otherwise: Value) -> Type | None:
    """Give the type of a conditional's results; a bare null takes any."""
    if then.is_null and then.type == DYNAMIC:
        return otherwise.type
    if otherwise.is_null and otherwise.type == DYNAMIC:
        return then.type
    if DYNAMIC in (then.type, otherwise.type):
        return DYNAMIC
    return unify([then.type, otherwise.type])


def evaluate_binary(evaluator: "Evaluator", node: Binary) -> Value:
    """Operate from the left on, without recursion: a chain of operators may be long."""
    spine = [node]
    while isinstance(spine[-1].left, Binary):
        spine.append(spine[-1].left)
    value = evaluator.evaluate(spine[-1].left)
    for operation in reversed(spine):
        value = evaluator.operate(operation, value, evaluator.evaluate(operation.right))
    return value


def evaluate_operation(evaluator: "Evaluator", node: Binary, left: Value, right: Value) -> Value:
    """Give the value of one operation on two values."""
    try:
        return binary(node.operator, left, right)
    except OperandError as problem:
        blamed = {"left": node.left, "right": node.right}.get(problem.side, node)
        return evaluator.tell(problem.summary, problem.message, blamed.where)


def evaluate_unary(evaluator: "Evaluator", node: Unary) -> Value:
    """Give the value of an operation on one operand."""
    value = evaluator.evaluate(node.operand)
    try:
        return unary(node.operator, value)
    except OperandError as problem:
        return evaluator.tell(problem.summary, problem.message, node.operand.where)
