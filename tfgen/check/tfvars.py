"""Files of values for the root module's variables: terraform.tfvars and *.auto.tfvars."""

from tfgen.check.context import Context
from tfgen.check.expressions import check_constant
from tfgen.check.inputs import check_rules
from tfgen.diagnostics import did_you_mean
from tfgen.hcl.module import Body
from tfgen.language.convert import ConversionError, convert
from tfgen.language.types import DYNAMIC


def is_values_file(path: str) -> bool:
    """Tell whether Terraform reads a file of the root's folder for values by itself."""
    return "/" not in path and (path == "terraform.tfvars" or path.endswith(".auto.tfvars"))


def check_values_file(context: Context, body: Body) -> None:
    """Check one file of values against the root module's variables."""
    for block in body.blocks:
        detail = "Values are set with the equals sign; blocks have no place in a file of values."
        context.tell("tfvars", f'Unexpected "{block.type}" block', detail, block.where)
    for attribute in body.attributes:
        value = check_constant(context, attribute.expression)
        if attribute.name not in context.module.variables:
            detail = (
                f'The root module does not declare a variable named "{attribute.name}" but a value was found in file '
                f'"{attribute.where.file}". If you meant to use this value, add a "variable" block to the '
                "configuration."
                f"{did_you_mean(attribute.name, context.module.variables)}"
            )
            context.warn("tfvars", "Value for undeclared variable", detail, attribute.where)
            continue
        try:
            given = convert(value, context.types.get(attribute.name, DYNAMIC))
        except ConversionError as problem:
            detail = f"The given value is not suitable for var.{attribute.name}: {problem}."
            context.tell("tfvars", "Invalid value for input variable", detail, attribute.expression.where)
        else:
            check_rules(context, context, {attribute.name: (given, attribute)})
