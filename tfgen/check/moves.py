"""The blocks that tell what became of resources: moved, import, removed."""

from msgspec import Struct

from tfgen.check.context import Context
from tfgen.check.expressions import check_expression, check_flag
from tfgen.check.places import Place
from tfgen.check.providers import check_chosen_provider
from tfgen.check.repetition import check_repetition
from tfgen.hcl.module import Attribute, Block
from tfgen.hcl.nodes import GetAttribute, Index, Node, Reference
from tfgen.language.convert import ConversionError, convert
from tfgen.language.types import STRING

_STATIC = (
    "A single static variable reference is required: only attribute access and indexing with constant keys. No "
    "calculations, function calls, template expressions, etc are allowed here."
)


def check_moves(context: Context) -> None:
    """Check the moved, import and removed blocks of a module."""
    for block in context.module.blocks_of("moved"):
        _check_moved(context, block)
    imported: dict[str, Block] = {}
    for block in context.module.blocks_of("import"):
        _check_import(context, block)
        _check_imported(context, block, imported)
    for block in context.module.blocks_of("removed"):
        _check_removed(context, block)


def _check_moved(context: Context, block: Block) -> None:
    ends = [_address(context, found) for name in ("from", "to") if (found := block.body.attribute(name))]
    if len(ends) != 2 or None in ends:  # noqa: PLR2004 - from and to
        return
    start, end = ends
    assert start is not None
    assert end is not None
    if (start.kind == "module") != (end.kind == "module"):
        detail = 'The "from" and "to" addresses must either both refer to resources or both refer to modules.'
        context.tell("moved", 'Invalid "moved" addresses', detail, block.where)
    elif start == end:
        detail = "This statement declares a move from an address to the same address, which moves nothing."
        context.tell("moved", "Redundant move statement", detail, block.where)
    elif start.name in _declared(context) and not start.key and not end.key:
        detail = (
            f"This statement declares a move from {start.name}, but that is still declared. Remove its block, or this "
            "statement."
        )
        context.tell("moved", "Moved object still exists", detail, block.where)


def _declared(context: Context) -> set[str]:
    resources = {f"{key[1]}.{key[2]}" for key in context.module.resources if key[0] == "resource"}
    return resources | {f"module.{name}" for name in context.module.calls}


class _Address(Struct, frozen=True):
    """An address of a resource or module; `key` is that of an instance, as it is written."""

    kind: str
    name: str
    key: str


def _address(context: Context, attribute: Attribute) -> _Address | None:
    """Read an address of a resource or a module, with or without an instance's key."""
    node = attribute.expression
    if not isinstance(node, Reference):
        context.tell("address", "Invalid expression", _STATIC, node.where)
        return None
    parts = [node.root]
    keys = []
    for step in node.steps:
        if isinstance(step, GetAttribute):
            parts.append(step.name)
        else:
            keys.append(step.code)
    if parts[0] == "data":
        return None  # a no-op to Terraform
    if not _is_address(parts):
        detail = "The address must be that of a resource (aws_vpc.main) or of a module (module.network)."
        context.tell("address", "Invalid address", detail, node.where)
        return None
    kind = "module" if len(parts) % 2 == 0 and parts[-2] == "module" else "resource"
    return _Address(kind, ".".join(parts), "".join(keys))


def _is_address(parts: list[str]) -> bool:
    while len(parts) > 2 and parts[0] == "module":  # noqa: PLR2004 - a step of two names
        parts = parts[2:]
    if parts[0] == "resource":
        parts = parts[1:]
    return len(parts) == 2 and parts[0] not in ("var", "local", "each", "count", "self", "path", "terraform")  # noqa: PLR2004


def _check_import(context: Context, block: Block) -> None:
    repeated = check_repetition(context, block.body)
    place = Place(repeated=repeated)
    if to := block.body.attribute("to"):
        _check_import_target(context, to, place)
    if found := block.body.attribute("id"):
        value = check_expression(context, found.expression, place)
        where = found.expression.where
        try:
            convert(value, STRING)
        except ConversionError as problem:
            context.tell("import", "Incorrect value type", f"Invalid expression value: {problem}.", where)
            return
        if value.is_null:
            context.tell("import", "Invalid import id argument", "The import ID cannot be null.", where)
        elif value.is_known and value.content == "":
            detail = "The import ID value evaluates to an empty string, please provide a non-empty value."
            context.tell("import", "Invalid import id argument", detail, where)
    _check_import_provider(context, block)


def _check_imported(context: Context, block: Block, imported: dict[str, Block]) -> None:
    """Import blocks are the root module's, one for a resource."""
    if context.module.folder:
        detail = "Import blocks are only allowed in the root module. Move it there."
        context.tell("import", "Invalid import configuration", detail, block.where)
    to = block.body.attribute("to")
    if to is None:
        return
    first = imported.setdefault(to.expression.code, block)
    if first is not block:
        detail = (
            f'An import block for the resource "{to.expression.code}" was already declared at '
            f"{first.where}. A resource "
            "can have only one import block."
        )
        summary = f'Duplicate import configuration for "{to.expression.code}"'
        context.tell("import", summary, detail, to.expression.where)


def _check_import_target(context: Context, to: Attribute, place: Place) -> None:
    node: Node = to.expression
    if isinstance(node, Index):
        check_expression(context, node.key, place)
        node = node.collection
    if not isinstance(node, Reference):
        context.tell("address", "Invalid expression", _STATIC, to.expression.where)
        return
    names = _names(node)
    if not _is_address(names) or (len(names) == 2 and names[0] == "module"):  # noqa: PLR2004
        detail = "An import block must target a resource by its address."
        context.tell("address", "Invalid import address", detail, node.where)
    elif names[0] != "module" and ("resource", names[0], names[1]) not in context.module.resources:
        detail = (
            f"The configuration for the import target {node.code} does not exist. Write a resource block for it, or "
            "generate one with terraform plan -generate-config-out."
        )
        context.tell("import", "Configuration for import target does not exist", detail, node.where)
    elif names[0] != "module" and node is to.expression and all(isinstance(step, GetAttribute) for step in node.steps):
        target = context.module.resources["resource", names[0], names[1]]
        repeating = [name for name in ("count", "for_each") if target.body.attribute(name)]
        if repeating:
            detail = f"The target resource is using {repeating[0]}: name the instance too, as in {node.code}[…]."
            context.tell("import", "Invalid import 'to' expression", detail, node.where)


def _names(reference: Reference) -> list[str]:
    return [reference.root, *(step.name for step in reference.steps if isinstance(step, GetAttribute))]


def _check_import_provider(context: Context, block: Block) -> None:
    """The provider of an import block is for a resource that is yet to be generated."""
    chosen, to = block.body.attribute("provider"), block.body.attribute("to")
    if chosen is None:
        return
    names = _names(to.expression) if to and isinstance(to.expression, Reference) else []
    if names[:1] == ["module"] or ("resource", *names) in context.module.resources:
        detail = (
            "An import block names a provider only where Terraform is to generate the resource. Name the provider in "
            "the block of the resource, or in the providers of the module that it is in."
        )
        context.tell("import", "Invalid import provider argument", detail, chosen.where)
    else:
        check_chosen_provider(context, block)


def _check_removed(context: Context, block: Block) -> None:
    if found := block.body.attribute("from"):
        address = _address(context, found)
        if address and address.key:
            detail = "Resource instance keys are not allowed: a removed block is for all instances."
            context.tell("removed", "Resource instance keys not allowed", detail, found.expression.where)
        elif address and address.name in _declared(context):
            detail = (
                f"This statement declares the removal of {address.name}, but it is still declared. Remove its block."
            )
            context.tell("removed", "Removed object still exists", detail, block.where)
    for lifecycle in block.body.blocks_of("lifecycle"):
        if destroy := lifecycle.body.attribute("destroy"):
            check_flag(context, destroy.expression)
