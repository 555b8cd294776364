"""What a block configures, as far as its values are known before anything is applied."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from tfgen.language.values import UNKNOWN
from tfgen.source import SourceRange

__all__ = ["UNKNOWN", "ConfigBlock", "ConfigValue"]


class ConfigValue(Struct, frozen=True):
    """The value of an argument, and where its expression stands.

    `value` is plain data (`str`, `bool`, `int` or another number, `None`, `list`, `dict`), with UNKNOWN wherever
    something is not known, inside lists and maps too. `parts` are the places of elements that are written one by one,
    by index.
    """

    value: Any
    where: SourceRange
    parts: Mapping[int, SourceRange] = {}


class ConfigBlock(Struct, frozen=True):
    """The arguments and nested blocks of one block.

    `where` is the place that is told for what the block lacks. `is_dynamic` says that the block stands for a number of
    blocks that is not known.
    """

    arguments: Mapping[str, ConfigValue]
    blocks: Mapping[str, Sequence["ConfigBlock"]]
    where: SourceRange
    is_dynamic: bool = False
