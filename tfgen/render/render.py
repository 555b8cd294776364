"""Render an environment: every template through skeleton and fill, in the order of their output paths."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfgen.diagnostics import Diagnostic, error
from tfgen.environment import ResolvedEnvironment
from tfgen.hcl.format import format_text
from tfgen.header import header
from tfgen.pack import odd_entries
from tfgen.recent import Recent, Same
from tfgen.render.engine import Engine
from tfgen.render.errors import explain_failure, explain_unsafe
from tfgen.render.fill import Filled, fill, follow_lines
from tfgen.render.layout import output_paths
from tfgen.render.view import ENVIRONMENT, View, view
from tfgen.rendered import RenderedFile
from tfgen.source import line_range

if TYPE_CHECKING:
    from collections.abc import Hashable


class Renderer:
    """The templates of a project, compiled once for all its environments."""

    def __init__(self, engine: Engine, paths: dict[str, str]) -> None:
        """Take the engine and the output path of each template; see `open_renderer`."""
        self.engine = engine
        self.paths = paths
        self._filled: Recent[Hashable, Filled] = Recent()
        self._finished: Recent[Same, RenderedFile] = Recent()

    def render(self, environment: ResolvedEnvironment) -> Iterator[RenderedFile | Diagnostic]:
        """Render all files of an environment, one after another, sorted by path; in place of a file, its mistakes."""
        variables = template_variables(environment)
        for name, path in sorted(self.paths.items(), key=lambda item: item[1]):
            filled, problems = self._fill(name, variables, environment)
            yield from problems
            if filled and filled.text.strip():
                yield self._finish(name, path, filled)

    def _fill(
        self, name: str, variables: dict[str, View], environment: ResolvedEnvironment
    ) -> tuple[Filled | None, list[Diagnostic]]:
        try:
            marked = self.engine.run(name, variables)
            filled = self._filled.get(name, marked.key, lambda: fill(self.engine.read(name, marked)))
        # A template is the author's program: whatever it raises is told with its place, not as a bug of tfgen.
        except Exception as problem:  # noqa: BLE001
            return None, [explain_failure(problem, self.engine, name, environment)]
        if filled.unsafe:
            return None, [explain_unsafe(unsafe, self.engine, environment) for unsafe in filled.unsafe]
        return filled, []

    def _finish(self, name: str, path: str, filled: Filled) -> RenderedFile:
        key = Same((filled,), None)
        return self._finished.get(name, key, lambda: _finished(path, self.engine.prefix + name, filled))


def open_renderer(folder: Path, prefix: str) -> tuple[Renderer | None, list[Diagnostic]]:
    """Find the templates of a folder, whose path from the project's root, with a `/`, is the prefix."""
    engine = Engine(folder, prefix)
    paths, diagnostics = output_paths(engine.list_templates(), prefix)
    diagnostics += [_odd(prefix + name) for name in odd_entries(folder)]
    if not paths and not diagnostics:
        detail = f"{prefix}root/ holds no template. Write {prefix}root/main.tf.j2, the environment's root module."
        diagnostics = [error("template-none", "No templates", detail)]
    return (None if diagnostics else Renderer(engine, paths)), diagnostics


def _odd(file: str) -> Diagnostic:
    detail = "A template is a file that lies in the folder itself: links are not followed. Put the file there."
    return error("template-place", "Not a file", detail, line_range(file, 1))


def template_variables(environment: ResolvedEnvironment) -> dict[str, Any]:
    """Give what templates and assertions see: the spec's keys, and `environment.name`."""
    variables: dict[str, Any] = {key: view(value, (key,)) for key, value in environment.values.items()}
    return {**variables, ENVIRONMENT: {"name": environment.name}}


def _finished(path: str, template: str, filled: Filled) -> RenderedFile:
    """Format a text and put the header on it; blank lines at its beginning and end go."""
    lines = filled.text.split("\n")
    used = [n for n, line in enumerate(lines) if line.strip()]
    first, end = used[0], used[-1] + 1
    plain = "\n".join(lines[first:end]) + "\n"
    formatted = format_text(plain)
    origins = follow_lines(plain, formatted, filled.lines[first:end])
    return RenderedFile(path, header(template) + "\n" + formatted, template, (None, None, *origins))
