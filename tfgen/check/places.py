"""Where an expression stands, and so which names it may use."""

from msgspec import Struct
from msgspec.structs import replace

from tfgen.check.references import NO_NAMES
from tfgen.providers.schema import BlockSchema


class Place(Struct, frozen=True):
    """The names that mean something in one place besides the module's own.

    `repeated` is the meta-argument of the block around (`count`, `for_each`), if any; `names` are those that a dynamic
    block declares; `myself` is the address of the resource around, which its own arguments can't refer to, and `schema`
    its schema; `check` is the name of the check block around, and `kind` what messages call the block.
    """

    repeated: str | None = None
    has_self: bool = False
    names: frozenset[str] = NO_NAMES
    myself: str | None = None
    schema: BlockSchema | None = None
    check: str | None = None
    kind: str = "resource"

    def naming(self, name: str) -> "Place":
        """Give the same place with a further name."""
        return replace(self, names=self.names | {name})


MODULE_PLACE = Place()
