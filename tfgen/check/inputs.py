"""What a call gives to a module's variables: types first, then the variables' own validation rules."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tfgen.check.context import Context, ModuleScope
from tfgen.hcl.module import Attribute, Block
from tfgen.hcl.nodes import GetAttribute, Step
from tfgen.language.convert import ConversionError, convert
from tfgen.language.scope import Scope
from tfgen.language.types import BOOL, DYNAMIC, STRING
from tfgen.language.values import EPHEMERAL, Value

RULE = "module-input"


def check_input(context: Context, attribute: Attribute, value: Value, called: Context, call: str) -> Value | None:
    """Check what an argument of a call gives to a variable; gives it as the module gets it."""
    variable = called.module.variables[attribute.name]
    where = attribute.expression.where
    try:
        given = convert(value, called.types.get(attribute.name, DYNAMIC))
    except ConversionError as problem:
        detail = (
            f"The given value is not suitable for module.{call}.var.{attribute.name} declared at {variable.where}: "
            f"{problem}."
        )
        context.tell(RULE, "Invalid value for input variable", detail, where)
        return None
    if given.is_null and is_set(variable, "nullable", False) and not variable.body.attribute("default"):
        detail = (
            f"The given value is not suitable for module.{call}.var.{attribute.name}: required "
            "variable may not be set to null."
        )
        context.tell(RULE, "Required variable not set", detail, where)
        return None
    if EPHEMERAL in value.all_marks() and not is_set(variable, "ephemeral", True):
        detail = (
            "Ephemeral values are not allowed for this variable: the called module doesn't declare "
            "it with ephemeral = true."
        )
        context.tell(RULE, "Ephemeral value not allowed", detail, where)
    return given


def is_set(block: Block, name: str, wanted: bool) -> bool:
    """Tell whether a flag of a block is written out as the wanted value."""
    attribute = block.body.attribute(name)
    return attribute is not None and attribute.literal is wanted


class _InputScope(Struct, frozen=True):
    """The names of a module, one of its variables having the value that a call gives it."""

    name: str
    value: Value
    around: Scope

    def lookup(self, root: str, steps: Sequence[Step]) -> tuple[Value, int]:
        """Give the variable's value, or ask the module."""
        if root == "var" and steps and isinstance(steps[0], GetAttribute) and steps[0].name == self.name:
            return self.value, 1
        return self.around.lookup(root, steps)


def check_rules(context: Context, called: Context, given: Mapping[str, tuple[Value, Attribute]]) -> None:
    """Try the validation rules of a module's variables on the values that a call gives, as far as they are known."""
    for name, (value, attribute) in given.items():
        for rule in called.module.variables[name].body.blocks_of("validation"):
            scope = _InputScope(name, value, ModuleScope(called))
            _check_rule(context, called, rule, scope, attribute)


def _check_rule(context: Context, called: Context, rule: Block, scope: Scope, given: Attribute) -> None:
    condition, message = rule.body.attribute("condition"), rule.body.attribute("error_message")
    if condition is None or message is None:
        return
    evaluator = called.evaluator(scope).quiet()
    result = evaluator.evaluate(condition.expression)
    if not result.is_known or evaluator.diagnostics:
        return
    try:
        holds = convert(result, BOOL)
    except ConversionError as problem:
        detail = f"Invalid validation condition result value: {problem}."
        called.tell("validation", "Invalid variable validation result", detail, condition.expression.where)
        return
    if holds.content is False:
        said = evaluator.evaluate(message.expression)
        text = said.content if said.type == STRING and said.is_known and not said.is_null else "The value is refused."
        detail = f"{text}\n\nThis was checked by the validation rule at {rule.where}."
        context.tell("validation", "Invalid value for variable", detail, given.expression.where)
