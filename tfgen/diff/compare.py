"""Two renderings of one environment compared: what `terraform plan` shows where the first was applied."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tfgen.check.knowledge import Knowledge
from tfgen.diff.addresses import Address
from tfgen.diff.causes import Causes
from tfgen.diff.changes import (
    ArgumentChange,
    ArgumentPath,
    Cause,
    Change,
    EnvironmentDifference,
    ResourceChange,
    Shown,
)
from tfgen.diff.counterparts import Counterparts
from tfgen.diff.differences import Differ, Difference
from tfgen.diff.files import file_differences
from tfgen.diff.fold import fold
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.origins import Place
from tfgen.diff.outcomes import Applied
from tfgen.diff.planner import Planned, Planner
from tfgen.diff.removals import fate, imported
from tfgen.diff.rendering import Rendering
from tfgen.diff.repetition import Names
from tfgen.diff.resources import Outcome, Resource
from tfgen.diff.shown import both_shown, shown
from tfgen.diff.symbols import Symbols
from tfgen.diff.traits import notes, replaces
from tfgen.diff.world import World
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import Node
from tfgen.language.values import SENSITIVE, Value
from tfgen.values import Plain

_NOTHING = Rendering({}, {})


def compare(
    name: str, before: Rendering | None, after: Rendering | None, knowledge: Knowledge
) -> EnvironmentDifference:
    """Compare two renderings of an environment; a side is None where the environment is not there."""
    comparison = Comparison(before or _NOTHING, after or _NOTHING, knowledge)
    files = file_differences((before or _NOTHING).texts, (after or _NOTHING).texts)
    resources, outputs = fold(comparison.resources()), tuple(comparison.outputs())
    change = Change.UPDATE if resources or outputs else None
    if before is None or after is None:
        change = Change.DELETE if after is None else Change.CREATE
    return EnvironmentDifference(name, change, resources, outputs, files)


class Comparison:
    """One comparison: both configurations, and what was found out of them so far."""

    def __init__(self, before: Rendering, after: Rendering, knowledge: Knowledge) -> None:
        self.symbols = Symbols()
        self.planner = Planner(Differ(self.symbols))
        self.before = self._root(before, knowledge, Applied())
        self.after = self._root(after, knowledge, self.planner)
        self.counterparts = self.planner.counterparts = Counterparts(self.before, self.after)
        self.causes = Causes(before, after, self.planner)

    def resources(self) -> Iterator[ResourceChange]:
        """Give what happens to each instance of a resource."""
        for resource in self.counterparts.wanted.values():
            planned = self.planner.planned(resource)
            if planned.change:
                yield self._changed(planned)
        for address, resource in self.counterparts.gone():
            change = fate(self.after, address)
            found = ResourceChange(address.folded, change, causes=self.causes.of_deletion(resource))
            yield self._with_notes(found, resource)

    def outputs(self) -> Iterator[tuple[str, ArgumentChange]]:
        """Give the root's outputs that change."""
        old, new = self.before.module.outputs, self.after.module.outputs
        for name in sorted({*old, *new}):
            before = self.before.output(name) if name in old else None
            after = self.after.output(name) if name in new else None
            found = list(self.planner.differ.differences((), before, after))
            redacted = [value is not None and SENSITIVE in value.all_marks() for value in (before, after)]
            if found or redacted[0] != redacted[1]:
                sensitive = any(redacted)
                certain = any(one.is_certain for one in found) or not found
                root, block = (self.after, new[name]) if name in new else (self.before, old[name])
                causes = self.causes.of_output(Place(root, _value(block)), is_new=name in new)
                yield name, self._argument(Difference((), before, after, certain, sensitive), causes)

    def _root(self, rendering: Rendering, knowledge: Knowledge, outcome: Outcome) -> ModuleInstance:
        world = World(rendering, knowledge, self.symbols)

        def make(instance: ModuleInstance, address: Address, block: Block, names: Names) -> Resource:
            return Resource(instance, address, block, names, outcome)

        return ModuleInstance(world, world.configuration.root, make)

    def _changed(self, planned: Planned) -> ResourceChange:
        address, prior = planned.resource.address, planned.prior
        change = planned.change
        assert change
        if change is Change.CREATE and imported(self.after, address):
            change = Change.IMPORT
        previous = prior.address.folded if prior and prior.address != address else None
        arguments = tuple(self._of_resource(planned, one) for one in planned.differences)
        causes = self.causes.of_resource(planned)
        found = ResourceChange(address.folded, change, arguments, planned.is_certain, previous, causes=causes)
        return self._with_notes(found, planned.resource)

    def _with_notes(self, change: ResourceChange, resource: Resource) -> ResourceChange:
        """Add the notes on risk."""
        return replace(change, notes=notes(resource.source, change, self._kept(change, resource)))

    def _kept(self, change: ResourceChange, resource: Resource) -> Mapping[ArgumentPath, Plain]:
        """Give the arguments outside nested blocks that stay as they are, those of them whose values may be told."""
        changed = {argument.path for argument in change.arguments}
        sides = {(name,): self._shown(value) for name, value in resource.configuration().items()}
        told = {path: side.value for path, side in sides.items() if side and side.is_known and not side.is_sensitive}
        return {path: value for path, value in told.items() if path not in changed}

    def _shown(self, value: Value) -> Shown | None:
        return shown(value, SENSITIVE in value.all_marks(), self.symbols)

    def _of_resource(self, planned: Planned, one: Difference) -> ArgumentChange:
        resource = planned.resource
        forces = replaces(resource.source, resource.address.type, one)
        return self._argument(one, self.causes.of_argument(planned, one), forces)

    def _argument(self, one: Difference, causes: tuple[Cause, ...], forces: bool | None = False) -> ArgumentChange:
        before, after = both_shown(one, self.symbols)
        path = tuple(self.symbols.plain(step) if isinstance(step, str) else step for step in one.path)
        return ArgumentChange(path, before, after, one.is_certain, forces, causes)


def _value(output: Block) -> Node:
    """Give the expression of an output."""
    value = output.body.attribute("value")
    return value.expression if value else output
