"""The lines of templates and specs that changes come from."""

from collections.abc import Iterator

from tfgen.diff.changes import Change
from tfgen.diff.differences import Difference
from tfgen.diff.lifecycle import triggering
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.origins import Place, argument_place, behind
from tfgen.diff.planner import Planned, Planner
from tfgen.diff.rendering import Rendering
from tfgen.diff.resources import Resource
from tfgen.diff.side import Causing, Side, once
from tfgen.diff.symbols import Known
from tfgen.diff.tags import provider_found
from tfgen.hcl.module import Block


class Causes:
    """Finds the causes of changes, on the side that is to be applied or, of what goes, on the one that was."""

    def __init__(self, before: Rendering, after: Rendering, planner: Planner) -> None:
        self.before = Side(before, after)
        self.after = Side(after, before)
        self.planner = planner

    def of_deletion(self, resource: Resource) -> Causing:
        """Give what it is repeated over, where that leaves it out now; else where it was written."""
        left = [place for around, block in self._left_of(resource) for place in _repetition(around, block)]
        changed = [place for place in left if _is_changed(self.after, place)]
        return self.after.of_places(changed) if changed else self._of_block(self.before, resource)

    def _left_of(self, resource: Resource) -> Iterator[tuple[ModuleInstance, Block]]:
        """Give the calls and the resource block that are still there of a resource that goes."""
        counterparts = self.planner.counterparts
        assert counterparts
        instance = counterparts.after
        for name, _ in resource.address.module:
            if call := instance.module.calls.get(name):
                yield instance, call
            called = next(iter(instance.called(name).values()), None)
            if called is None:
                return
            instance = called
        if block := instance.module.resources.get(resource.key):
            yield instance, block

    def of_output(self, place: Place, *, is_new: bool) -> Causing:
        """Give what changes the value of an output."""
        return (self.after if is_new else self.before).of_places(behind(place))

    def of_resource(self, planned: Planned) -> Causing:
        """Give what changes a resource: the causes of its arguments' changes, or where it is written."""
        if planned.prior and planned.change is Change.REPLACE and not planned.differences:
            return self._of_triggers(planned.resource)
        if planned.prior is None or not planned.differences:
            return self._of_block(self.after, planned.resource)
        return once(cause for one in planned.differences for cause in self.of_argument(planned, one))

    def _of_triggers(self, resource: Resource) -> Causing:
        """Give where it is said what has a resource replaced, and what changes that."""
        listed, others = triggering(resource)
        planned = [self.planner.planned(other) for other in others]
        changed = [one for one in planned if one.change in (Change.UPDATE, Change.REPLACE)]
        said = [self.after.of_line(listed.where.file, listed.where.line)] if listed else []
        return once([*said, *(cause for one in changed for cause in self.of_resource(one))])

    def of_argument(self, planned: Planned, one: Difference) -> Causing:
        """Give what changes an argument."""
        if one.path[0] == "tags_all":
            return self._of_default_tags(planned)
        place, side = argument_place(planned.resource, one.path), self.after
        if place is None and planned.prior:
            place, side = argument_place(planned.prior, one.path), self.before
        assert place, "what differs stands on one side at least"
        return self._of_sources(self._sources(one), planned) or side.of_places(behind(place))

    def _of_default_tags(self, planned: Planned) -> Causing:
        found = provider_found(planned.resource)
        return self.after.of_places(_places(found[0], found[1])) if found else ()

    def _sources(self, one: Difference) -> set[str]:
        """Give the resources whose change makes a value unknown until apply."""
        symbols = self.planner.differ.symbols
        found = symbols.within(one.after) if one.after is not None else ()
        return {source for symbol in found if symbol.known is not Known.NOW for source in symbol.sources}

    def _of_sources(self, sources: set[str], planned: Planned) -> Causing:
        """Give the causes of what makes a value unknown: of resources that are made anew, change, or go."""
        counterparts = self.planner.counterparts
        assert counterparts
        wanted = {str(address): one for address, one in counterparts.wanted.items()}
        applied = {str(address): one for address, one in counterparts.applied.items()}
        return once(
            cause
            for source in sorted(sources - {str(planned.resource.address)})
            for cause in (
                self.of_resource(self.planner.planned(wanted[source]))
                if source in wanted
                else self.of_deletion(applied[source])
            )
        )

    def _of_block(self, side: Side, resource: Resource) -> Causing:
        """Give where a resource is written, or what it or a module around it is repeated over where that differs."""
        changed = [place for place in _repetitions(resource) if _is_changed(side, place)]
        where = resource.block.where
        return side.of_places(changed) if changed else (side.of_line(where.file, where.line),)


def _repetitions(resource: Resource) -> Iterator[Place]:
    """Give what counts the instances of a resource: its own for_each or count, then those of the calls around it."""
    instance = resource.module
    blocks = [(instance, resource.block)]
    while instance.parent and instance.call:
        blocks.append((instance.parent, instance.call))
        instance = instance.parent
    for around, block in blocks:
        yield from _repetition(around, block)


def _repetition(instance: ModuleInstance, block: Block) -> Iterator[Place]:
    for name in ("for_each", "count"):
        if attribute := block.body.attribute(name):
            yield from behind(Place(instance, attribute.expression))


def _is_changed(side: Side, place: Place) -> bool:
    file, first, last = place.lines
    lines = side.lines[file][first - 1 : last]
    return any(line.strip() not in side.lines_of_other for line in lines)


def _places(instance: ModuleInstance, block: Block) -> list[Place]:
    return [Place(instance, one) for nested in block.body.blocks_of("default_tags") for one in nested.body.attributes]
