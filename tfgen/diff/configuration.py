"""What differs in a configuration beside resources and outputs; its looks and the order of blocks are left aside."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from msgspec.structs import replace

from tfgen.diff.changes import BlockChange, Cause
from tfgen.diff.rendering import Rendering
from tfgen.diff.side import Side
from tfgen.hcl.module import Block, Body
from tfgen.hcl.nodes import Node

_SETTINGS = ("terraform", "provider")
# What evaluation does not follow; all else in blocks of these types shows in resources and outputs, or has no effect.
_OF_RESOURCES = frozenset({"provider", "depends_on", "lifecycle", "provisioner", "connection"})
_NOT_FOLLOWED: Mapping[str, frozenset[str]] = {
    "data": _OF_RESOURCES,
    "import": frozenset(),
    "locals": frozenset(),
    "module": frozenset({"providers", "depends_on", "version"}),
    "moved": frozenset(),
    "output": frozenset({"depends_on", "ephemeral", "precondition", "sensitive"}),
    "removed": frozenset(),
    "resource": _OF_RESOURCES,
    "variable": frozenset({"ephemeral", "sensitive", "validation"}),
}
# Where a block stands in one of these, its file counts: it overrides others, or its order does.
_OWN = ("override.tf", ".tfvars")


def differing_blocks(before: Rendering, after: Rendering, *, settings_only: bool) -> tuple[BlockChange, ...]:
    """Give the blocks that differ, such as `provider "aws"` or `modules/network: check "size"`, sorted by name.

    Where resources change, that the blocks around them differ goes without saying: then it is the settings of
    Terraform and of providers that are asked for.
    """
    old, new = Counter(_blocks(before)), Counter(_blocks(after))
    gone, come = Side(before, after), Side(after, before)
    told: dict[str, BlockChange] = {}
    for side, differing in ((come, new - old), (gone, old - new)):
        for place, name, kind, node in differing:
            whole = f"{place}: {name}" if place else name
            if whole not in told and (kind in _SETTINGS or not settings_only):
                told[whole] = BlockChange(whole, _causes(side, node))
    return tuple(told[name] for name in sorted(told))


def _causes(side: Side, node: Node) -> tuple[Cause, ...]:
    """Give the line of a block that differs, without its code."""
    where = node.where
    last = node.source.range(node.close, node.close).line if isinstance(node, Block) else where.end_line
    return tuple(replace(cause, code="") for cause in side.of_stretches([(where.file, where.line, last)]))


def _blocks(rendering: Rendering) -> Iterator[tuple[str, str, str, Node]]:
    """Give each block of each module: its place, its name, its type, and what it says that nothing else tells."""
    for path, body in rendering.bodies.items():
        is_own = path.endswith(_OWN)
        place = path if is_own else PurePosixPath(path).parent.as_posix().removeprefix(".")
        for block in body.blocks:
            labels = "".join(f' "{label}"' for label in block.labels)
            left = block if is_own else _told_nowhere_else(block)
            if left:
                yield place, f"{block.type}{labels}", block.type, _sorted(left)
        yield from ((place, found.name, "", found) for found in body.attributes)


def _told_nowhere_else(block: Block) -> Block | None:
    """Give a block without what is followed to resources and outputs, and told of them if it changes anything."""
    names = _NOT_FOLLOWED.get(block.type)
    if names is None:
        return block
    attributes = tuple(one for one in block.body.attributes if one.name in names)
    blocks = tuple(one for one in block.body.blocks if one.type in names)
    return replace(block, body=Body(attributes, blocks)) if attributes or blocks else None


def _sorted(block: Block) -> Block:
    """Give a block with its arguments by name, whose order means nothing."""
    attributes = sorted(block.body.attributes, key=lambda attribute: attribute.name)
    return replace(block, body=Body(tuple(attributes), tuple(map(_sorted, block.body.blocks))))
