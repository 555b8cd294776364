"""The lines of templates and specs that changes come from."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from tfgen.diff.changes import Cause
from tfgen.diff.differences import Difference
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.origins import Place, argument_place, behind
from tfgen.diff.planner import Planned, Planner
from tfgen.diff.rendering import Rendering
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import Known
from tfgen.diff.tags import provider_found
from tfgen.hcl.module import Block
from tfgen.lineage.lineage import Lineage
from tfgen.lineage.values import SpecValue, leaves_at
from tfgen.rendered import Hole
from tfgen.source import line_range
from tfgen.values import shown

Causing = tuple[Cause, ...]


class Side:
    """One side's lines and where they come from; `other` is the side that it is compared with."""

    def __init__(self, rendering: Rendering, other: Rendering) -> None:
        self.rendering = rendering
        self.other = other
        self.lines = {path: text.split("\n") for path, text in rendering.texts.items()}
        self.lineage = Lineage(rendering.built) if rendering.built else None

    @cached_property
    def lines_of_other(self) -> set[str]:
        """All lines of the other side, without their indentation."""
        return {line.strip() for text in self.other.texts.values() for line in text.split("\n")}

    def of_places(self, places: Iterable[Place]) -> Causing:
        """Give the spec values behind some places that differ; else the first line that does, or the first one."""
        stretches = [place.lines for place in places]
        for file, first, last in stretches:
            if values := _once(self._spec_causes(file, first, last)):
                return values
        lines = [(file, line) for file, first, last in stretches for line in range(first, last + 1)]
        changed = next((one for one in lines if self._text(*one).strip() not in self.lines_of_other), None)
        chosen = changed or next(iter(lines), None)
        return (self.of_line(*chosen),) if chosen else ()

    def of_line(self, file: str, line: int) -> Cause:
        """Give the template line of a rendered line, or that line itself where nobody knows it."""
        if self.lineage is None:
            name = f"{self.rendering.folder}/{file}" if self.rendering.folder else file
            return Cause(line_range(name, line, self._text(file, line)), self._text(file, line))
        template = self.lineage.stretch(file, line).template
        code = self.rendering.line_of(template.file, template.line) or self._text(file, line)
        return Cause(line_range(template.file, template.line, code), code, self.rendering.commit)

    def _text(self, file: str, line: int) -> str:
        lines = self.lines[file]
        return lines[line - 1] if line <= len(lines) else ""

    def _spec_causes(self, file: str, first: int, last: int) -> Iterator[Cause]:
        if self.lineage is None or self.rendering.built is None or self.rendering.built.resolved is None:
            return
        root = self.rendering.built.resolved.root
        for line in range(first, last + 1):
            for hole in self.lineage.stretch(file, line).holes:
                for path in hole.paths:
                    for value in leaves_at(root, path):
                        if self._differs(value, hole, file, line):
                            yield self._spec_cause(value)

    def _spec_cause(self, value: SpecValue) -> Cause:
        where = value.setting.where
        plain = f"{value.path[-1] if value.path else ''}: {shown(value.setting.value)}"
        return Cause(where, self.rendering.line_of(where.file, where.line) or plain, self.rendering.commit)

    def _differs(self, value: SpecValue, hole: Hole, file: str, line: int) -> bool:
        """Tell whether a value is another one in the other side's spec or, where that is not known, in its text."""
        other = self.other.built.resolved if self.other.built else None
        if other:
            found = leaves_at(other.root, value.path)
            return [one.setting.value for one in found] != [value.setting.value]
        text = self._text(file, line).strip()
        return text not in self.lines_of_other and not self._is_printed_already(text, hole)

    def _is_printed_already(self, text: str, hole: Hole) -> bool:
        """Tell whether the other side prints the same value for the same argument: then the template differs."""
        name = text.partition("=")[0].strip()
        return any(line.startswith(name) and str(hole.value) in line for line in self.lines_of_other)


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
        if planned.prior is None or not planned.differences:
            return self._of_block(self.after, planned.resource)
        return _once(cause for one in planned.differences for cause in self.of_argument(planned, one))

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
        return _once(
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


def _once(causes: Iterable[Cause]) -> Causing:
    return tuple(dict.fromkeys(causes))
