"""Resources that have a new address: `moved` blocks, and what Terraform moves by itself.

https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diff.addresses import Address, InstanceKey, ModulePath
from tfgen.diff.modules import ModuleInstance
from tfgen.hcl.module import Attribute, Block
from tfgen.hcl.nodes import GetAttribute, Reference

# So many moves of one resource are a circle.
_MAX_MOVES: Final = 100


class End(Struct, frozen=True):
    """One end of a move: modules, each with its key, and perhaps a resource; `has_key` where the last step has one."""

    modules: ModulePath
    resource: tuple[str, str] | None
    key: InstanceKey

    @property
    def has_key(self) -> bool:
        """Tell whether the address is that of an instance."""
        return self.key is not None or bool(self.resource is None and self.modules[-1][1] is not None)


class Move(Struct, frozen=True):
    """From one address to another, of all instances unless `is_of_one`."""

    start: End
    end: End

    @property
    def is_of_one(self) -> bool:
        """Tell whether one instance moves."""
        return self.start.has_key or self.end.has_key

    def moved(self, address: Address) -> Address | None:
        """Give where a resource moves to, None for one that this is not about."""
        if self.start.resource is None:
            return self._with_its_module(address)
        if address.kind != "resource" or address.module != self.start.modules:
            return None
        if (address.type, address.name) != self.start.resource or self.end.resource is None:
            return None
        if self.is_of_one and address.key != self.start.key:
            return None
        type_, name = self.end.resource
        key = self.end.key if self.is_of_one else address.key
        return Address(self.end.modules, "resource", type_, name, key)

    def _with_its_module(self, address: Address) -> Address | None:
        length = len(self.start.modules)
        around, (name, key) = self.start.modules[:-1], self.start.modules[-1]
        own = address.module[:length]
        if len(own) < length or own[:-1] != around or own[-1][0] != name:
            return None
        if self.is_of_one and own[-1][1] != key:
            return None
        to_name, to_key = self.end.modules[-1]
        moved = (*self.end.modules[:-1], (to_name, to_key if self.is_of_one else own[-1][1]))
        return replace(address, module=(*moved, *address.module[length:]))


def moves_in(root: ModuleInstance) -> Iterator[Move]:
    """Give the moves that the `moved` blocks of all modules tell of."""
    for instance in root.everything():
        for block in instance.module.blocks_of("moved"):
            start, end = _end(instance.path, block, "from"), _end(instance.path, block, "to")
            if start and end:
                yield Move(start, end)


def _end(path: ModulePath, block: Block, name: str) -> End | None:
    attribute = block.body.attribute(name)
    return read_end(path, attribute) if attribute else None


def read_end(path: ModulePath, attribute: Attribute) -> End | None:
    """Read an address that stands in the instance of a module; None where it is none."""
    if not isinstance(attribute.expression, Reference):
        return None
    steps = list(_steps(attribute.expression))
    modules = list(path)
    while len(steps) > 1 and steps[0] == ("module", None):
        modules.append(steps[1])
        steps = steps[2:]
    names = [step for step, _ in steps if step != "resource"]
    if not names:
        return End(tuple(modules), None, None) if modules != list(path) else None
    return End(tuple(modules), (names[0], names[1]), steps[-1][1]) if len(names) == 2 else None  # noqa: PLR2004


def _steps(reference: Reference) -> Iterator[tuple[str, InstanceKey]]:
    """Give the names in an address, each with the key behind it."""
    name = reference.root
    key: InstanceKey = None
    for step in reference.steps:
        if isinstance(step, GetAttribute):
            yield name, key
            name, key = step.name, None
        else:
            key = step.key if isinstance(step.key, str | int) else None
    yield name, key


def follow(address: Address, moves: Iterable[Move], taken: Collection[Address]) -> Address:
    """Give the address of a resource after all moves; none leads to an address that another resource has."""
    moves = list(moves)
    for _ in range(_MAX_MOVES):
        ways = (end for move in moves if (end := move.moved(address)) is not None)
        found = next((end for end in ways if end != address and end not in taken), None)
        if found is None:
            break
        address = found
    return address


def moved_by_itself(address: Address) -> Address | None:
    """Give the address that Terraform takes for the same where `count` comes or goes."""
    other: dict[InstanceKey, InstanceKey] = {None: 0, 0: None}
    return replace(address, key=other[address.key]) if address.key in other else None
