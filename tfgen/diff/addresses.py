"""Addresses of resources and of their instances."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tfgen.hcl.literal import quoted

# The key of an instance: None where a resource or module is not repeated.
InstanceKey = str | int | None
# Stands for all instances where nobody knows how many there are.
ANY_KEY: Final = "\0any"
ModulePath = tuple[tuple[str, InstanceKey], ...]


@dataclass(frozen=True)
class Address:
    """The address of one instance of a resource or data source."""

    module: ModulePath
    kind: str
    type: str
    name: str
    key: InstanceKey = None

    @cached_property
    def folded(self) -> str:
        """The address without the keys of instances."""
        steps = [f"module.{name}" for name, _ in self.module]
        return ".".join([*steps, *(["data"] if self.kind == "data" else []), self.type, self.name])

    def __str__(self) -> str:
        """Give the address as Terraform writes it."""
        return self._text

    @cached_property
    def _text(self) -> str:
        kind = "data." if self.kind == "data" else ""
        return f"{module_text(self.module)}{kind}{self.type}.{self.name}{key_text(self.key)}"


def module_text(path: ModulePath) -> str:
    """Write the beginning of an address within a module: `module.network["a"].`."""
    return "".join(f"module.{name}{key_text(key)}." for name, key in path)


def key_text(key: InstanceKey) -> str:
    """Write the key of an instance."""
    if key is None or key == ANY_KEY:
        return ""
    return f"[{key}]" if isinstance(key, int) else f"[{quoted(key)}]"
