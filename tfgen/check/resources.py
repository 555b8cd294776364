"""Resources, data sources and ephemeral resources."""

from tfgen.check.body import BodyChecker, Reserved
from tfgen.check.content import brace_of
from tfgen.check.context import Context
from tfgen.check.expressions import check_expression
from tfgen.check.lifecycle import check_lifecycle
from tfgen.check.module import Key
from tfgen.check.places import Place
from tfgen.check.providers import check_chosen_provider
from tfgen.check.provisioners import check_connection, check_provisioner
from tfgen.check.remote_state import TYPE, check_remote_state
from tfgen.check.repetition import check_depends_on, check_repetition
from tfgen.check.values.rules import Kind, check_values
from tfgen.diagnostics import did_you_mean
from tfgen.hcl.module import Block, Body
from tfgen.providers.schema import BlockSchema

_META_ARGUMENTS = ("count", "for_each", "provider", "depends_on")
_META_BLOCKS = ("lifecycle", "connection", "provisioner")
_RESERVED_BLOCKS = ("locals", "_")
_KINDS = {"resource": "resource type", "data": "data source", "ephemeral": "ephemeral resource"}


def check_resources(context: Context) -> None:
    """Check all resources of a module."""
    for key, block in context.module.resources.items():
        check_resource(context, key, block)


def check_resource(context: Context, key: Key, block: Block) -> None:
    """Check one resource: meta-arguments, what its provider defines, lifecycle and provisioners."""
    address = ".".join(key[1:] if key[0] == "resource" else key)
    repeated = check_repetition(context, block.body)
    place = Place(repeated=repeated, myself=address, schema=context.schemas.resource(context.module, key, block))
    check_once(context, block)
    check_depends_on(context, block.body)
    check_chosen_provider(context, block)
    _check_arguments(context, key, block, place)
    for lifecycle in block.body.blocks_of("lifecycle"):
        check_lifecycle(context, key, block, lifecycle, place)
    if key[0] != "resource":
        return
    for connection in block.body.blocks_of("connection"):
        check_connection(context, connection, place)
    for provisioner in block.body.blocks_of("provisioner"):
        check_provisioner(context, provisioner, place)


def _check_arguments(context: Context, key: Key, block: Block, place: Place) -> None:
    type_ = key[1]
    kind: Kind = "data" if key[0] == "data" else "ephemeral" if key[0] == "ephemeral" else "resource"
    source = context.schemas.source(context.module, block)
    if context.schemas.exists(source, kind, type_) is False:
        names = context.schemas.types(source, kind) or []
        detail = f'The provider {source} does not support {_KINDS[kind]} "{type_}".{did_you_mean(type_, names)}'
        context.tell("provider-type", f"Invalid {_KINDS[kind]}", detail, block.label_range(0))
        return
    schema = context.schemas.resource(context.module, key, block)
    if schema is None:
        check_names_only(context, block.body, place, top=True)
        return
    blocks = _META_BLOCKS if kind == "resource" else ("lifecycle",)
    reserved = Reserved(_META_ARGUMENTS, blocks, _RESERVED_BLOCKS)
    checker = BodyChecker(context, place, reserved, takes_ephemeral=kind == "ephemeral")
    config = checker.check(block.body, schema, brace_of(block))
    if type_ == TYPE and kind == "data":
        check_remote_state(context, block)
    _check_id(context, kind, block, schema)
    if schema.deprecated:
        context.warn("deprecated", "Deprecated Resource", f"{type_} is deprecated.", block.where)
    context.diagnostics += check_values(kind, type_, source or "", config)


def check_once(context: Context, block: Block) -> None:
    """Tell of a lifecycle or connection block that stands there a second time."""
    for kind in ("lifecycle", "connection"):
        found = list(block.body.blocks_of(kind))
        for other in found[1:]:
            detail = f"This resource already has a {kind} block at {found[0].where}."
            context.tell("lifecycle", f"Duplicate {kind} block", detail, other.where)


def _check_id(context: Context, kind: str, block: Block, schema: BlockSchema) -> None:
    """Refuse a value for `id`, which the providers' SDK adds to all resources and lets nobody set."""
    attribute, known = block.body.attribute("id"), schema.attributes.get("id")
    if kind == "resource" and attribute and known and known.optional and known.computed:
        detail = "The provider decides the id of a resource by itself. Remove this argument."
        context.tell("read-only", "Invalid or unknown key", detail, attribute.expression.where)


def check_names_only(context: Context, body: Body, place: Place, *, top: bool = False) -> None:
    """Check the names in a body whose schema nobody knows."""
    for attribute in body.attributes:
        if not top or attribute.name not in _META_ARGUMENTS:
            check_expression(context, attribute.expression, place)
    for block in body.blocks:
        if not top or block.type not in _META_BLOCKS:
            check_names_only(context, block.body, _inside(block, place))


def _inside(block: Block, place: Place) -> Place:
    """Give the place inside of a block: a dynamic one has a name for what it iterates over, its iterator or label."""
    if block.type != "dynamic":
        return place
    iterator = block.body.attribute("iterator")
    return place.naming(iterator.expression.code if iterator else "".join(block.labels))
