"""The values of changed arguments that are known on both sides, down to single arguments in blocks and documents."""

from collections.abc import Iterator

from msgspec import Struct

from tfgen.diff.changes import ArgumentChange, ArgumentPath, ResourceChange, Shown
from tfgen.values import Plain


class Pair(Struct, frozen=True):
    """An argument's value before and after; None where it is not given."""

    path: ArgumentPath
    before: Plain
    after: Plain

    @property
    def name(self) -> str:
        """Give the path as rules name arguments, without the numbers in it: `root_block_device.iops`."""
        return ".".join(step for step in self.path if isinstance(step, str))


def known_pairs(change: ResourceChange) -> list[Pair]:
    """Give the pairs of a change; the elements of a list are one pair, and none where one of them is not known."""
    known: dict[ArgumentPath, list[Pair]] = {}
    hidden = {_whole(each.path) for each in change.arguments if not _is_known(each)}
    for each in filter(_is_known, change.arguments):
        for leaf in _leaves(each.path, _value(each.before), _value(each.after)):
            known.setdefault(_whole(leaf.path), []).append(leaf)
    return [_joined(path, pairs) for path, pairs in known.items() if path not in hidden]


def _is_known(change: ArgumentChange) -> bool:
    sides = (side for side in (change.before, change.after) if side is not None)
    return change.is_certain and all(side.is_known and not side.is_sensitive for side in sides)


def _value(side: Shown | None) -> Plain:
    return None if side is None else side.value


def _whole(path: ArgumentPath) -> ArgumentPath:
    """Give the path of the list that an element is in; any other path is that of a whole value."""
    return path[:-1] if path and isinstance(path[-1], int) else path


def _leaves(path: ArgumentPath, before: Plain, after: Plain) -> Iterator[Pair]:
    """Give what lies in blocks and maps one by one, so that a block that is added says the same as one that changes."""
    for type_ in (dict, list):
        if _is_nested(before, type_) or _is_nested(after, type_):
            left, right = _parts(before), _parts(after)
            for step in {**left, **right}:
                yield from _leaves((*path, step), left.get(step), right.get(step))
            return
    yield Pair(path, before, after)


def _is_nested(value: Plain, type_: type) -> bool:
    return isinstance(value, type_) and (
        type_ is dict or any(isinstance(item, dict) for item in _parts(value).values())
    )


def _parts(value: Plain) -> dict[str | int, Plain]:
    match value:
        case dict():
            return dict(value.items())
        case list():
            return dict(enumerate(value))
    return {}


def _joined(path: ArgumentPath, pairs: list[Pair]) -> Pair:
    """Give the elements of a list that changed as one pair of lists."""
    if pairs[0].path == path:
        return pairs[0]
    before: list[Plain] = [pair.before for pair in pairs if pair.before is not None]
    after: list[Plain] = [pair.after for pair in pairs if pair.after is not None]
    return Pair(path, before, after)
