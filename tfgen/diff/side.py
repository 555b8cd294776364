"""The lines of one side of a comparison, and the lines of templates and specs that are behind them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tfgen.diff.changes import Cause
from tfgen.diff.origins import Place
from tfgen.diff.rendering import Rendering
from tfgen.lineage.lineage import Lineage
from tfgen.lineage.values import SpecValue, leaves_at
from tfgen.rendered import Hole
from tfgen.source import line_range
from tfgen.values import shown

Causing = tuple[Cause, ...]


class Side:
    """One side's lines and where they come from; `other` is the side that it is compared with."""

    def __init__(self, rendering: Rendering, other: Rendering) -> None:
        self.rendering = rendering
        self.other = other
        self.lines = {path: text.split("\n") for path, text in rendering.texts.items()}
        self.lineage = Lineage(rendering.built) if rendering.built else None

    @cached_property
    def lines_of_other(self) -> set[str]:
        """All lines of the other side, without their indentation."""
        return {line.strip() for text in self.other.texts.values() for line in text.split("\n")}

    def of_places(self, places: Iterable[Place]) -> Causing:
        """Give what is behind some places."""
        return self.of_stretches([place.lines for place in places])

    def of_stretches(self, stretches: Sequence[tuple[str, int, int]]) -> Causing:
        """Give the spec values behind some lines that differ; else the first line that does, or the first one.

        A stretch is a file and the first and last line.
        """
        for file, first, last in stretches:
            if values := once(self._spec_causes(file, first, last)):
                return values
        lines = [(file, line) for file, first, last in stretches for line in range(first, last + 1)]
        changed = next((one for one in lines if self._text(*one).strip() not in self.lines_of_other), None)
        chosen = changed or next(iter(lines), None)
        return (self.of_line(*chosen),) if chosen else ()

    def of_line(self, file: str, line: int) -> Cause:
        """Give the template line of a rendered line, or that line itself where nobody knows it."""
        if self.lineage is None:
            name = f"{self.rendering.folder}/{file}" if self.rendering.folder else file
            return Cause(line_range(name, line, self._text(file, line)), self._text(file, line))
        template = self.lineage.stretch(file, line).template
        code = self.rendering.line_of(template.file, template.line) or self._text(file, line)
        return Cause(line_range(template.file, template.line, code), code, self.rendering.commit)

    def _text(self, file: str, line: int) -> str:
        lines = self.lines[file]
        return lines[line - 1] if line <= len(lines) else ""

    def _spec_causes(self, file: str, first: int, last: int) -> Iterator[Cause]:
        if self.lineage is None or self.rendering.built is None or self.rendering.built.resolved is None:
            return
        root = self.rendering.built.resolved.root
        for line in range(first, last + 1):
            for hole in self.lineage.stretch(file, line).holes:
                for path in hole.paths:
                    for value in leaves_at(root, path):
                        if self._differs(value, hole, file, line):
                            yield self._spec_cause(value)

    def _spec_cause(self, value: SpecValue) -> Cause:
        where = value.setting.where
        plain = f"{value.path[-1] if value.path else ''}: {shown(value.setting.value)}"
        return Cause(where, self.rendering.line_of(where.file, where.line) or plain, self.rendering.commit)

    def _differs(self, value: SpecValue, hole: Hole, file: str, line: int) -> bool:
        """Tell whether a value is another one in the other side's spec or, where that is not known, in its text."""
        other = self.other.built.resolved if self.other.built else None
        if other:
            found = leaves_at(other.root, value.path)
            return [one.setting.value for one in found] != [value.setting.value]
        text = self._text(file, line).strip()
        return text not in self.lines_of_other and not self._is_printed_already(text, hole)

    def _is_printed_already(self, text: str, hole: Hole) -> bool:
        """Tell whether the other side prints the same value for the same argument: then the template differs."""
        name = text.partition("=")[0].strip()
        return any(line.startswith(name) and str(hole.value) in line for line in self.lines_of_other)


def once(causes: Iterable[Cause]) -> Causing:
    """Give each cause once, in their order."""
    return tuple(dict.fromkeys(causes))
