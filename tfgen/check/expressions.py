"""Checking one expression: the names in it, then what it comes to."""

from tfgen.check.context import Context
from tfgen.check.names import check_references
from tfgen.check.places import MODULE_PLACE, Place
from tfgen.check.references import references
from tfgen.hcl.nodes import Call, Node, walk
from tfgen.language.convert import ConversionError, convert
from tfgen.language.evaluation.work import bounded
from tfgen.language.types import BOOL, STRING
from tfgen.language.values import Value, unknown

RULE = "expression"


def check_expression(
    context: Context, node: Node, place: Place = MODULE_PLACE, names: dict[str, Value] | None = None
) -> Value:
    """Check an expression and give its value; `names` are the values of the place's own names, if they are known."""
    check_references(context, node, place)
    evaluator = context.evaluator()
    own = {name: unknown() for name in place.names} | (names or {})
    return bounded((evaluator.within(own) if own else evaluator).evaluate(node))


def check_constant(context: Context, node: Node) -> Value:
    """Check an expression in a place where nothing but a constant may stand, and give its value."""
    for call in (part for part in walk(node) if isinstance(part, Call)):
        context.tell(RULE, "Function calls not allowed", "Functions may not be called here.", call.where)
        return unknown()
    for reference in references(node):
        context.tell(RULE, "Variables not allowed", "Variables may not be used here.", reference.where)
        return unknown()
    return context.evaluator().evaluate(node)


def check_flag(context: Context, node: Node) -> None:
    """Check an argument of the language that must be `true` or `false`, written out."""
    value = check_constant(context, node)
    try:
        convert(value, BOOL)
    except ConversionError as problem:
        context.tell(RULE, "Unsuitable value type", f"Unsuitable value: {problem.message}.", node.where)


def check_text(context: Context, node: Node) -> str | None:
    """Check an argument of the language that must be a string, written out; gives it."""
    value = check_constant(context, node)
    try:
        text = convert(value, STRING)
    except ConversionError as problem:
        context.tell(RULE, "Unsuitable value type", f"Unsuitable value: {problem.message}.", node.where)
        return None
    return text.content if text.is_known else None
