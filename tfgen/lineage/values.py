"""The spec values behind a rendered line, each with where it stands and what it overrode."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tfgen.diagnostics import Link
from tfgen.source import SourceRange
from tfgen.values import Map, Node, Path, Plain, Scalar, Sequence, format_path, node_at, plain


class Setting(Struct, frozen=True):
    """A value and the place that gives it: a spec, `--set`, or a default of the schema."""

    value: Plain
    where: SourceRange


class SpecValue(Struct, frozen=True):
    """A value of the resolved spec; `overrode` are the settings that it replaced, the nearest first."""

    path: Path
    setting: Setting
    overrode: tuple[Setting, ...]


def value_at(root: Map, path: Path) -> SpecValue | None:
    """Give the value at a path of a resolved spec, None where there is none."""
    node = node_at(root, path)
    if node is None:
        return None
    first, *rest = _settings(node)
    return SpecValue(path, first, tuple(rest))


def leaves_at(root: Map, path: Path) -> list[SpecValue]:
    """Give the value at a path or, of a map, the values in it: those come from several places, each from one."""
    paths = _leaves(node_at(root, path), path)
    return [value for leaf in paths if (value := value_at(root, leaf))]


def _leaves(node: Node | None, path: Path) -> Iterator[Path]:
    if isinstance(node, Map) and node.entries:
        for key, entry in node.entries.items():
            yield from _leaves(entry.node, (*path, key))
    else:
        yield path


def _settings(node: Node | None) -> list[Setting]:
    settings = []
    while isinstance(node, Scalar | Sequence | Map):
        settings.append(Setting(plain(node), node.where))
        node = node.overrode
    return settings


def spec_links(paths: Iterable[Path], root: Map) -> tuple[Link, ...]:
    """Link to the spec values at some paths, or to the spec as a whole where none is there."""
    nodes = [(path, node_at(root, path)) for path in paths]
    links = tuple(Link(f"spec value {format_path(path)}", node.where) for path, node in nodes if path and node)
    return links or (Link("spec", root.where),)
