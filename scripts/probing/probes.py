"""What is asked of the provider: for each argument of a type, pairs of bodies that differ in it alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from scripts.probing.bodies import PRESENT, Bodies, Values, arguments_of
from scripts.probing.values import empty_value
from tfgen.providers.schema import AttributeSchema, BlockTypeSchema

VALUES_TRIED = 3


@dataclass(frozen=True, slots=True)
class Probe:
    """One change of an argument. `kind` is changed, added, removed, or blanked: not given against given empty."""

    type: str
    path: str
    kind: str
    before: dict[str, Any]
    after: dict[str, Any]


def probes_of(bodies: Bodies) -> Iterator[Probe]:
    """Give the probes of a type, each argument alone."""
    for path, found in arguments_of(bodies.schema):
        context = bodies.context(path)
        for kind, before, after in _steps(bodies, path, found, context):
            yield Probe(bodies.type, path, kind, bodies.body({**context, **before}), bodies.body({**context, **after}))


def probes_by_hand(bodies: Bodies, path: str, tried: Sequence[Values]) -> Iterator[Probe]:
    """Give the probes of an argument that changes together with others, from whole sets of values."""
    for before, after in pairwise(tried):
        for one, other in ((before, after), (after, before)):
            yield Probe(bodies.type, path, "changed", bodies.body(one), bodies.body(other))


def _steps(
    bodies: Bodies, path: str, found: AttributeSchema | BlockTypeSchema, context: Values
) -> Iterator[tuple[str, Values, Values]]:
    """Give what to set before and after, by path."""
    holder = path.rpartition(".")[0]
    unset: Values = {holder: PRESENT} if holder else {}
    if isinstance(found, BlockTypeSchema):
        if not found.min_items:
            yield "added", unset, {path: PRESENT}
            yield "removed", {path: PRESENT}, unset
        return
    values = list(islice(bodies.fitting(path, found, context), VALUES_TRIED))
    for before, after in pairwise(values):
        yield "changed", {path: before}, {path: after}
        yield "changed", {path: after}, {path: before}
    if not found.required:
        for value in values[:2]:
            yield "added", unset, {path: value}
            yield "removed", {path: value}, unset
        yield "blanked", unset, {path: empty_value(found.type)}
