"""The values of a spec as a tree in which every node knows its place and what it overrode."""

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from tfgen.source import SourceRange

PlainScalar: TypeAlias = str | int | float | bool | None
Plain: TypeAlias = "PlainScalar | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]


MAX_SHOWN = 60


class ListMerge(StrEnum):
    """How a list meets the list that it inherits: in its place, behind it or before it."""

    REPLACE = "replace"
    APPEND = "append"
    PREPEND = "prepend"


class Scalar(Struct, frozen=True):
    """A string, number, boolean or null."""

    value: PlainScalar
    where: SourceRange
    overrode: "Node | None" = None


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    where: SourceRange
    merge: ListMerge = ListMerge.REPLACE
    overrode: "Node | None" = None


class Entry(Struct, frozen=True):
    """One key of a map with its value; `key` is the key's own place."""

    key: SourceRange
    node: "Node"


class Map(Struct, frozen=True):
    """A map from text keys to nodes, in the order of the file."""

    entries: Mapping[str, Entry]
    where: SourceRange
    overrode: "Node | None" = None


class Unset(Struct, frozen=True):
    """`!unset`: the key that holds it takes away what the parent gave. No merged tree holds one."""

    where: SourceRange


Node: TypeAlias = Scalar | Sequence | Map | Unset


def plain(node: Node) -> Plain:
    """Give the values of a merged tree without their places."""
    assert not isinstance(node, Unset), "merging leaves no !unset"
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case _:
            return plain_map(node)


def plain_map(node: Map) -> dict[str, Plain]:
    """Give the values of a merged map without their places."""
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def node_at(node: Node, path: Path) -> Node | None:
    """Give the node at a path (`("network", "subnets", 0)`), or None where the tree does not reach so far."""
    for step in path:
        match node, step:
            case Map(), str() if step in node.entries:
                node = node.entries[step].node
            case Sequence(), int() if step < len(node.items):
                node = node.items[step]
            case _:
                return None
    return node


def paths_in(node: Node, path: Path = ()) -> Iterator[Path]:
    """Give the paths of all keys below a node, those of maps before those in them; lists are not looked into."""
    if isinstance(node, Map):
        for key, entry in node.entries.items():
            yield (*path, key)
            yield from paths_in(entry.node, (*path, key))


def nearest_node(node: Node, path: Path) -> Node:
    """Give the node at a path, or the last one on the way to it."""
    return next(found for end in range(len(path), -1, -1) if (found := node_at(node, path[:end])))


def parse_path(text: str) -> Path:
    """Read a path as `format_path` writes it."""
    steps = re.findall(r"\[(\d+)\]|([^.\[\]]+)", text)
    return tuple(int(index) if index else key for index, key in steps)


def shown(value: object) -> str:
    """Write a value for a message, as YAML's flow form does, on one line and shortened."""
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def format_path(path: Path) -> str:
    """Write a path as templates do: `network.subnets[0].cidr`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
