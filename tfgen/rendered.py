"""What rendering one environment gives."""

from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, has_errors
from tfgen.inputs import Inputs

if TYPE_CHECKING:  # who only looks at what was rendered before needs none of them
    from collections.abc import Mapping

    from tfgen.environment import ResolvedEnvironment
    from tfgen.hcl.expression import Writable
    from tfgen.hcl.module import Body
    from tfgen.values import Path


class TemplateLine(Struct, frozen=True):
    """A line of a template: its path from the project's root and its number from 1."""

    file: str
    line: int


class Hole(Struct, frozen=True):
    """A printed value: its expression and where that stands, and the paths of the spec values read for it.

    `own` is the path at which just this value stands in the spec, where a template prints one as it is.
    """

    value: "Writable"
    expression: str
    template: TemplateLine
    paths: "tuple[Path, ...]"
    own: "Path | None" = None


class LineOrigin(Struct, frozen=True):
    """Where a line of output comes from: a template line, and the values printed on it."""

    template: TemplateLine
    holes: tuple[Hole, ...]


class RenderedFile(Struct, frozen=True):
    """One file of an environment, ready to be written.

    `path` is relative to the environment's folder (`modules/network/main.tf`), `template` to the project's
    root; `lines[n]` is where line n + 1 of the text comes from, None for tfgen's own header.
    """

    path: str
    text: str
    template: str
    lines: tuple[LineOrigin | None, ...]


class BuiltEnvironment(Struct, frozen=True):
    """An environment after all stages but the writing.

    `files` are sorted by path; they may be written only if `ok`. `bodies` holds what was parsed back, by the
    files' paths, `left_out` which checks could not be made; `resolved` is None where the spec can't be read, `inputs`
    where nothing was rendered.
    """

    name: str
    diagnostics: tuple[Diagnostic, ...]
    resolved: "ResolvedEnvironment | None" = None
    files: tuple[RenderedFile, ...] = ()
    bodies: "Mapping[str, Body]" = {}
    left_out: tuple[str, ...] = ()
    inputs: Inputs | None = None

    @property
    def ok(self) -> bool:
        """Tell whether no diagnostic is an error."""
        return not has_errors(self.diagnostics)

    @property
    def resources(self) -> int:
        """The number of resource blocks."""
        return sum(1 for body in self.bodies.values() for _ in body.blocks_of("resource"))
