"""The schema of a block: what Terraform lets stand in it.

The types follow `terraform providers schema -json` (https://developer.hashicorp.com/terraform/cli/commands/providers/schema).
They are read from a compact form of it, in which each type is one line of JSON:

    block       {"attributes": {NAME: ATTRIBUTE}, "blocks": {NAME: BLOCK TYPE}, "deprecated": true, "version": 1};
                what is empty, false or 0 is left out; the outermost may hold {"shared": [BLOCK, ...]}, to whose
                places numbers that stand for blocks in it refer
    attribute   [FLAGS, TYPE] or [FLAGS, {"nesting": MODE, "attributes": {NAME: ATTRIBUTE}}]
    block type  [MODE, MIN ITEMS, MAX ITEMS, BLOCK], where 0 items at most stands for any number

FLAGS are letters: r required, o optional, c computed, d deprecated, s sensitive, w write-only. TYPE is Terraform's
type constraint as JSON: "string", ["list", "string"], ["object", {"name": "string"}], "dynamic". MODE is single,
group, list, set or map.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct

T = TypeVar("T")
Type: TypeAlias = str | list[Any]

FLAGS = {"required": "r", "optional": "o", "computed": "c", "deprecated": "d", "sensitive": "s", "write_only": "w"}


class Lazy(Mapping[str, T]):
    """A mapping that reads an entry from its compact form when it is first asked for."""

    __slots__ = ("_compact", "_entries", "_read")

    def __init__(self, compact: Mapping[str, Any], read: Callable[[Any], T]) -> None:
        self._compact = compact
        self._read = read
        self._entries: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        """Give an entry, read now if it was not asked for before."""
        if name not in self._entries:
            self._entries[name] = self._read(self._compact[name])
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self._compact)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._compact)

    def __repr__(self) -> str:
        """Show the entries as a dict would."""
        return repr(dict(self))


class NestedType(Struct, frozen=True):
    """The attributes of an attribute whose value is an object, or a collection of objects, of its own schema."""

    nesting: str
    attributes: Mapping[str, "AttributeSchema"]


class AttributeSchema(Struct, frozen=True):
    """One argument or exported attribute; `type` says what its value is also where it is nested."""

    type: Type
    required: bool = False
    optional: bool = False
    computed: bool = False
    deprecated: bool = False
    sensitive: bool = False
    write_only: bool = False
    nested: NestedType | None = None


class BlockSchema(Struct, frozen=True):
    """What may stand in a block; `version` is that of a resource type's schema, 0 where it has none."""

    attributes: Mapping[str, AttributeSchema]
    blocks: Mapping[str, "BlockTypeSchema"]
    deprecated: bool = False
    version: int = 0


class BlockTypeSchema(Struct, frozen=True):
    """One type of nested block: how often it may stand there, and what in it; at most 0 times means any number."""

    nesting: str
    min_items: int
    max_items: int
    block: BlockSchema


def read_block(compact: Mapping[str, Any], shared: Sequence[Any] = ()) -> BlockSchema:
    """Read a block from its compact form; nested parts are read when somebody asks for them."""
    return BlockSchema(
        Lazy(compact.get("attributes", {}), _read_attribute),
        Lazy(compact.get("blocks", {}), partial(_read_block_type, compact.get("shared", shared))),
        compact.get("deprecated", False),
        compact.get("version", 0),
    )


def _read_block_type(shared: Sequence[Any], compact: list[Any]) -> BlockTypeSchema:
    nesting, min_items, max_items, block = compact
    inner = shared[block] if isinstance(block, int) else block
    return BlockTypeSchema(nesting, min_items, max_items, read_block(inner, shared))


def _read_attribute(compact: list[Any]) -> AttributeSchema:
    letters, type_ = compact
    flags: dict[str, Any] = {name: letter in letters for name, letter in FLAGS.items()}
    if not isinstance(type_, dict):
        return AttributeSchema(type_, **flags)
    nested = NestedType(type_["nesting"], Lazy(type_["attributes"], _read_attribute))
    return AttributeSchema(_type_of(nested), **flags, nested=nested)


def _type_of(nested: NestedType) -> Type:
    """Give the type of a nested attribute's value, with the third part of an object type: its optional attributes."""
    attributes = nested.attributes.items()
    types = {name: attribute.type for name, attribute in attributes}
    optional = sorted(name for name, attribute in attributes if not attribute.required)
    value: Type = ["object", types, optional] if optional else ["object", types]
    return value if nested.nesting in {"single", "group"} else [nested.nesting, value]
