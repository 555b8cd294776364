"""Whether what a reference names is there: variables, locals, resources, modules, and their attributes."""

from collections.abc import Callable, Iterable

from tfgen.check.context import Context
from tfgen.check.module import Key
from tfgen.check.places import Place
from tfgen.check.references import NotATarget, Target, references, target
from tfgen.check.schemas import nested_type
from tfgen.diagnostics import did_you_mean
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import GetAttribute, GetIndex, Node, Reference, Step
from tfgen.language.traverse import TraversalError, get_attribute, get_index
from tfgen.language.types import from_json
from tfgen.language.values import Value, number, string, unknown
from tfgen.providers.schema import BlockSchema
from tfgen.source import SourceRange

RULE = "reference"
_MEMBERS = {
    "path": ("cwd", "module", "root"),
    "terraform": ("workspace", "applying"),
    "count": ("index",),
    "each": ("key", "value"),
}


def check_references(context: Context, node: Node, place: Place) -> None:
    """Check all references in an expression."""
    for reference in references(node, place.names):
        check_reference(context, reference, place)


def check_reference(context: Context, reference: Reference, place: Place) -> None:
    """Check one reference."""
    try:
        found = target(reference)
    except NotATarget as problem:
        context.tell(RULE, "Invalid reference", str(problem), reference.where)
        return
    _CHECKS[found.kind](context, reference, found, place)


def _variable(context: Context, reference: Reference, found: Target, _place: Place) -> None:
    (name,) = found.names
    if name not in context.module.variables:
        hint = did_you_mean(name, context.module.variables)
        hint = hint or f' This variable can be declared with a variable "{name}" {{}} block.'
        detail = f'An input variable with the name "{name}" has not been declared.{hint}'
        context.tell(RULE, "Reference to undeclared input variable", detail, _beginning(reference, 1))


def _local(context: Context, reference: Reference, found: Target, _place: Place) -> None:
    (name,) = found.names
    if name not in context.module.locals:
        hint = did_you_mean(name, context.module.locals)
        detail = f'A local value with the name "{name}" has not been declared.{hint}'
        context.tell(RULE, "Reference to undeclared local value", detail, _beginning(reference, 1))


def _module(context: Context, reference: Reference, found: Target, _place: Place) -> None:
    (name,) = found.names
    if name not in context.module.calls:
        hint = did_you_mean(name, context.module.calls)
        detail = f'No module call named "{name}" is declared in {context.display}.{hint}'
        context.tell(RULE, "Reference to undeclared module", detail, _beginning(reference, 1))


def _member(context: Context, reference: Reference, found: Target, place: Place) -> None:
    (name,) = found.names
    kind = found.kind
    if name not in _MEMBERS[kind]:
        known = ", ".join(f"{kind}.{member}" for member in _MEMBERS[kind])
        detail = f'The "{kind}" object does not have an attribute named "{name}". There is: {known}.'
        context.tell(RULE, f'Invalid "{kind}" attribute', detail, _beginning(reference, 1))
    elif kind == "each" and place.repeated != "for_each":
        detail = (
            'The "each" object can be used only in "module" or "resource" blocks, and only when the "for_each" '
            "argument is set."
        )
        context.tell(RULE, 'Reference to "each" in context without for_each', detail, _beginning(reference, 1))
    elif kind == "count" and place.repeated != "count":
        detail = (
            'The "count" object can only be used in "module", "resource", and "data" blocks, and only when the "count" '
            "argument is set."
        )
        context.tell(RULE, 'Reference to "count" in non-counted context', detail, _beginning(reference, 1))


def _self(context: Context, reference: Reference, found: Target, place: Place) -> None:
    if place.has_self and place.schema and found.rest:
        check_traversal(context, found.rest, place.schema)
    elif not place.has_self:
        detail = (
            'The "self" object is not available in this context. This object can be used only in resource '
            "provisioner, connection, and postcondition blocks."
        )
        context.tell(RULE, 'Invalid "self" reference', detail, reference.where)


_WORDS = {"resource": "A managed resource", "data": "A data resource", "ephemeral": "An ephemeral resource"}


def _resource(context: Context, reference: Reference, found: Target, place: Place) -> None:
    type_, name = found.names
    key = (found.kind, type_, name)
    block = context.module.resources.get(key)
    scope = context.module.scoped.get(key)
    if block and scope and scope != place.check:
        detail = f'The referenced data resource "{type_}" "{name}" is not available from this context.'
        context.tell(RULE, "Reference to scoped resource", detail, _beginning(reference, len(found.names)))
        return
    if block is None:
        detail = (
            f'{_WORDS[found.kind]} "{type_}" "{name}" has not been declared in {context.display}.{_meant(context, key)}'
        )
        context.tell(RULE, "Reference to undeclared resource", detail, _beginning(reference, len(found.names)))
        return
    if found.address == place.myself:
        detail = f"Configuration for {found.address} may not refer to itself."
        context.tell(RULE, "Self-referential block", detail, reference.where)
        return
    rest = _instance(context, reference, found, block)
    schema = context.schemas.resource(context.module, key, block)
    if rest and schema:
        check_traversal(context, rest, schema)


def _meant(context: Context, key: Key) -> str:
    kind, type_, name = key
    others = [found for found in context.module.resources if found[1:] == (type_, name)]
    if others:
        other = others[0]
        return (
            f" Did you mean the {other[0]} resource {'' if other[0] == 'resource' else other[0] + '.'}{type_}.{name}?"
        )
    near = did_you_mean(name, [found[2] for found in context.module.resources if found[:2] == (kind, type_)])
    if near:
        return near
    known = [f"{found[1]}.{found[2]}" for found in context.module.resources if found[0] == kind]
    return did_you_mean(f"{type_}.{name}", known)


def _instance(context: Context, reference: Reference, found: Target, block: Block) -> list[Step]:
    """Check the index behind a resource against its count or for_each; gives the steps behind that."""
    rest = list(found.rest)
    counted = next((name for name in ("count", "for_each") if block.body.attribute(name)), None)
    if counted and rest and isinstance(rest[0], GetAttribute):
        key = "count.index" if counted == "count" else "each.key"
        detail = (
            f'Because {found.address} has "{counted}" set, its attributes must be accessed on specific instances.\n\n'
            f"For example, to correlate with indices of a referring resource, use:\n    {found.address}[{key}]"
        )
        context.tell(RULE, "Missing resource instance key", detail, reference.where)
        return []
    if rest and isinstance(rest[0], GetIndex):
        if counted is None:
            detail = (
                f'Because {found.address} does not have "count" or "for_each" set, references to it must not include '
                "an index key. Remove the bracketed index to refer to the single instance of this resource."
            )
            context.tell(RULE, "Unexpected resource instance key", detail, rest[0].where)
        return rest[1:]
    return rest


def check_traversal(context: Context, steps: Iterable[Step], schema: BlockSchema) -> None:
    """Check that the steps behind a resource lead to something that its schema has."""
    first, *rest = steps
    if isinstance(first, GetIndex):
        detail = "Only attribute access is allowed here, using the dot operator."
        context.tell(RULE, "Invalid index operation", detail, first.where)
        return
    if first.name in schema.attributes:
        attribute = schema.attributes[first.name]
        if attribute.deprecated:
            detail = f'The attribute "{first.name}" is deprecated. Refer to the provider documentation for details.'
            context.warn("deprecated", "Deprecated attribute", detail, first.where)
        _take_steps(context, unknown(from_json(attribute.type)), rest)
    elif first.name in schema.blocks:
        nested = schema.blocks[first.name]
        if nested.nesting in ("single", "group"):
            if rest:
                check_traversal(context, rest, nested.block)
        else:
            _take_steps(context, unknown(nested_type(nested)), rest)
    else:
        hint = did_you_mean(first.name, (*schema.attributes, *schema.blocks))
        detail = f'This object has no argument, nested block, or exported attribute named "{first.name}".{hint}'
        context.tell(RULE, "Unsupported attribute", detail, first.where)


def _take_steps(context: Context, value: Value, steps: Iterable[Step]) -> None:
    for step in steps:
        try:
            if isinstance(step, GetAttribute):
                value = get_attribute(value, step.name)
            else:
                value = get_index(value, string(step.key) if isinstance(step.key, str) else number(step.key))
        except TraversalError as problem:
            context.tell(RULE, problem.summary, problem.detail, step.where)
            return


def _beginning(reference: Reference, steps: int) -> SourceRange:
    """Give where a reference stands, up to the end of some of its steps."""
    end = reference.steps[steps - 1].end if steps <= len(reference.steps) else reference.end
    return reference.source.range(reference.start, end)


_CHECKS: dict[str, Callable[[Context, Reference, Target, Place], None]] = {
    "var": _variable,
    "local": _local,
    "module": _module,
    "path": _member,
    "terraform": _member,
    "each": _member,
    "count": _member,
    "self": _self,
    "resource": _resource,
    "data": _resource,
    "ephemeral": _resource,
}
