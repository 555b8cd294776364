"""When a data source is read: while planning, or after what it needs was changed."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.check.references import Target, find_target, references
from tfgen.diff.addresses import Address
from tfgen.diff.bodies import expressions
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import Known
from tfgen.hcl.module import Body
from tfgen.hcl.nodes import Reference, TupleConstructor

if TYPE_CHECKING:
    from tfgen.diff.planner import Planner

_CONDITIONS = ("precondition", "postcondition")


class Deferral(Struct, frozen=True):
    """When the results of a data source are known, and the resources that it waits for."""

    known: Known = Known.NOW
    sources: frozenset[str] = frozenset()

    @staticmethod
    def of(resource: Resource, planner: "Planner") -> "Deferral":
        """Tell when a data source is read."""
        question = ("deferral", resource.address)
        return resource.module.world.once(question, lambda: _deferral(resource, planner), Deferral)


def _deferral(resource: Resource, planner: "Planner") -> Deferral:
    symbols = resource.module.world.symbols
    asked = [symbol for value in resource.configuration().values() for symbol in symbols.within(value)]
    known = {symbol.known for symbol in asked}
    sources = {source for symbol in asked for source in symbol.sources}
    if Known.LATER not in known:
        for address, is_certain in planner.pending(_waited_for(resource, planner)):
            known.add(Known.LATER if is_certain else Known.MAYBE_LATER)
            sources.add(address)
    return Deferral(max(known, default=Known.NOW), frozenset(sources))


def _waited_for(resource: Resource, planner: "Planner") -> frozenset[str]:
    """Give the resources, as folded addresses, whose changes a data source waits for.

    These are what depends_on names, on it or on a call of its module, and what its own block refers to; with conditions
    of its own, all that is behind these too.
    https://developer.hashicorp.com/terraform/language/data-sources#data-resource-behavior
    """
    found = {*_depended(resource.module, resource.block.body, planner), *_referred(resource)}
    lifecycles = list(resource.block.body.blocks_of("lifecycle"))
    if any(block.type in _CONDITIONS for lifecycle in lifecycles for block in lifecycle.body.blocks):
        found |= _behind(resource)
    instance = resource.module
    while instance.parent is not None and instance.call is not None:
        found |= {*_depended(instance.parent, instance.call.body, planner)}
        instance = instance.parent
    return frozenset(found)


def _referred(resource: Resource) -> Iterator[str]:
    """Give the resources that the block of a data source refers to itself."""
    for expression in expressions(resource.block.body):
        for reference in references(expression):
            found = find_target(reference)
            if found and found.kind == "resource":
                yield _folded(resource.module, found)


def _depended(instance: ModuleInstance, body: Body, planner: "Planner") -> Iterator[str]:
    """Give what depends_on names: resources, or all that is in a module and behind it."""
    attribute = body.attribute("depends_on")
    if attribute is None or not isinstance(attribute.expression, TupleConstructor):
        return
    for item in attribute.expression.items:
        found = find_target(item) if isinstance(item, Reference) else None
        if found and found.kind == "module":
            yield from planner.applied_in((*instance.path, (found.names[0], None)))
            for called in instance.called(found.names[0]).values():
                yield from _all_behind(called)
        elif found and found.kind == "resource":
            yield _folded(instance, found)
        elif found:
            yield from instance.world.behind(partial(instance.evaluator().evaluate, item))


def _folded(instance: ModuleInstance, found: Target) -> str:
    return Address(instance.path, found.kind, found.names[0], found.names[1]).folded


def _all_behind(called: ModuleInstance) -> Iterator[str]:
    for inner in called.everything():
        for resource in inner.all_resources():
            yield resource.address.folded
            yield from _behind(resource)
        yield from inner.world.behind(inner.outputs)


def _behind(resource: Resource) -> frozenset[str]:
    """Give the resources that another one needs, directly or by others."""
    return resource.module.world.behind(resource.configuration)
