"""The instances of a resource told together, by the address without keys."""

from collections.abc import Iterable

from tfgen.diff.changes import ArgumentChange, Cause, Note, ResourceChange


def fold(changes: Iterable[ResourceChange]) -> tuple[ResourceChange, ...]:
    """Give one change for each address and each thing that happens to instances of it, in the order of addresses."""
    folded: dict[tuple[str, str, str], list[ResourceChange]] = {}
    for one in changes:
        folded.setdefault((one.address, one.change, one.previous_address or ""), []).append(one)
    return tuple(_together(folded[key]) for key in sorted(folded))


def _together(instances: list[ResourceChange]) -> ResourceChange:
    """Give what happens to some instances; it is certain where it is for one of them."""
    first = instances[0]
    arguments: list[ArgumentChange] = []
    causes: list[Cause] = []
    notes: list[Note] = []
    for one in instances:
        arguments += [argument for argument in one.arguments if argument not in arguments]
        causes += [cause for cause in one.causes if cause not in causes]
        notes += [note for note in one.notes if note not in notes]
    certain = any(one.is_certain for one in instances)
    return ResourceChange(
        first.address, first.change, tuple(arguments), certain, first.previous_address, tuple(notes), tuple(causes)
    )
