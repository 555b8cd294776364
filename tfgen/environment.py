"""The two states of an environment: as its file gives it, and resolved."""

from dataclasses import dataclass

from tfgen.source import SourceRange
from tfgen.values import Map, Plain


@dataclass(frozen=True, slots=True)
class EnvironmentSpec:
    """One file under environments/: its own values and the name of the spec it extends."""

    name: str
    file: str
    root: Map
    extends: str | None = None
    extends_where: SourceRange | None = None


@dataclass(frozen=True, slots=True)
class ResolvedEnvironment:
    """An environment with everything it inherits, `--set` and the schema's defaults applied.

    `root` is the tree with places, `values` the same without them; `files` are the spec files it came from,
    its own first.
    """

    name: str
    root: Map
    values: dict[str, Plain]
    files: tuple[str, ...]
