"""Blocks with a condition and an error message: validation, preconditions, postconditions, assertions."""

from tfgen.check.context import Context
from tfgen.check.expressions import check_expression
from tfgen.check.places import Place
from tfgen.check.references import references
from tfgen.hcl.module import Block
from tfgen.language.convert import ConversionError, convert
from tfgen.language.types import BOOL, STRING


def check_condition(context: Context, block: Block, place: Place) -> None:
    """Check the condition and the message of one such block."""
    if condition := block.body.attribute("condition"):
        if not any(True for _ in references(condition.expression)):
            detail = (
                "The condition expression must refer to at least one object from elsewhere in the configuration, or "
                "else its result would not be checking anything."
            )
            context.tell("condition", f"Invalid {block.type} expression", detail, condition.expression.where)
        value = check_expression(context, condition.expression, place)
        summary = "Invalid variable validation result" if block.type == "validation" else "Invalid condition result"
        if value.is_null:
            detail = "Condition expression must return either true or false, not null."
            context.tell("condition", summary, detail, condition.expression.where)
        elif value.is_known:
            try:
                convert(value, BOOL)
            except ConversionError as problem:
                detail = f"Invalid condition result value: {problem}."
                context.tell("condition", summary, detail, condition.expression.where)
    if message := block.body.attribute("error_message"):
        value = check_expression(context, message.expression, place)
        try:
            convert(value, STRING)
        except ConversionError as problem:
            detail = f"Unsuitable value for error message: {problem}."
            context.tell("condition", "Invalid error message", detail, message.expression.where)
