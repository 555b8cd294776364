"""Resources and data sources: what is configured of them, and what their attributes come to."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from tfgen.check.module import Key
from tfgen.diff.addresses import Address
from tfgen.diff.bodies import argument, names_in
from tfgen.diff.inputs import converted
from tfgen.diff.repetition import Names
from tfgen.diff.symbols import Symbol
from tfgen.diff.traits import defaults
from tfgen.hcl.module import Block
from tfgen.language.types import DYNAMIC, Type, from_json
from tfgen.language.values import SENSITIVE, Value, from_python, null, object_value, tuple_value
from tfgen.providers.schema import BlockSchema

if TYPE_CHECKING:
    from tfgen.diff.modules import ModuleInstance

_META = frozenset({"count", "for_each", "provider", "depends_on", "lifecycle", "connection", "provisioner"})


class Outcome(Protocol):
    """Tells what the attributes of a resource that are not configured come to."""

    def computed(self, resource: "Resource", name: str, of_type: Type) -> Value:
        """Give the value of an attribute that the provider decides on."""

    def kept(self, resource: "Resource", name: str) -> Value | None:
        """Give the value that an argument keeps, whatever the block sets it to; None where it is as it is set."""


class Resource(Struct, eq=False, dict=True):
    """One instance of a resource or data source."""

    module: "ModuleInstance"
    address: Address
    block: Block
    names: Names
    outcome: Outcome

    @property
    def key(self) -> Key:
        """How the module names the resource."""
        return (self.address.kind, self.address.type, self.address.name)

    @cached_property
    def schema(self) -> BlockSchema | None:
        """The schema of its type, None where it is not known."""
        return self.module.world.schemas.resource(self.module.module, self.key, self.block)

    @cached_property
    def source(self) -> str:
        """The source of its provider."""
        return self.module.world.schemas.source(self.module.module, self.block) or ""

    @cached_property
    def set_names(self) -> list[str]:
        """The names of the arguments and nested blocks that its block sets, those of the language left out."""
        return [name for name in names_in(self.block.body) if name not in _META]

    def configured(self, name: str) -> Value | None:
        """Give what an argument, or the nested blocks of a type, are set to; None where the block does not."""
        if name not in self.set_names:
            return None
        question = (self.address, name)
        return self.module.world.once(question, lambda: self._configured(name), lambda: None)

    def configuration(self) -> Mapping[str, Value]:
        """Give all that is set."""
        found = {name: self.configured(name) for name in self.set_names}
        return {name: value for name, value in found.items() if value is not None}

    def attribute(self, name: str) -> Value:
        """Give the value of an attribute: as configured, else as the provider decides."""
        return self.module.world.once((self.address, "attribute", name), lambda: self._attribute(name), null)

    def _attribute(self, name: str) -> Value:
        self.module.world.note(self.address.folded)
        value = self.configured(name)
        if value is not None:
            value = self.outcome.kept(self, name) or value
        known = self.schema.attributes.get(name) if self.schema else None
        if value is None or (value.is_null and (known is None or known.computed)):
            value = self._decided(name)
        return value.with_marks({SENSITIVE}) if known and known.sensitive else value

    def whole(self) -> Value:
        """Give the object of all attributes."""
        question = (self.address, "whole")
        return self.module.world.once(question, self._whole, lambda: object_value({}))

    def _whole(self) -> Value:
        names = [*self.schema.attributes, *self.schema.blocks] if self.schema else self.set_names
        return object_value({name: self.attribute(name) for name in names})

    def _configured(self, name: str) -> Value:
        return argument(name, self.block.body, self.schema, self.module.evaluator(self.names))

    def _decided(self, name: str) -> Value:
        if self.schema is None:
            return self.outcome.computed(self, name, DYNAMIC)
        nested, known = self.schema.blocks.get(name), self.schema.attributes.get(name)
        if nested:
            return null() if nested.nesting in ("single", "group") else tuple_value(())
        if known is None:
            return null()
        of_type = from_json(known.type)
        return self.outcome.computed(self, name, of_type) if known.computed else self._default(name, of_type)

    def _default(self, name: str, of_type: Type) -> Value:
        """Give what an argument is that is not set: the same for all of the type, if nobody knows what."""
        known = defaults(self.source, self.address.type)
        if known.are_known(name):
            return converted(from_python(known.values.get(name)), of_type)
        symbol = Symbol(("default", self.address.type, name), f"{self.address}.{name}")
        return self.module.world.symbols.value(symbol, of_type)
