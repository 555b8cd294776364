"""Variable blocks: types, defaults, validation rules."""

from tfgen.check.conditions import check_condition
from tfgen.check.context import Context
from tfgen.check.expressions import check_constant, check_flag, check_text
from tfgen.check.places import MODULE_PLACE
from tfgen.check.references import references
from tfgen.hcl.module import Attribute, Block
from tfgen.hcl.nodes import GetAttribute, Reference
from tfgen.language.convert import ConversionError, convert
from tfgen.language.type_expressions import Default, TypeMistake, read_type
from tfgen.language.types import DYNAMIC, Type

_INVALID_DEFAULT = "Invalid default value for variable"


def read_types(context: Context) -> None:
    """Read the type of every variable, which expressions everywhere in the module may need."""
    for name, block in context.module.variables.items():
        context.types[name] = _type(context, block)


def _type(context: Context, block: Block) -> Type:
    attribute = block.body.attribute("type")
    if attribute is None:
        return DYNAMIC
    try:
        found, defaults = read_type(attribute.expression)
    except TypeMistake as problem:
        context.tell("type", problem.summary, problem.detail, problem.node.where)
        return DYNAMIC
    for default in defaults:
        _check_optional(context, default)
    return found


def _check_optional(context: Context, default: Default) -> None:
    value = check_constant(context, default.expression)
    try:
        convert(value, default.type)
    except ConversionError as problem:
        detail = f"This default value is not compatible with the attribute's type constraint: {problem}."
        summary = "Invalid default value for optional attribute"
        context.tell("type", summary, detail, default.expression.where)


def check_variables(context: Context) -> None:
    """Check the variable blocks of a module."""
    for name, block in context.module.variables.items():
        for flag in ("sensitive", "nullable", "ephemeral"):
            if attribute := block.body.attribute(flag):
                check_flag(context, attribute.expression)
        if description := block.body.attribute("description"):
            check_text(context, description.expression)
        if default := block.body.attribute("default"):
            _check_default(context, block, default, context.types[name])
        for rule in block.body.blocks_of("validation"):
            _check_validation(context, name, rule)


def _check_default(context: Context, block: Block, default: Attribute, wanted: Type) -> None:
    value = check_constant(context, default.expression)
    nullable = block.body.attribute("nullable")
    if value.is_null:
        if nullable and nullable.literal is False:
            detail = "A null default value is not valid when nullable = false."
            context.tell("type", _INVALID_DEFAULT, detail, default.expression.where)
        return
    try:
        convert(value, wanted)
    except ConversionError as problem:
        detail = f"This default value is not compatible with the variable's type constraint: {problem}."
        context.tell("type", _INVALID_DEFAULT, detail, default.expression.where)


def _check_validation(context: Context, name: str, rule: Block) -> None:
    condition = rule.body.attribute("condition")
    if condition and not any(_is_own(found, name) for found in references(condition.expression)):
        detail = f'The condition for variable "{name}" must refer to var.{name} in order to test incoming values.'
        context.tell("validation", "Invalid variable validation condition", detail, condition.expression.where)
    check_condition(context, rule, MODULE_PLACE)


def _is_own(found: Reference, name: str) -> bool:
    step = found.steps[0] if found.root == "var" and found.steps else None
    return isinstance(step, GetAttribute) and step.name == name
