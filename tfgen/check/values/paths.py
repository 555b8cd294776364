"""Where the values lie that a rule is about.

A path names blocks and, last, an argument or a block: `health_check.port`. `[]` behind it means each element of a list,
`{}` each element of a set.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from msgspec import Struct

from tfgen.check.values.config import UNKNOWN, ConfigBlock, ConfigValue
from tfgen.source import SourceRange


class Found(Struct, frozen=True):
    """What a path leads to: its key in the provider's messages (`health_check.0.port`), its value, and its place."""

    key: str
    value: Any
    where: SourceRange


class Holder(Struct, frozen=True):
    """A block that a path leads through, with the key in front of what it holds.

    `places` are those of the blocks on the way, from the outermost to the block itself.
    """

    block: ConfigBlock
    key: str
    places: tuple[SourceRange, ...]

    @property
    def is_top(self) -> bool:
        """Whether the block is the outermost."""
        return len(self.places) == 1


class Presence(Enum):
    """Whether something is configured."""

    SET = "set"
    UNSET = "unset"
    UNKNOWN = "unknown"


def find_values(block: ConfigBlock, rule: Mapping[str, Any]) -> Iterator[Found]:
    """Give the known values that the path of a rule leads to.

    Their place is that of the argument, or of the block that the rule's `told` names, the empty path being the
    outermost.
    """
    path, told = rule["at"], rule.get("told")
    plain = path.removesuffix("[]").removesuffix("{}")
    name = plain.rpartition(".")[2]
    for holder in holders(block, rule):
        argument = holder.block.arguments.get(name)
        if argument is None or argument.value is None or argument.value is UNKNOWN:
            continue
        where = argument.where if told is None else holder.places[_depth(told)]
        found = Found(holder.key + name, argument.value, where)
        if plain == path:
            yield found
        else:
            yield from _elements(found, argument.parts if path.endswith("[]") else {})


def _depth(path: str) -> int:
    return path.count(".") + 1 if path else 0


def _elements(found: Found, parts: Mapping[int, SourceRange]) -> Iterator[Found]:
    """Give the elements of a list or set; the provider looks at none if one of them is not known."""
    if UNKNOWN in found.value:
        return
    for index, element in enumerate(found.value):
        if element is not None:
            yield Found(f"{found.key}.{index}", element, parts.get(index, found.where))


def holders(block: ConfigBlock, rule: Mapping[str, Any]) -> Iterator[Holder]:
    """Give the blocks that hold what the path of a rule names; none of a number that is not known.

    A type on the plugin SDK looks into the nested blocks of a name only once everything in all of them is known; one
    on the plugin framework (`each_value`) judges value by value.
    """
    found = [Holder(block, "", (block.where,))]
    way = rule["at"].split(".")[:-1]
    if way and not rule.get("each_value") and own_presence(block, way[0]) is Presence.UNKNOWN:
        return
    for name in way:
        found = [inner for holder in found for inner in _inner(holder, name)]
    yield from found


def _inner(holder: Holder, name: str) -> Iterator[Holder]:
    argument = holder.block.arguments.get(name)
    for index, block in enumerate(blocks_of(holder.block, name)):
        if not block.is_dynamic:
            places = holder.places if argument is None else (argument.where,) * len(holder.places)
            yield Holder(block, f"{holder.key}{name}.{index}.", (*places, block.where))


def blocks_of(block: ConfigBlock, name: str) -> list[ConfigBlock]:
    """Give the nested blocks of a name, or the objects of an argument that stands for them."""
    if name in block.blocks:
        return list(block.blocks[name])
    argument = block.arguments.get(name)
    if argument is None or not isinstance(argument.value, list):
        return []
    return [
        ConfigBlock({key: ConfigValue(value, argument.where) for key, value in item.items()}, {}, argument.where)
        for item in argument.value
        if isinstance(item, dict)
    ]


def presence(block: ConfigBlock, path: str) -> Presence:
    """Tell whether what a path names is configured, in the first of each of the blocks on the way."""
    *way, name = path.split(".")
    for step in way:
        inner = blocks_of(block, step)
        if not inner:
            return Presence.UNSET
        if inner[0].is_dynamic:
            return Presence.UNKNOWN
        block = inner[0]
    return own_presence(block, name)


def is_there(block: ConfigBlock, path: str) -> bool:
    """Tell whether what a path names is configured; a block at the top is, whatever it holds."""
    several = block.blocks.get(path, ())
    return presence(block, path) is Presence.SET or any(not one.is_dynamic for one in several)


def own_presence(block: ConfigBlock, name: str) -> Presence:
    """Tell whether an argument or block is configured, with all in it known."""
    several = block.blocks.get(name)
    if several:
        return Presence.SET if all(map(_is_known, several)) else Presence.UNKNOWN
    value = block.arguments[name].value if name in block.arguments else None
    if _has_unknown(value):
        return Presence.UNKNOWN
    return Presence.UNSET if value is None else Presence.SET


def _is_known(block: ConfigBlock) -> bool:
    inner = (one for several in block.blocks.values() for one in several)
    values = (argument.value for argument in block.arguments.values())
    return not block.is_dynamic and not any(map(_has_unknown, values)) and all(map(_is_known, inner))


def _has_unknown(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_has_unknown, value))
    if isinstance(value, dict):
        return any(map(_has_unknown, value.values()))
    return value is UNKNOWN


def place(holder: Holder, name: str) -> SourceRange:
    """Give the place of an argument or block within its holder: that of the holder where it lacks, as Terraform does.

    A block at the top has the place of what holds it, too.
    """
    if name in holder.block.arguments:
        return holder.block.arguments[name].where
    several = holder.block.blocks.get(name)
    return several[0].where if several and not holder.is_top else holder.block.where
