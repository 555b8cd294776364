"""What `removed` and `import` blocks make of resources that go and come."""

from tfgen.diff.addresses import Address
from tfgen.diff.changes import Change
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.moves import End, read_end
from tfgen.hcl.module import Attribute, Block
from tfgen.hcl.nodes import Index


def fate(root: ModuleInstance, address: Address) -> Change:
    """Tell what becomes of a resource that is no longer configured: it is deleted, or forgotten by Terraform."""
    for instance in root.everything():
        for block in instance.module.blocks_of("removed"):
            removed = block.body.attribute("from")
            end = read_end(instance.path, removed) if removed else None
            if end and _covers(end, address) and not _destroys(block):
                return Change.FORGET
    return Change.DELETE


def imported(root: ModuleInstance, address: Address) -> bool:
    """Tell whether a new resource is there already and only comes under Terraform's control."""
    targets = (to for block in root.module.blocks_of("import") if (to := block.body.attribute("to")))
    return any(_covers(end, address) for to in targets if (end := _target(to)))


def _target(to: Attribute) -> End | None:
    """Read the address that something is imported to; an instance's key that must be computed counts for all keys."""
    inner = to.expression
    while isinstance(inner, Index):
        inner = inner.collection
    return read_end((), Attribute(to.source, to.start, to.end, to.name, inner))


def _covers(end: End, address: Address) -> bool:
    names = [name for name, _ in end.modules]
    around = [name for name, _ in address.module]
    if end.resource is None:
        return around[: len(names)] == names
    return around == names and (address.type, address.name) == end.resource and end.key in (None, address.key)


def _destroys(block: Block) -> bool:
    lifecycles = (found.body.attribute("destroy") for found in block.body.blocks_of("lifecycle"))
    return not any(destroy is not None and destroy.literal is False for destroy in lifecycles)
