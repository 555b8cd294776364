"""The meta-arguments of resources and modules that repeat or order them: count, for_each, depends_on."""

from tfgen.check.context import Context
from tfgen.check.expressions import check_expression
from tfgen.check.names import check_reference
from tfgen.check.places import MODULE_PLACE
from tfgen.check.references import NotATarget, target
from tfgen.hcl.module import Attribute, Body
from tfgen.hcl.nodes import GetAttribute, Node, Reference, Template, TupleConstructor
from tfgen.language.convert import ConversionError, convert
from tfgen.language.types import DYNAMIC, NUMBER, STRING, Collection, Object, friendly
from tfgen.language.values import EPHEMERAL, SENSITIVE, Value

_COUNT = "Invalid count argument"
_FOR_EACH = "Invalid for_each argument"
_STATIC = (
    "A single static variable reference is required: only attribute access and indexing with constant keys. No "
    "calculations, function calls, template expressions, etc are allowed here."
)


def check_repetition(context: Context, body: Body) -> str | None:
    """Check count and for_each; gives which of them is set."""
    count, for_each = body.attribute("count"), body.attribute("for_each")
    if count and for_each:
        detail = (
            'The "count" and "for_each" meta-arguments are mutually-exclusive, only one should be used to be explicit '
            "about the number of resources to be created."
        )
        summary = 'Invalid combination of "count" and "for_each"'
        context.tell("meta-argument", summary, detail, for_each.name_range)
    if count:
        _check_count(context, count)
    if for_each:
        _check_for_each(context, for_each)
    return "for_each" if for_each else "count" if count else None


def _check_count(context: Context, count: Attribute) -> None:
    where = count.expression.where
    value = check_expression(context, count.expression, MODULE_PLACE)
    if value.marks & {SENSITIVE, EPHEMERAL}:
        kind = "Sensitive" if SENSITIVE in value.marks else "Ephemeral"
        detail = f"{kind} values, or values derived from them, cannot be used as count arguments."
        context.tell("meta-argument", _COUNT, detail, where)
    elif value.is_null:
        detail = 'The given "count" argument value is null. An integer is required.'
        context.tell("meta-argument", _COUNT, detail, where)
    else:
        _check_number(context, value, count)


def _check_number(context: Context, value: Value, count: Attribute) -> None:
    where = count.expression.where
    try:
        number = convert(value, NUMBER)
    except ConversionError as problem:
        context.tell("meta-argument", "Incorrect value type", f"Invalid expression value: {problem}.", where)
        return
    if number.is_known and not isinstance(number.content, int):
        detail = (
            'The given "count" argument value is unsuitable: value must be a whole number, between 0 and 2147483647.'
        )
        context.tell("meta-argument", _COUNT, detail, where)
    elif number.is_known and number.content < 0:
        detail = 'The given "count" argument value is unsuitable: must be greater than or equal to zero.'
        context.tell("meta-argument", _COUNT, detail, where)


def _check_for_each(context: Context, for_each: Attribute) -> None:
    where = for_each.expression.where
    value = check_expression(context, for_each.expression, MODULE_PLACE)
    if value.marks & {SENSITIVE, EPHEMERAL}:
        kind = "Sensitive" if SENSITIVE in value.marks else "Ephemeral"
        detail = (
            f"{kind} values, or values derived from {kind.lower()} values, cannot be used as for_each arguments. If "
            f"used, the {kind.lower()} value could be exposed as a resource instance key."
        )
        context.tell("meta-argument", _FOR_EACH, detail, where)
    elif value.is_null:
        detail = (
            'The given "for_each" argument value is unsuitable: the given "for_each" argument value is null. A map, or '
            "set of strings is allowed."
        )
        context.tell("meta-argument", _FOR_EACH, detail, where)
    elif reason := _unsuitable(value):
        detail = f'The given "for_each" argument value is unsuitable: {reason}.'
        is_set = isinstance(value.type, Collection) and value.type.kind == "set"
        context.tell("meta-argument", "Invalid for_each set argument" if is_set else _FOR_EACH, detail, where)


def _unsuitable(value: Value) -> str | None:
    match value.type:
        case Object() | Collection(kind="map"):
            return None
        case Collection(kind="set", element=element):
            if element not in (STRING, DYNAMIC):
                return (
                    '"for_each" supports maps and sets of strings, but you have provided a set containing type '
                    + friendly(element)
                )
            if value.is_known and any(item.is_null for item in value.content):
                return '"for_each" sets must not contain null values'
            return None
    if value.type == DYNAMIC:
        return None
    return (
        'the "for_each" argument must be a map, or set of strings, and you have provided a value of type '
        + friendly(value.type)
    )


def check_depends_on(context: Context, body: Body) -> None:
    """Check that depends_on is a list of whole resources, modules and the like."""
    attribute = body.attribute("depends_on")
    if attribute is None:
        return
    for item in reference_list(context, attribute):
        check_reference(context, item, MODULE_PLACE)
        _check_whole(context, item)


def reference_list(context: Context, attribute: Attribute) -> list[Reference]:
    """Give the references of a list of them; what else stands there is told."""
    if not isinstance(attribute.expression, TupleConstructor):
        detail = "A static list expression is required."
        context.tell("meta-argument", "Invalid expression", detail, attribute.expression.where)
        return []
    found = []
    for item in attribute.expression.items:
        if isinstance(item, Reference):
            found.append(item)
        elif isinstance(item, Template) and item.text is not None:
            warn_quoted(context, item)
        else:
            context.tell("meta-argument", "Invalid expression", _STATIC, item.where)
    return found


def warn_quoted(context: Context, item: Node) -> None:
    """Warn of a reference in quotes, which Terraform still takes."""
    detail = (
        "In this context, references are expected literally rather than in quotes. Terraform 0.11 and earlier required "
        "quotes, but quoted references are now deprecated. Remove the quotes surrounding this reference."
    )
    context.warn("meta-argument", "Quoted references are deprecated", detail, item.where)


def _check_whole(context: Context, item: Reference) -> None:
    try:
        found = target(item)
    except NotATarget:
        return
    rest = [step for step in found.rest if isinstance(step, GetAttribute)]
    if found.kind == "module":
        rest = rest[1:]  # an output is a whole object too
    if rest:
        detail = "References in depends_on must be to a whole object (resource, etc), not to an attribute of an object."
        context.tell("meta-argument", "Invalid depends_on reference", detail, rest[0].where)
