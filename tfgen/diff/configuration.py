"""What differs in a configuration beside resources and outputs; its looks and the order of blocks are left aside."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec.structs import replace

from tfgen.diff.rendering import Rendering
from tfgen.hcl.module import Block, Body
from tfgen.hcl.nodes import Node

_SETTINGS = ("terraform", "provider")
# Where a block stands in one of these, its file counts: it overrides others, or its order does.
_OWN = ("override.tf", ".tfvars")


def differing_blocks(before: Rendering, after: Rendering, *, settings_only: bool) -> tuple[str, ...]:
    """Give the blocks that differ, such as `provider "aws"` or `modules/network: variable "cidr"`, sorted.

    Where resources change, that their own blocks and the module calls above them differ goes without saying: then it is
    the settings of Terraform and of providers that are asked for.
    """
    old, new = Counter(_blocks(before)), Counter(_blocks(after))
    names = {(place, name, kind) for place, name, kind, _ in ((old - new) + (new - old))}
    told = (one for one in names if not settings_only or one[2] in _SETTINGS)
    return tuple(sorted(f"{place}: {name}" if place else name for place, name, _ in told))


def _blocks(rendering: Rendering) -> Iterator[tuple[str, str, str, Node]]:
    """Give each block of each module: its place, its name, its type, and all that it says, whatever it looks like."""
    for path, body in rendering.bodies.items():
        place = path if path.endswith(_OWN) else PurePosixPath(path).parent.as_posix().removeprefix(".")
        for block in body.blocks:
            labels = "".join(f' "{label}"' for label in block.labels)
            yield place, f"{block.type}{labels}", block.type, _sorted(block)
        yield from ((place, found.name, "", found) for found in body.attributes)


def _sorted(block: Block) -> Block:
    """Give a block with its arguments by name, whose order means nothing."""
    attributes = sorted(block.body.attributes, key=lambda attribute: attribute.name)
    return replace(block, body=Body(tuple(attributes), tuple(map(_sorted, block.body.blocks))))
