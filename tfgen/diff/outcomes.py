"""What the attributes that are not configured come to: symbols, told apart by what they are the value of."""

from msgspec import Struct

from tfgen.diff.bodies import by_name
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import Known, Symbol
from tfgen.diff.tags import provider_arguments
from tfgen.diff.traits import is_function
from tfgen.language.types import Type
from tfgen.language.values import Value, object_value


class Applied:
    """The outcome of a configuration that was applied: whatever a provider computed stands in the state."""

    def computed(self, resource: Resource, name: str, of_type: Type) -> Value:
        """Give the symbol of an attribute."""
        if resource.address.kind == "data":
            return read(resource, name, of_type, Known.NOW, frozenset())
        return symbol_of(resource, name, of_type, Known.NOW)

    def kept(self, _resource: Resource, _name: str) -> Value | None:
        """Give nothing: what was applied is taken for what was set."""
        return None


def symbol_of(resource: Resource, name: str, of_type: Type, known: Known) -> Value:
    """Give the symbol of an attribute that the provider computes."""
    address = str(resource.address)
    identity = ("resource", address, resource.address.type, name)
    sources = frozenset({address}) if known is not Known.NOW else frozenset()
    return resource.module.world.symbols.value(Symbol(identity, f"{address}.{name}", known, sources), of_type)


def read(resource: Resource, name: str, of_type: Type, known: Known, sources: frozenset[str]) -> Value:
    """Give the symbol of what a data source reads: the same wherever the same is asked for."""
    world = resource.module.world
    request = world.once((resource.address, "request"), lambda: Request.of(resource), lambda: Request(object_value({})))
    if is_function(resource.source, resource.address.type, name):
        identity = ("data", resource.address.type, name, request.asked)
        symbol = Symbol(identity, f"{resource.address}.{name}", known, sources, request.arguments)
    else:
        asked = ("data", resource.address.type, name, request.asked, request.provider)
        symbol = Symbol(asked, f"{resource.address}.{name}", known, sources)
    return world.symbols.value(symbol, of_type)


class Request(Struct, frozen=True):
    """What a data source asks, written down, and whom: its provider's configuration without the tags that it gives."""

    arguments: Value
    asked: str = ""
    provider: str = ""

    @staticmethod
    def of(resource: Resource) -> "Request":
        """Give the request of a data source."""
        symbols = resource.module.world.symbols
        arguments = object_value(resource.configuration())
        provider = by_name(provider_arguments(resource))
        whom = object_value({name: value for name, value in provider.items() if name != "default_tags"})
        return Request(arguments, symbols.write(arguments), symbols.write(whom))
