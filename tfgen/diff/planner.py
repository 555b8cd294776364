"""What `terraform plan` does to each resource of one configuration where another one was applied."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tfgen.diff.arguments import ArgumentDiffer
from tfgen.diff.bodies import by_name
from tfgen.diff.changes import Change
from tfgen.diff.deferral import Deferral
from tfgen.diff.differences import Differ, Difference
from tfgen.diff.lifecycle import is_ignored, triggers
from tfgen.diff.moves import moved_by_itself
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import Known, Symbol
from tfgen.diff.tags import all_tags, provider_arguments
from tfgen.diff.traits import computed_anew, is_function, replaces
from tfgen.language.types import Type
from tfgen.language.values import Value, object_value

if TYPE_CHECKING:
    from tfgen.diff.pairs import Pairs


@dataclass(frozen=True, slots=True)
class Planned:
    """What happens to one instance: `change` is None where nothing does; `prior` is the instance as it was applied."""

    resource: Resource
    change: Change | None
    prior: Resource | None = None
    differences: tuple[Difference, ...] = ()
    is_certain: bool = True

    @property
    def known(self) -> Known:
        """When the attributes that the provider computes are known, if it makes the resource anew."""
        if self.change not in (Change.CREATE, Change.REPLACE):
            return Known.NOW
        return Known.LATER if self.is_certain else Known.MAYBE_LATER


class Applied:
    """The outcome of a configuration that was applied: whatever a provider computed stands in the state."""

    def computed(self, resource: Resource, name: str, of_type: Type) -> Value:
        """Give the symbol of an attribute."""
        if resource.address.kind == "data":
            return read(resource, name, of_type, Known.NOW, frozenset())
        return symbol_of(resource, name, of_type, Known.NOW)


class Planner:
    """The outcome of a configuration that is to be applied where another one was."""

    def __init__(self, differ: Differ) -> None:
        self.differ = differ
        self.pairs: Pairs | None = None

    def computed(self, resource: Resource, name: str, of_type: Type) -> Value:
        """Give what an attribute will be: what it was, unless the provider computes it anew."""
        if resource.address.kind == "data":
            return self._read(resource, name, of_type)
        planned = self.planned(resource)
        if planned.prior is None or planned.known is not Known.NOW:
            return symbol_of(resource, name, of_type, planned.known)
        changed = {str(found.path[0]) for found in planned.differences}
        if name in computed_anew(resource.source, resource.address.type, changed):
            known = Known.LATER if planned.is_certain else Known.MAYBE_LATER
            return symbol_of(resource, name, of_type, known)
        return planned.prior.attribute(name)

    def planned(self, resource: Resource) -> Planned:
        """Give what happens to a resource."""
        question = ("planned", resource.address)
        answer = resource.module.world.once
        return answer(question, lambda: self._planned(resource), lambda: Planned(resource, None))

    def pending(self, addresses: Collection[str]) -> Iterator[tuple[str, bool]]:
        """Give which of some resources, by addresses without keys, change, and whether that is certain."""
        pairs = self.pairs
        if not addresses or pairs is None:
            return
        for folded in addresses:
            present = {one.address: one for one in pairs.present(folded)}
            for planned in map(self.planned, present.values()):
                if planned.change not in (None, Change.MOVE):
                    yield str(planned.resource.address), planned.is_certain
            for address in pairs.applied_at(folded):
                if address not in present and moved_by_itself(address) not in present:
                    yield str(address), True

    def prior(self, resource: Resource) -> Resource | None:
        """Give a resource as it was applied."""
        return self.pairs.prior(resource) if self.pairs else None

    def _planned(self, resource: Resource) -> Planned:
        prior = self.prior(resource)
        if prior is None:
            return Planned(resource, Change.CREATE)
        found = tuple(self._differences(prior, resource))
        forcing = [one for one in found if replaces(resource.source, resource.address.type, one.path)]
        triggered = triggers(resource, self)
        sure = any(one.is_certain for one in found)
        if triggered is not None or any(one.is_certain for one in forcing):
            is_sure = bool(triggered) or any(one.is_certain for one in forcing)
            return Planned(resource, Change.REPLACE, prior, found, is_sure)
        if forcing:
            return Planned(resource, Change.REPLACE, prior, found, is_certain=False)
        if found:
            return Planned(resource, Change.UPDATE, prior, found, sure)
        moved = prior.address != resource.address
        return Planned(resource, Change.MOVE if moved else None, prior)

    def _differences(self, prior: Resource, resource: Resource) -> Iterator[Difference]:
        found = [one for one in self._configured(prior, resource) if not is_ignored(resource, one.path)]
        yield from found
        paths = {one.path[1:] for one in found if one.path[0] == "tags"}
        if resource.schema and "tags_all" in resource.schema.attributes and () not in paths:
            own = prior if is_ignored(resource, ("tags",)) else resource
            before, after = all_tags(prior, prior.configured("tags")), all_tags(resource, own.configured("tags"))
            for one in self.differ.differences(("tags_all",), before, after) if before and after else ():
                if one.path[1:] not in paths:
                    yield one

    def _configured(self, prior: Resource, resource: Resource) -> Iterator[Difference]:
        return ArgumentDiffer.of(self.differ, prior).differences(resource)

    def _read(self, resource: Resource, name: str, of_type: Type) -> Value:
        """Give what reading a data source gives, which is done at apply if what it needs is known then only."""
        deferral = Deferral.of(resource, self)
        return read(resource, name, of_type, deferral.known, deferral.sources)


def symbol_of(resource: Resource, name: str, of_type: Type, known: Known) -> Value:
    """Give the symbol of an attribute that the provider computes."""
    address = str(resource.address)
    identity = ("resource", address, resource.address.type, name)
    sources = frozenset({address}) if known is not Known.NOW else frozenset()
    return resource.module.world.symbols.value(Symbol(identity, f"{address}.{name}", known, sources), of_type)


def read(resource: Resource, name: str, of_type: Type, known: Known, sources: frozenset[str]) -> Value:
    """Give the symbol of what a data source reads: the same wherever the same is asked for."""
    world = resource.module.world
    request = world.once((resource.address, "request"), lambda: Request.of(resource), lambda: Request(object_value({})))
    if is_function(resource.source, resource.address.type, name):
        identity = ("data", resource.address.type, name, request.asked)
        symbol = Symbol(identity, f"{resource.address}.{name}", known, sources, request.arguments)
    else:
        asked = ("data", resource.address.type, name, request.asked, request.provider)
        symbol = Symbol(asked, f"{resource.address}.{name}", known, sources)
    return world.symbols.value(symbol, of_type)


@dataclass(frozen=True, slots=True)
class Request:
    """What a data source asks, written down, and whom: its provider's configuration without the tags that it gives."""

    arguments: Value
    asked: str = ""
    provider: str = ""

    @staticmethod
    def of(resource: Resource) -> "Request":
        """Give the request of a data source."""
        symbols = resource.module.world.symbols
        arguments = object_value(resource.configuration())
        provider = by_name(provider_arguments(resource))
        whom = object_value({name: value for name, value in provider.items() if name != "default_tags"})
        return Request(arguments, symbols.write(arguments), symbols.write(whom))
