"""Outputs, locals and check blocks."""

from tfgen.check.conditions import check_condition
from tfgen.check.context import Context
from tfgen.check.expressions import check_expression, check_flag, check_text
from tfgen.check.places import MODULE_PLACE, Place
from tfgen.check.repetition import check_depends_on
from tfgen.hcl.module import Attribute, Block
from tfgen.language.types import DYNAMIC
from tfgen.language.values import EPHEMERAL, SENSITIVE, Value

_SENSITIVE = (
    "To reduce the risk of accidentally exporting sensitive data that was intended to be only internal, Terraform "
    "requires that any root module output containing sensitive data be explicitly marked as sensitive, to confirm "
    "your intent.\n\nIf you do intend to export this data, annotate the output value as sensitive by adding the "
    "following argument:\n    sensitive = true"
)


def check_outputs(context: Context) -> None:
    """Check the outputs of a module."""
    for block in context.module.outputs.values():
        for flag in ("sensitive", "ephemeral"):
            if attribute := block.body.attribute(flag):
                check_flag(context, attribute.expression)
        if description := block.body.attribute("description"):
            check_text(context, description.expression)
        check_depends_on(context, block.body)
        if value := block.body.attribute("value"):
            _check_marks(context, block, value, check_expression(context, value.expression))
        for precondition in block.body.blocks_of("precondition"):
            check_condition(context, precondition, MODULE_PLACE)


def _check_marks(context: Context, block: Block, attribute: Attribute, value: Value) -> None:
    marks = value.all_marks()
    is_root = not context.module.folder
    where = attribute.expression.where
    if is_root and SENSITIVE in marks and not _is_set(block, "sensitive"):
        context.tell("output", "Output refers to sensitive values", _SENSITIVE, block.where)
    is_ephemeral = _is_set(block, "ephemeral")
    if is_root and is_ephemeral:
        detail = "Ephemeral outputs are not allowed in context of a root module"
        context.tell("output", "Ephemeral output not allowed", detail, block.where)
    elif EPHEMERAL in marks and not is_ephemeral:
        detail = (
            "This output value is not declared as returning an ephemeral value, so it cannot be set "
            "to a result derived from an ephemeral value."
        )
        context.tell("output", "Ephemeral value not allowed", detail, where)
    elif is_ephemeral and EPHEMERAL not in marks and value.is_wholly_known | (value.type != DYNAMIC):
        detail = (
            "This output value is declared as returning an ephemeral value, so it can only be set to "
            "an ephemeral value."
        )
        context.tell("output", "Value not allowed in ephemeral output", detail, where)


def _is_set(block: Block, flag: str) -> bool:
    attribute = block.body.attribute(flag)
    return attribute is not None and attribute.literal is True


def check_locals(context: Context) -> None:
    """Check the locals of a module."""
    for attribute in context.module.locals.values():
        check_expression(context, attribute.expression)


def check_checks(context: Context) -> None:
    """Check the check blocks of a module; the data sources in them are checked with the others."""
    for block in context.module.checks.values():
        asserts = list(block.body.blocks_of("assert"))
        if not asserts:
            detail = "Check blocks must have at least one assert block."
            context.tell("check-block", "Zero assert blocks", detail, block.where)
        for one in asserts:
            check_condition(context, one, Place(check=block.labels[0]))
        for second in list(block.body.blocks_of("data"))[1:]:
            detail = (
                f"This check block already has a data resource defined at {next(block.body.blocks_of('data')).where}."
            )
            context.tell("check-block", "Multiple data resource blocks", detail, second.where)
