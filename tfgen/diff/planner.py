"""What `terraform plan` does to each resource of one configuration where another one was applied."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.diff.addresses import ModulePath
from tfgen.diff.arguments import ArgumentDiffer
from tfgen.diff.bodies import by_name
from tfgen.diff.changes import Change
from tfgen.diff.deferral import Deferral
from tfgen.diff.differences import Differ, Difference
from tfgen.diff.lifecycle import is_ignored, is_ignored_in_part, triggers
from tfgen.diff.moves import moved_by_itself
from tfgen.diff.outcomes import read, symbol_of
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import Known
from tfgen.diff.tags import all_tags
from tfgen.diff.traits import computed_anew, replaces
from tfgen.language.types import Type
from tfgen.language.values import Value

if TYPE_CHECKING:
    from tfgen.diff.counterparts import Counterparts


class Planned(Struct, frozen=True):
    """What happens to one instance: `change` is None where nothing does; `prior` is the instance as it was applied."""

    resource: Resource
    change: Change | None
    prior: Resource | None = None
    differences: tuple[Difference, ...] = ()
    is_certain: bool = True

    @property
    def known(self) -> Known:
        """When the attributes that the provider computes are known, if it makes the resource anew."""
        if self.change is Change.UPDATE and not self.is_certain:
            return Known.MAYBE_LATER if self.may_be_replaced else Known.NOW
        if self.change not in (Change.CREATE, Change.REPLACE):
            return Known.NOW
        return Known.LATER if self.is_certain else Known.MAYBE_LATER

    @property
    def may_be_replaced(self) -> bool:
        """Tell whether it is not known of some changed argument what its change leads to."""
        return any(replaces(self.resource.source, self.resource.address.type, one) is None for one in self.differences)


class Planner:
    """The outcome of a configuration that is to be applied where another one was."""

    def __init__(self, differ: Differ) -> None:
        self.differ = differ
        self.counterparts: Counterparts | None = None

    def computed(self, resource: Resource, name: str, of_type: Type) -> Value:
        """Give what an attribute will be: what it was, unless the provider computes it anew."""
        if resource.address.kind == "data":
            return self._read(resource, name, of_type)
        planned = self.planned(resource)
        if planned.prior is None or planned.known is not Known.NOW:
            return symbol_of(resource, name, of_type, planned.known)
        changed = [found.path for found in planned.differences]
        if name in computed_anew(resource.source, resource.address.type, changed):
            known = Known.LATER if planned.is_certain else Known.MAYBE_LATER
            return symbol_of(resource, name, of_type, known)
        return planned.prior.attribute(name)

    def kept(self, resource: Resource, name: str) -> Value | None:
        """Give the value that an argument had, where its changes are ignored and the resource is not made anew.

        Where only a part of it is ignored, or nobody knows whether the resource stays, neither value is certain.
        """
        if resource.address.kind == "data" or not is_ignored_in_part(resource, name):
            return None
        planned = self.planned(resource)
        if planned.prior is None or (planned.change is Change.REPLACE and planned.is_certain):
            return None
        value = planned.prior.attribute(name)
        is_certain = planned.change is not Change.REPLACE and is_ignored(resource, (name,))
        return value if is_certain else symbol_of(resource, name, value.type, Known.MAYBE_LATER)

    def planned(self, resource: Resource) -> Planned:
        """Give what happens to a resource."""
        question = ("planned", resource.address)
        answer = resource.module.world.once
        return answer(question, lambda: self._planned(resource), lambda: Planned(resource, None))

    def pending(self, addresses: Collection[str]) -> Iterator[tuple[str, bool]]:
        """Give which of some resources, by addresses without keys, change, and whether that is certain."""
        pairs = self.counterparts
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

    def applied_in(self, module: ModulePath) -> Iterator[str]:
        """Give the resources that were applied in a module, by addresses without keys."""
        names = [name for name, _ in module]
        for address in self.counterparts.applied if self.counterparts else ():
            if [name for name, _ in address.module[: len(names)]] == names:
                yield address.folded

    def prior(self, resource: Resource) -> Resource | None:
        """Give a resource as it was applied."""
        return self.counterparts.prior(resource) if self.counterparts else None

    def _planned(self, resource: Resource) -> Planned:
        prior = self.prior(resource)
        if prior is None:
            return Planned(resource, Change.CREATE)
        found = tuple(self._differences(prior, resource))
        triggered = triggers(resource, self)
        if found or triggered is not None:
            return _changed(resource, prior, found, triggered)
        moved = prior.address != resource.address
        return Planned(resource, Change.MOVE if moved else None, prior)

    def _differences(self, prior: Resource, resource: Resource) -> Iterator[Difference]:
        found = [one for one in self._configured(prior, resource) if not is_ignored(resource, one.path)]
        told = [one.path[1:] for one in found if one.path[0] == "tags"]
        yield from found
        if () not in told and not is_ignored(resource, ("tags_all",)):
            yield from (one for one in self._of_provider(prior, resource) if one.path[1:] not in told)

    def _of_provider(self, prior: Resource, resource: Resource) -> Iterator[Difference]:
        """Give the tags that differ, those of the provider among them; what is ignored in its own stays as it is."""
        if resource.schema is None or "tags_all" not in resource.schema.attributes:
            return
        before, after = (all_tags(side, side.configured("tags")) for side in (prior, resource))
        own = {name for side in (prior, resource) for name in by_name(side.configured("tags"))}
        for one in self.differ.differences(("tags_all",), before, after) if before and after else ():
            if not (one.path[-1] in own and is_ignored(resource, ("tags", *one.path[1:]))):
                yield one

    def _configured(self, prior: Resource, resource: Resource) -> Iterator[Difference]:
        return ArgumentDiffer.of(self.differ, prior).differences(resource)

    def _read(self, resource: Resource, name: str, of_type: Type) -> Value:
        """Give what reading a data source gives, which is done at apply if what it needs is known then only."""
        deferral = Deferral.of(resource, self)
        return read(resource, name, of_type, deferral.known, deferral.sources)


def _changed(resource: Resource, prior: Resource, found: tuple[Difference, ...], triggered: bool | None) -> Planned:
    """Tell an update from a replacement; where both are possible it is uncertain which."""
    forcing = [(one.is_certain, replaces(resource.source, resource.address.type, one)) for one in found]
    if triggered or (True, True) in forcing:
        return Planned(resource, Change.REPLACE, prior, found)
    if triggered is False or (False, True) in forcing:
        return Planned(resource, Change.REPLACE, prior, found, is_certain=False)
    is_settled = all(forces is False for _, forces in forcing)
    return Planned(resource, Change.UPDATE, prior, found, is_settled and any(one.is_certain for one in found))
