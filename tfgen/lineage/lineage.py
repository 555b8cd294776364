"""The line map of an environment: what stands behind a rendered line, and which lines show a value of the spec."""

import functools
from collections.abc import Iterable, Iterator

from msgspec import Struct

from tfgen.lineage.references import Definition, Definitions
from tfgen.rendered import BuiltEnvironment, Hole, TemplateLine
from tfgen.source import SourceRange
from tfgen.values import Path


class Stretch(Struct, frozen=True):
    """Some lines of a rendered file and what is behind them.

    `where` is relative to the environment's folder, `code` and `template` are those of the first line. `holes` are
    the values printed on the lines, and `references` the stretches that define what the lines refer to.
    """

    where: SourceRange
    code: str
    template: TemplateLine
    holes: tuple[Hole, ...]
    references: tuple["Reference", ...]

    def paths(self) -> tuple[Path, ...]:
        """Give the paths of all spec values behind the stretch, each once, the nearest first."""
        own = [path for hole in self.holes for path in hole.paths]
        behind = [path for reference in self.references for path in reference.stretch.paths()]
        return tuple(dict.fromkeys([*own, *behind]))


class Reference(Struct, frozen=True):
    """A reference (`var.name`) and the stretch where its value is written."""

    name: str
    stretch: Stretch


class Lineage:
    """Answers for one environment."""

    def __init__(self, built: BuiltEnvironment) -> None:
        self.files = {file.path: file for file in built.files}
        self.definitions = Definitions({path: file.text for path, file in self.files.items()}, built.bodies)
        self._follow = functools.cache(self._stretch)

    def stretch(self, file: str, first: int, last: int | None = None) -> Stretch:
        """Follow some lines of a rendered file; lines behind its end, where a parser looked for more, are its last."""
        end = len(self.files[file].lines)
        first = min(first, end)
        return self._follow(file, first, max(first, min(last or first, end)), ())

    def uses(self, path: Path) -> Iterator[Stretch]:
        """Give the lines behind which a value of the spec stands, or one inside it or around it."""
        lines = ((file.path, line) for file in self.files.values() for line in range(1, len(file.lines) + 1))
        for file, line in lines:
            stretch = self._follow(file, line, line, ())
            if any(_overlap(path, used) for used in stretch.paths()):
                yield stretch

    def _stretch(self, file: str, first: int, last: int, seen: tuple[Definition, ...]) -> Stretch:
        code = self.files[file].text.split("\n")[first - 1]
        definitions = [found for found in self.definitions.behind(file, first, last) if found not in seen]
        references = tuple(
            Reference(definition.reference, self._definition(definition, seen)) for definition in definitions
        )
        where = SourceRange(file, first, len(code) - len(code.lstrip()) + 1, last, len(code) + 1)
        return Stretch(where, code, self._template(file, first), self._holes(file, first, last), references)

    def _definition(self, definition: Definition, seen: tuple[Definition, ...]) -> Stretch:
        """Follow a definition; `seen` keeps a circle of locals from having no end."""
        where = definition.where
        return self._follow(where.file, where.line, where.end_line, (*seen, definition))

    def _holes(self, file: str, first: int, last: int) -> tuple[Hole, ...]:
        origins = [origin for origin in self.files[file].lines[first - 1 : last] if origin]
        return _unique(hole for origin in origins for hole in origin.holes)

    def _template(self, file: str, line: int) -> TemplateLine:
        """Give the template line of a rendered line; of the header, which has none, the template's first."""
        origin = self.files[file].lines[line - 1]
        return origin.template if origin else TemplateLine(self.files[file].template, 1)


def _unique(holes: Iterable[Hole]) -> tuple[Hole, ...]:
    """Give each hole once; their values, which may be lists and maps, have no hash."""
    found: list[Hole] = []
    for hole in holes:
        if hole not in found:
            found.append(hole)
    return tuple(found)


def _overlap(one: Path, other: Path) -> bool:
    """Tell whether one of two paths leads to the other's value or into it."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]
