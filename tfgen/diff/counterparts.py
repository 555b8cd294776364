"""Which resource of the one configuration is which of the other."""

from collections.abc import Iterator
from functools import cached_property

from tfgen.diff.addresses import Address
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.moves import follow, moved_by_itself, moves_in
from tfgen.diff.resources import Resource


class Counterparts:
    """The resources of both sides, by their addresses in the second one."""

    def __init__(self, before: ModuleInstance, after: ModuleInstance) -> None:
        self.before = before
        self.after = after

    @cached_property
    def applied(self) -> dict[Address, Resource]:
        """The resources that were applied, by the addresses that they have after all moves."""
        resources = {one.address: one for one in managed(self.before)}
        moves = list(moves_in(self.after))
        return {follow(address, moves, resources): one for address, one in resources.items()}

    @cached_property
    def wanted(self) -> dict[Address, Resource]:
        """The resources that are to be there, by address."""
        return {one.address: one for one in managed(self.after)}

    def prior(self, resource: Resource) -> Resource | None:
        """Give a resource as it was applied, None for a new one."""
        found = self.applied.get(resource.address)
        if found is not None:
            return found
        other = moved_by_itself(resource.address)
        if other is None or other in {one.address for one in resource.module.resources(resource.key).values()}:
            return None
        return self.applied.get(other)

    def present(self, folded: str) -> Iterator[Resource]:
        """Give the instances that are to be there of a resource, by its address without keys."""
        for instance in self.after.everything():
            prefix = "".join(f"module.{name}." for name, _ in instance.path)
            for key in instance.module.resources if folded.startswith(prefix) else ():
                if key[0] == "resource" and folded == f"{prefix}{key[1]}.{key[2]}":
                    yield from instance.resources(key).values()

    def applied_at(self, folded: str) -> Iterator[Address]:
        """Give the instances that were applied of a resource, by its address without keys."""
        return (address for address in self.applied if address.folded == folded)

    def gone(self) -> Iterator[tuple[Address, Resource]]:
        """Give the resources that are no longer wanted, with their addresses after all moves."""
        kept = {id(prior) for resource in self.wanted.values() if (prior := self.prior(resource))}
        for address, resource in self.applied.items():
            if id(resource) not in kept:
                yield address, resource


def managed(root: ModuleInstance) -> Iterator[Resource]:
    """Give all resources of a configuration; data sources are none."""
    for instance in root.everything():
        yield from (one for one in instance.all_resources() if one.address.kind == "resource")
