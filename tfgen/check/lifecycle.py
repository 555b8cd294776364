"""The lifecycle of resources."""

from msgspec.structs import replace

from tfgen.check.conditions import check_condition
from tfgen.check.context import Context
from tfgen.check.expressions import check_flag
from tfgen.check.module import Key
from tfgen.check.names import check_reference, check_traversal
from tfgen.check.places import Place
from tfgen.check.references import NotATarget, target
from tfgen.check.repetition import warn_quoted
from tfgen.hcl.module import Attribute, Block
from tfgen.hcl.nodes import Access, GetAttribute, Index, Node, Reference, Template, TupleConstructor
from tfgen.providers.schema import BlockSchema

RULE = "lifecycle"
_OF_RESOURCES = ("create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by")


def check_lifecycle(context: Context, key: Key, resource: Block, lifecycle: Block, place: Place) -> None:
    """Check a lifecycle block."""
    if key[0] != "resource":
        _check_unmanaged(context, key[0], lifecycle)
    for name in ("create_before_destroy", "prevent_destroy"):
        if attribute := lifecycle.body.attribute(name):
            check_flag(context, attribute.expression)
    if ignored := lifecycle.body.attribute("ignore_changes"):
        _check_ignored(context, ignored, context.schemas.resource(context.module, key, resource), resource)
    if triggers := lifecycle.body.attribute("replace_triggered_by"):
        _check_triggers(context, triggers, place)
    for kind in ("precondition", "postcondition"):
        for block in lifecycle.body.blocks_of(kind):
            has_self = kind == "postcondition"
            check_condition(
                context, block, replace(place, has_self=has_self, myself=None if has_self else place.myself)
            )


def _check_unmanaged(context: Context, kind: str, lifecycle: Block) -> None:
    what = "data resource" if kind == "data" else "ephemeral resource"
    for name in _OF_RESOURCES:
        if attribute := lifecycle.body.attribute(name):
            detail = (
                f'The lifecycle argument "{name}" is defined only for managed resources ("resource" blocks), and is '
                f"not valid for {what}s."
            )
            context.tell(RULE, f"Invalid {what} lifecycle argument", detail, attribute.name_range)


def _check_ignored(context: Context, ignored: Attribute, schema: BlockSchema | None, resource: Block) -> None:
    if isinstance(ignored.expression, Reference) and ignored.expression.code == "all":
        return
    if not isinstance(ignored.expression, TupleConstructor):
        detail = "A static list expression is required."
        context.tell(RULE, "Invalid expression", detail, ignored.expression.where)
        return
    for item in ignored.expression.items:
        _check_ignored_item(context, item, schema, resource)


def _check_ignored_item(context: Context, item: Node, schema: BlockSchema | None, resource: Block) -> None:
    if isinstance(item, Template) and item.text is not None:
        warn_quoted(context, item)
        return
    if not isinstance(item, Reference):
        detail = (
            "A single static variable reference is required: only attribute access and indexing with constant keys."
        )
        context.tell(RULE, "Invalid expression", detail, item.where)
        return
    if schema is None:
        return
    first = GetAttribute(item.source, item.start, item.start + len(item.root), item.root)
    before = len(context.diagnostics)
    check_traversal(context, (first, *item.steps), schema)
    known = schema.attributes.get(item.root)
    if len(context.diagnostics) == before and known and known.computed and not known.optional:
        detail = (
            f"The attribute {item.root} is decided by the provider alone and therefore there can be no configured "
            "value to compare with. Including this attribute in ignore_changes has no effect. Remove the attribute "
            "from ignore_changes to quiet this warning."
        )
        context.warn(RULE, "Redundant ignore_changes element", detail, resource.where)


def _check_triggers(context: Context, triggers: Attribute, place: Place) -> None:
    if not isinstance(triggers.expression, TupleConstructor):
        detail = "A static list expression is required."
        context.tell(RULE, "Invalid expression", detail, triggers.expression.where)
        return
    for item in triggers.expression.items:
        _check_trigger(context, item, place)


def _check_trigger(context: Context, item: Node, place: Place) -> None:
    inner = item
    while isinstance(inner, Index | Access):
        inner = inner.collection if isinstance(inner, Index) else inner.value
    if not isinstance(inner, Reference):
        detail = "Only references to resources, their instances and attributes are allowed here."
        context.tell(RULE, "Invalid replace_triggered_by expression", detail, item.where)
        return
    try:
        is_resource = target(inner).kind == "resource"
    except NotATarget as problem:
        context.tell(RULE, "Invalid reference", str(problem), item.where)
        return
    if is_resource:
        check_reference(context, inner, place)
    else:
        detail = "Only resources can be referenced in replace_triggered_by."
        context.tell(RULE, "Invalid replace_triggered_by expression", detail, item.where)
