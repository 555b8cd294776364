"""What environments ask of quotas, summed for each account and region."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.check.knowledge import Knowledge
from tfgen.diff.addresses import Address
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.outcomes import Applied
from tfgen.diff.rendering import Rendering
from tfgen.diff.repetition import Names
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import Symbols, is_symbolic
from tfgen.diff.world import World
from tfgen.hcl.module import Block
from tfgen.language.values import Value
from tfgen.quotas.amounts import Amount, amount
from tfgen.quotas.paths import Resources, attributes
from tfgen.quotas.places import Place, place_of
from tfgen.quotas.rules import Quota, counts_of
from tfgen.source import SourceRange


class Share(Struct, frozen=True):
    """What one resource instance asks of a quota; `where` is its block."""

    environment: str
    address: str
    amount: Amount
    where: SourceRange


class Need(Struct, frozen=True):
    """What all environments ask of one quota in one place; `parent` is what has the quota of its own, if any."""

    place: Place
    quota: Quota
    parent: str
    shares: tuple[Share, ...]

    @property
    def total(self) -> Amount:
        """The sum."""
        return sum((share.amount for share in self.shares), Amount())

    def by_environment(self) -> dict[str, Amount]:
        """Give the sum of each environment."""
        found: dict[str, Amount] = {}
        for share in self.shares:
            found[share.environment] = found.get(share.environment, Amount()) + share.amount
        return found


class Asked(Struct, frozen=True):
    """What one environment asks: its shares, each with place, quota and the key of the parent.

    `emulated` counts the resources that go to an emulator, `unseen` names modules that are not at hand.
    """

    shares: tuple[tuple[Place, Quota, str, Share], ...]
    emulated: int = 0
    unseen: tuple[str, ...] = ()


def ask(environment: str, rendering: Rendering, knowledge: Knowledge) -> Asked:
    """Count what the rendering of an environment asks of quotas."""
    world = World(rendering, knowledge, Symbols())
    modules = list(ModuleInstance(world, world.configuration.root, _resource).everything())
    resources = {str(one.address): one for module in modules for one in module.all_resources()}
    places = {address: place_of(one) for address, one in resources.items() if counts_of(one.source, one.address.type)}
    shares = [
        (place, quota, parent, Share(environment, address, found, resources[address].block.where))
        for address, place in places.items()
        if place is not None
        for quota, parent, found in _counted(resources[address], resources)
    ]
    unseen = [name for module in modules for name, call in module.module.calls.items() if not _is_at_hand(module, call)]
    emulated = sum(place is None for place in places.values())
    return Asked(tuple(shares), emulated, tuple(dict.fromkeys(unseen)))


def tally(asked: Iterable[Asked], credentials: Place | None = None) -> list[Need]:
    """Sum what environments ask, by place, quota and parent.

    What a provider configuration leaves open is as the `credentials` say, where they are known. A parent that an
    environment makes itself is another one in each environment.
    """
    usual = credentials or Place()
    found: dict[tuple[Place, str, str, str, str], Need] = {}
    for one in asked:
        for stated, quota, parent, share in one.shares:
            place = _of(quota, Place(stated.account or usual.account, stated.region or usual.region))
            own = share.environment if _is_own(quota, parent) else ""
            key = (place, quota.id, quota.name, own, parent)
            need = found.setdefault(key, Need(place, quota, parent, ()))
            found[key] = replace(need, shares=(*need.shares, share))
    return list(found.values())


def _is_own(quota: Quota, parent: str) -> bool:
    """Tell whether a parent is of one environment: an expression, as long as that means another one in each."""
    return bool(parent) and not quota.shared and not parent.startswith('"')


def _resource(instance: ModuleInstance, address: Address, block: Block, names: Names) -> Resource:
    return Resource(instance, address, block, names, Applied())


def _is_at_hand(module: ModuleInstance, call: Block) -> bool:
    return module.world.configuration.called(module.module, call) is not None


def _of(quota: Quota, place: Place) -> Place:
    return Place(place.account) if quota.scope == "account" else place


def _counted(resource: Resource, resources: Resources) -> Iterator[tuple[Quota, str, Amount]]:
    """Give what a resource counts for each quota, and for which parent; where there may be several, for each."""
    if resource.address.kind == "data":
        return
    for quota, count in counts_of(resource.source, resource.address.type):
        found = amount(resource, count, resources)
        if found == Amount():
            continue
        for parent in _parents(resource, count.within, resources) if count.within else [""]:
            yield quota, parent, found


def _parents(resource: Resource, path: str, resources: Resources) -> Iterator[str]:
    for value in attributes(resource, path, resources):
        yield _written(resource, value)


def _written(resource: Resource, value: Value) -> str:
    """Write what a parent is known by; a resource of the configuration by its address, whatever attribute it is."""
    symbols = resource.module.world.symbols
    symbol = symbols.of(value) if is_symbolic(value) else None
    match symbol.identity if symbol else None:
        case ("resource", str() as address, _, _):
            return address
    return symbols.write(value)
