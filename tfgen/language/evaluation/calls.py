"""Function calls, those of providers and of `try` and `can` included."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tfgen.diagnostics import did_you_mean
from tfgen.hcl.nodes import Call, Node
from tfgen.language.evaluation.work import size
from tfgen.language.functions import FunctionError, Functions
from tfgen.language.types import BOOL, DYNAMIC, Collection, Tuple, Type
from tfgen.language.values import Value, boolean, unknown

if TYPE_CHECKING:
    from tfgen.language.evaluation.evaluator import Evaluator


def evaluate_call(evaluator: "Evaluator", node: Call) -> Value:
    """Give the value of a function call."""
    if node.name.startswith("provider::"):
        return _provider_call(evaluator, node)
    name = node.name.removeprefix("core::")
    if name not in evaluator.functions.signatures:
        detail = f'There is no function named "{node.name}".{did_you_mean(node.name, evaluator.functions.names)}'
        return evaluator.tell("Call to unknown function", detail, node.name_range)
    if name in ("try", "can") and not node.expands:
        return _TRIERS[name](evaluator, node)
    arguments = _arguments(evaluator, node)
    return _called(evaluator, node, name, arguments) if arguments is not None else unknown()


def _provider_call(evaluator: "Evaluator", node: Call) -> Value:
    """Give the value of a call of a provider's function: what it computes is never known, its type may be."""
    arguments = _arguments(evaluator, node)
    if node.name.count("::") != 2:  # noqa: PLR2004 - provider::name::function
        detail = f'There is no function named "{node.name}": provider functions are called as provider::name::function.'
        return evaluator.tell("Unknown provider function", detail, node.name_range)
    found = evaluator.provider_function(node.name)
    if found is False:
        _, provider, plain = node.name.split("::")
        detail = f'The function "{plain}" is not available from the provider "{provider}".'
        return evaluator.tell("Unknown provider function", detail, node.name_range)
    if isinstance(found, bool) or arguments is None:
        return unknown()
    try:
        return Functions({node.name: found}).call(node.name, arguments, folder=None)
    except FunctionError as problem:
        return evaluator.tell(problem.summary, problem.message, _blamed(node, problem).where)


def _arguments(evaluator: "Evaluator", node: Call) -> list[Value] | None:
    """Give the values of a call's arguments; None where an expanded one is not known."""
    values = [evaluator.evaluate(argument) for argument in node.arguments]
    if not node.expands:
        return values
    last = values.pop()
    if last.type != DYNAMIC and not (isinstance(last.type, Tuple) or _is_sequence(last.type)):
        detail = "The expanding argument (indicated by ...) must be of a tuple, list, or set type."
        evaluator.tell("Invalid expanding argument value", detail, node.arguments[-1].where)
        return None
    if last.is_null:
        detail = "The expanding argument (indicated by ...) must not be null."
        evaluator.tell("Invalid expanding argument value", detail, node.arguments[-1].where)
        return None
    if not last.is_known:
        if isinstance(last.type, Tuple):
            return [*values, *(unknown(element) for element in last.type.elements)]
        return None
    return [*values, *(item.with_marks(last.marks) for item in last.content)]


def _is_sequence(of_type: Type) -> bool:
    return isinstance(of_type, Collection) and of_type.kind in ("list", "set")


def _called(evaluator: "Evaluator", node: Call, name: str, arguments: list[Value]) -> Value:
    if not evaluator.work.spend(sum(map(size, arguments))):
        return unknown()
    try:
        return evaluator.functions.call(name, arguments, folder=evaluator.folder)
    except FunctionError as problem:
        return evaluator.tell(problem.summary, problem.message, _blamed(node, problem).where)


def _blamed(node: Call, problem: FunctionError) -> Node:
    """Give the argument that an error is about, the last one standing for all it expands to; or the whole call."""
    if problem.argument is None or not node.arguments:
        return node
    return node.arguments[min(problem.argument, len(node.arguments) - 1)]


def _try(evaluator: "Evaluator", node: Call) -> Value:
    for argument in node.arguments:
        attempt = evaluator.quiet()
        value = attempt.evaluate(argument)
        if not attempt.diagnostics:
            return value if value.is_wholly_known else unknown().with_marks(value.all_marks())
    if not node.arguments:
        detail = 'Call to function "try" failed: at least one argument is required.'
        return evaluator.tell("Error in function call", detail, node.where)
    detail = 'Call to function "try" failed: no expression succeeded. At least one expression must produce a value.'
    return evaluator.tell("Error in function call", detail, node.where)


def _can(evaluator: "Evaluator", node: Call) -> Value:
    if len(node.arguments) != 1:
        return _called(evaluator, node, "can", [unknown() for _ in node.arguments])
    attempt = evaluator.quiet()
    value = attempt.evaluate(node.arguments[0])
    if attempt.diagnostics:
        return boolean(False)
    return boolean(True) if value.is_wholly_known else unknown(BOOL)


_TRIERS: dict[str, Callable[["Evaluator", Call], Value]] = {"try": _try, "can": _can}
