"""Changes that several environments have in common, told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tfgen.diff.changes import ArgumentChange, Cause, Change, EnvironmentDifference, ResourceChange


@dataclass(frozen=True, slots=True)
class Group:
    """Environments, and the changes that just these have in common.

    `change` is `create` or `delete` where the environments themselves are new or gone, else `update`.
    """

    environments: tuple[str, ...]
    change: Change
    resources: tuple[ResourceChange, ...] = ()
    outputs: tuple[tuple[str, ArgumentChange], ...] = ()


@dataclass(slots=True)
class _Told:
    """One change, and where it was found."""

    kind: Change
    change: ResourceChange | tuple[str, ArgumentChange]
    environments: list[str] = field(default_factory=list)


def groups(differences: Iterable[EnvironmentDifference]) -> list[Group]:
    """Group the changes by the environments that have them, those of most environments first.

    Changes are one where all but their causes is; the causes come together.
    """
    told: dict[str, _Told] = {}
    for difference in differences:
        kind = difference.change or Change.UPDATE
        for resource in difference.resources:
            _tell(told, f"{kind}{_bare(resource)!r}", _Told(kind, resource), difference.name)
        for name, output in difference.outputs:
            _tell(told, f"{kind}{name!r}{replace(output, causes=())!r}", _Told(kind, (name, output)), difference.name)
    by_environments: dict[tuple[tuple[str, ...], Change], list[_Told]] = {}
    for one in told.values():
        by_environments.setdefault((tuple(one.environments), one.kind), []).append(one)
    found = [_group(names, kind, ones) for (names, kind), ones in by_environments.items()]
    return sorted(found, key=lambda group: (-len(group.environments), group.environments, group.change))


def _bare(change: ResourceChange) -> ResourceChange:
    return replace(change, causes=(), arguments=tuple(replace(argument, causes=()) for argument in change.arguments))


def _tell(told: dict[str, _Told], key: str, new: _Told, environment: str) -> None:
    known = told.setdefault(key, new)
    known.change = _joined(known.change, new.change)
    known.environments.append(environment)


def _joined(
    one: ResourceChange | tuple[str, ArgumentChange], other: ResourceChange | tuple[str, ArgumentChange]
) -> ResourceChange | tuple[str, ArgumentChange]:
    """Give a change with the causes of both."""
    if isinstance(one, ResourceChange) and isinstance(other, ResourceChange):
        pairs = zip(one.arguments, other.arguments, strict=True)
        arguments = tuple(replace(mine, causes=_union(mine.causes, theirs.causes)) for mine, theirs in pairs)
        return replace(one, causes=_union(one.causes, other.causes), arguments=arguments)
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return one[0], replace(one[1], causes=_union(one[1].causes, other[1].causes))


def _union(mine: tuple[Cause, ...], theirs: tuple[Cause, ...]) -> tuple[Cause, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))


def _group(names: tuple[str, ...], kind: Change, ones: Sequence[_Told]) -> Group:
    resources = [one.change for one in ones if isinstance(one.change, ResourceChange)]
    outputs = [one.change for one in ones if isinstance(one.change, tuple)]
    in_order = sorted(resources, key=lambda change: change.address)
    return Group(names, kind, tuple(in_order), tuple(sorted(outputs, key=lambda output: output[0])))
