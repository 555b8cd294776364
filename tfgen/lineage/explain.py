"""What `tfgen explain` answers: where a rendered line or a value of the spec comes from."""

from msgspec import Struct

from tfgen.lineage.lineage import Lineage, Stretch
from tfgen.lineage.values import SpecValue, leaves_at
from tfgen.rendered import BuiltEnvironment
from tfgen.values import Map, Path


class KeyExplanation(Struct, frozen=True):
    """A key of the spec: its value or, of a map or list, all values in it; and the lines behind which they stand."""

    path: Path
    values: tuple[SpecValue, ...]
    uses: tuple[Stretch, ...]


class LineExplanation(Struct, frozen=True):
    """A rendered line and the spec values behind it."""

    stretch: Stretch
    values: tuple[SpecValue, ...]


def explain_key(built: BuiltEnvironment, root: Map, path: Path) -> KeyExplanation:
    """Explain a key of a built environment's resolved spec; without values where the spec has no such key."""
    values = tuple(leaves_at(root, path))
    return KeyExplanation(path, values, tuple(Lineage(built).uses(path)) if values else ())


def explain_line(built: BuiltEnvironment, root: Map, file: str, line: int) -> LineExplanation:
    """Explain a line of a built environment's file; the caller knows that both exist."""
    stretch = Lineage(built).stretch(file, line)
    return LineExplanation(stretch, tuple(value for path in stretch.paths() for value in leaves_at(root, path)))
