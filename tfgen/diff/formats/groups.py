"""Changes that several environments have in common, told once."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diff.changes import ArgumentChange, BlockChange, Cause, Change, EnvironmentDifference, ResourceChange

Output = tuple[str, ArgumentChange]
Item = ResourceChange | Output | BlockChange


class Group(Struct, frozen=True):
    """Environments, and the changes that just these have in common.

    `change` is `create` or `delete` where the environments themselves are new or gone, else `update`.
    """

    environments: tuple[str, ...]
    change: Change
    resources: tuple[ResourceChange, ...] = ()
    outputs: tuple[Output, ...] = ()
    blocks: tuple[BlockChange, ...] = ()


class _Told(Struct):
    """One change, and the environments that it was found in, which are new, gone or changed alike."""

    item: Item
    kind: Change
    environments: list[str] = []


def groups(differences: Iterable[EnvironmentDifference]) -> list[Group]:
    """Group the changes by the environments that have them, those of most environments first.

    Changes are one where all but their causes is; the causes come together.
    """
    told: dict[tuple[Change, str], _Told] = {}
    for difference in differences:
        kind = difference.change or Change.UPDATE
        for item in _items(difference):
            known = told.setdefault((kind, repr(_bare(item))), _Told(item, kind))
            known.item = _joined(known.item, item)
            known.environments.append(difference.name)
    alike: dict[tuple[tuple[str, ...], Change], list[Item]] = {}
    for one in told.values():
        alike.setdefault((tuple(one.environments), one.kind), []).append(one.item)
    found = [_group(names, kind, items) for (names, kind), items in alike.items()]
    return sorted(found, key=lambda group: (-len(group.environments), group.environments, group.change))


def _items(difference: EnvironmentDifference) -> Iterator[Item]:
    yield from difference.resources
    yield from difference.outputs
    yield from difference.blocks


def _bare(item: Item) -> Item:
    """Give a change without its causes."""
    match item:
        case ResourceChange():
            arguments = tuple(replace(argument, causes=()) for argument in item.arguments)
            return replace(item, causes=(), arguments=arguments)
        case BlockChange():
            return replace(item, causes=())
    name, argument = item
    return name, replace(argument, causes=())


def _joined(one: Item, other: Item) -> Item:
    """Give a change with the causes of both."""
    if isinstance(one, ResourceChange) and isinstance(other, ResourceChange):
        pairs = zip(one.arguments, other.arguments, strict=True)
        arguments = tuple(replace(mine, causes=_union(mine.causes, theirs.causes)) for mine, theirs in pairs)
        return replace(one, causes=_union(one.causes, other.causes), arguments=arguments)
    if isinstance(one, BlockChange) and isinstance(other, BlockChange):
        return replace(one, causes=_union(one.causes, other.causes))
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    name, mine = one
    return name, replace(mine, causes=_union(mine.causes, other[1].causes))


def _union(mine: tuple[Cause, ...], theirs: tuple[Cause, ...]) -> tuple[Cause, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))


def _group(names: tuple[str, ...], kind: Change, items: Iterable[Item]) -> Group:
    resources, outputs, blocks = [], [], []
    for item in items:
        match item:
            case ResourceChange():
                resources.append(item)
            case BlockChange():
                blocks.append(item)
            case _:
                outputs.append(item)
    resources.sort(key=lambda change: change.address)
    outputs.sort(key=lambda output: output[0])
    return Group(names, kind, tuple(resources), tuple(outputs), tuple(sorted(blocks, key=lambda block: block.name)))
