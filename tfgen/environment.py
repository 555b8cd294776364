"""The two states of an environment: as its file gives it, and resolved."""

from msgspec import Struct

from tfgen.source import SourceRange
from tfgen.values import Map, Plain


class EnvironmentSpec(Struct, frozen=True):
    """One file under environments/: its own values and the name of the spec it extends."""

    name: str
    file: str
    root: Map
    extends: str | None = None
    extends_where: SourceRange | None = None


class ResolvedEnvironment(Struct, frozen=True):
    """An environment with everything it inherits, `--set` and the schema's defaults applied.

    `root` is the tree with places, `values` the same without them; `files` are the spec files it came from,
    its own first.
    """

    name: str
    root: Map
    values: dict[str, Plain]
    files: tuple[str, ...]
