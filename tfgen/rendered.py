"""What rendering one environment gives."""

from dataclasses import dataclass

from tfgen.diagnostics import Diagnostic, has_errors
from tfgen.hcl.expression import Writable
from tfgen.values import Path


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of a template: its path from the project's root and its number from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Hole:
    """A printed value: its expression and where that stands, and the paths of the spec values read for it."""

    value: Writable
    expression: str
    template: TemplateLine
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class LineOrigin:
    """Where a line of output comes from: a template line, and the values printed on it."""

    template: TemplateLine
    holes: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """One file of an environment, ready to be written.

    `path` is relative to the environment's folder (`modules/network/main.tf`), `template` to the project's
    root; `lines[n]` is where line n + 1 of the text comes from, None for tfgen's own header.
    """

    path: str
    text: str
    template: str
    lines: tuple[LineOrigin | None, ...]


@dataclass(frozen=True, slots=True)
class BuiltEnvironment:
    """An environment after all stages but the writing.

    `files` are sorted by path; they may be written only if `ok`. `resources` counts the resource blocks.
    """

    name: str
    files: tuple[RenderedFile, ...]
    resources: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Tell whether no diagnostic is an error."""
        return not has_errors(self.diagnostics)
