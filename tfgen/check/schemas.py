"""Which provider a block belongs to, and the schema that it follows."""

from msgspec import Struct, field

from tfgen.check.configuration import Configuration
from tfgen.check.knowledge import typed_signature
from tfgen.check.module import Key, Module
from tfgen.check.requirements import requirement
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import Reference
from tfgen.language.functions import Signature
from tfgen.language.types import Collection, Type, from_json, map_of, object_of
from tfgen.providers.catalogue import Catalogue
from tfgen.providers.schema import BlockSchema, BlockTypeSchema


def version_constraints(configuration: Configuration) -> dict[str, list[str]]:
    """Gather what a configuration's modules require of the versions of providers, by the providers' sources."""
    constraints: dict[str, list[str]] = {}
    for module in configuration.modules.values():
        for name in module.requirements:
            found = requirement(module, name)
            if found.source and found.constraint:
                constraints.setdefault(found.source, []).append(found.constraint)
    return constraints


class Schemas(Struct):
    """Looks up schemas for a module, in the provider versions that all modules of its configuration admit.

    `left_out` gathers what could not be looked up, as sentences that say which checks were left out.
    """

    catalogue: Catalogue
    constraints: dict[str, list[str]]
    left_out: set[str] = field(default_factory=set)
    _known: dict[tuple[str | None, str, str], BlockSchema | None] = {}

    def source(self, module: Module, block: Block) -> str | None:
        """Give the source of the provider that a resource belongs to."""
        return requirement(module, provider_name(block)).source

    def resource(self, module: Module, key: Key, block: Block) -> BlockSchema | None:
        """Give the schema of a resource, data source or ephemeral resource, None where it is not known."""
        return self._find(self.source(module, block), key[0], key[1])

    def provider(self, source: str | None) -> BlockSchema | None:
        """Give the schema of a provider's own block."""
        return self._find(source, "provider", "")

    def exists(self, source: str | None, kind: str, name: str) -> bool | None:
        """Tell whether a provider has a type; None where that is not known."""
        names = self.types(source, kind)
        return None if names is None else name in names

    def types(self, source: str | None, kind: str) -> list[str] | None:
        """Give all types of a kind that a provider has, None where they are not known."""
        return self.catalogue.types(source, self.constraints.get(source, ()), kind) if source else None

    def function(self, module: Module, provider: str, name: str) -> Signature | bool:
        """Give the signature of a provider's function, False where it has none of that name, True if nobody knows."""
        source = requirement(module, provider).source
        names = self.types(source, "function")
        if names is None or source is None:
            return True
        found = self.catalogue.provider_function(source, name, self.constraints.get(source, ()))
        return typed_signature(found) if found else name in names

    def _find(self, source: str | None, kind: str, name: str) -> BlockSchema | None:
        key = (source, kind, name)
        if key not in self._known:
            self._known[key] = self._look_up(source, kind, name) if source else None
            if self._known[key] is None and self.exists(source, kind, name) is not False:
                self._leave_out(source or "a provider", kind, name)
        return self._known[key]

    def _look_up(self, source: str, kind: str, name: str) -> BlockSchema | None:
        constraints = self.constraints.get(source, ())
        match kind:
            case "resource":
                return self.catalogue.resource(source, name, constraints)
            case "data":
                return self.catalogue.data(source, name, constraints)
            case "ephemeral":
                return self.catalogue.ephemeral(source, name, constraints)
        return self.catalogue.provider(source, constraints)

    def _leave_out(self, source: str, kind: str, name: str) -> None:
        what = f"the provider block of {source}" if kind == "provider" else f"{kind} {name} ({source})"
        self.left_out.add(
            f"{what}: its schema is not known, so its arguments and attributes were not checked. Run "
            "`tfgen providers schema` in a folder that terraform has initialised."
        )


def provider_name(block: Block) -> str:
    """Give the local name of the provider that a resource belongs to: the one it names, or its type's first word."""
    chosen = block.body.attribute("provider")
    if chosen and isinstance(chosen.expression, Reference):
        return chosen.expression.root
    if chosen and chosen.text:
        return chosen.text.partition(".")[0]
    return block.labels[0].partition("_")[0]


def block_type(schema: BlockSchema) -> Type:
    """Give the type of the object that a block makes."""
    attributes: dict[str, Type] = {name: from_json(attribute.type) for name, attribute in schema.attributes.items()}
    nested = {name: nested_type(block) for name, block in schema.blocks.items()}
    return object_of({**attributes, **nested})


def nested_type(block: BlockTypeSchema) -> Type:
    """Give the type of what the nested blocks of one type make together."""
    inner = block_type(block.block)
    if block.nesting in ("single", "group"):
        return inner
    return map_of(inner) if block.nesting == "map" else Collection("set" if block.nesting == "set" else "list", inner)
