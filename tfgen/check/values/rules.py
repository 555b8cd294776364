"""Checks the values of a block by the rules of its type."""

from collections.abc import Iterator
from typing import Literal

from tfgen.check.values.config import ConfigBlock
from tfgen.diagnostics import Diagnostic

Kind = Literal["resource", "data", "provider", "ephemeral"]


def check_values(kind: str, type_: str, provider: str, block: ConfigBlock) -> Iterator[Diagnostic]:
    """Give what the provider would refuse in a block's values."""
    yield from ()
