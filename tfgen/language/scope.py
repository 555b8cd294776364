"""What the names in expressions stand for."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from tfgen.hcl.nodes import Step
from tfgen.language.values import Value


class Scope(Protocol):
    """Tells what the beginning of a reference stands for."""

    def lookup(self, root: str, steps: Sequence[Step]) -> tuple[Value, int]:
        """Give the value behind a name and its first steps, and how many of the steps it took."""


class LocalNames(Struct, frozen=True):
    """Names that an expression or a dynamic block gives to what it iterates over, before those around it."""

    names: Mapping[str, Value]
    around: Scope

    def lookup(self, root: str, steps: Sequence[Step]) -> tuple[Value, int]:
        """Give a local name's value, or ask the scope around."""
        if root in self.names:
            return self.names[root], 0
        return self.around.lookup(root, steps)
