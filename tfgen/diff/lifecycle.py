"""What the lifecycle blocks of resources make of changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tfgen.check.references import find_target, references
from tfgen.diff.changes import ArgumentPath, Change
from tfgen.diff.resources import Resource
from tfgen.hcl.nodes import Access, GetAttribute, GetIndex, Index, Node, Reference, Step, TupleConstructor
from tfgen.language.values import Value

if TYPE_CHECKING:
    from tfgen.diff.planner import Planner


def is_ignored(resource: Resource, path: ArgumentPath) -> bool:
    """Tell whether changes of an argument are ignored (`ignore_changes`)."""
    return any(_covers(ignored, path) for ignored in _arguments(resource, "ignore_changes"))


def is_ignored_in_part(resource: Resource, name: str) -> bool:
    """Tell whether changes of an argument, or of something in it, are ignored."""
    listed = [item for one in _arguments(resource, "ignore_changes") for item in one.children()]
    inner = any(isinstance(item, Reference) and item.root == name for item in listed)
    return inner or is_ignored(resource, (name,))


def _covers(ignored: Node, path: ArgumentPath) -> bool:
    if not isinstance(ignored, TupleConstructor):
        return ignored.code == "all"
    return any(path[: len(_path(item))] == _path(item) for item in ignored.items if isinstance(item, Reference))


def triggers(resource: Resource, planner: "Planner") -> bool | None:
    """Tell whether another resource's change has this one replaced (`replace_triggered_by`), None if nothing has.

    False says that it may.
    """
    verdicts = [
        verdict
        for listed in _arguments(resource, "replace_triggered_by")
        for item in (listed.items if isinstance(listed, TupleConstructor) else ())
        for verdict in _verdicts(resource, item, planner)
    ]
    return any(verdicts) if verdicts else None


def triggering(resource: Resource) -> tuple[Node | None, list[Resource]]:
    """Give the list of what has a resource replaced (`replace_triggered_by`), and all resources that it refers to."""
    listed = next(_arguments(resource, "replace_triggered_by"), None)
    found = [find_target(reference) for reference in references(listed)] if listed else []
    keys = dict.fromkeys((one.names[0], one.names[1]) for one in found if one and one.kind == "resource")
    others = [one for key in keys for one in resource.module.resources(("resource", *key)).values()]
    return listed, others


def _arguments(resource: Resource, name: str) -> Iterator[Node]:
    for lifecycle in resource.block.body.blocks_of("lifecycle"):
        if attribute := lifecycle.body.attribute(name):
            yield attribute.expression


def _path(reference: Reference) -> ArgumentPath:
    steps = (step.name if isinstance(step, GetAttribute) else step.key for step in reference.steps)
    return (reference.root, *(step if isinstance(step, str) else int(step) for step in steps))


def _verdicts(resource: Resource, item: Node, planner: "Planner") -> Iterator[bool]:
    """Tell of each change that a trigger leads to whether it is certain."""
    key, inner, behind = None, item, list[Step]()
    while isinstance(inner, Index | Access):
        if isinstance(inner, Access):
            behind = [*inner.steps, *behind]
            inner = inner.value
        else:
            key = resource.module.evaluator(resource.names).evaluate(inner.key)
            inner = inner.collection
    if not isinstance(inner, Reference):
        return
    found = find_target(inner)
    if found is None or found.kind != "resource":
        return
    rest = [*found.rest, *behind]
    yield from _changes(resource, ("resource", *found.names), key, rest, planner)


def _changes(
    resource: Resource, key: tuple[str, ...], instance: Value | None, rest: list[Step], planner: "Planner"
) -> Iterator[bool]:
    wanted = instance.content if instance is not None else None
    if rest and isinstance(rest[0], GetIndex):
        wanted, rest = rest[0].key, rest[1:]
    attribute = rest[0].name if rest and isinstance(rest[0], GetAttribute) else None
    kind, type_, name = key
    for other_key, other in resource.module.resources((kind, type_, name)).items():
        if wanted is not None and other_key != wanted:
            continue
        planned = planner.planned(other)
        if planned.change not in (Change.UPDATE, Change.REPLACE) or planned.prior is None:
            continue
        if attribute is None:
            yield planned.is_certain
        else:
            differs = planner.differ.differ(planned.prior.attribute(attribute), other.attribute(attribute))
            if differs is not False:
                yield differs is True
