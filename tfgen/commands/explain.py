"""`tfgen explain`: where a value of a spec, or a line of the output, comes from."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from tfgen.build import Build
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, did_you_mean, error, has_errors, warning
from tfgen.lineage.explain import explain_key, explain_line
from tfgen.lineage.output import find_output
from tfgen.project import GENERATED, Project, find_project
from tfgen.rendered import BuiltEnvironment
from tfgen.report.explain import key_json, key_text, line_json, line_text
from tfgen.report.json import format_json
from tfgen.report.snippet import Sources
from tfgen.spec.names import environment_names
from tfgen.values import Map, format_path, parse_path, paths_in

# From a built environment and its spec's tree to the explanation, or None with what is wrong with the question.
Answer = Callable[[BuiltEnvironment, Map], tuple[str | None, list[Diagnostic]]]


class Explainer(Struct, frozen=True):
    """What the answers to both questions need."""

    project: Project
    console: Console
    style: str

    def key(self, environment: str, key: str, overrides: Sequence[str]) -> int:
        """Explain a key of an environment's spec; returns the exit code."""
        return self._answer(environment, overrides, partial(self._key, key))

    def line(self, file: str, line: int, overrides: Sequence[str]) -> int:
        """Explain a line of a rendered file; returns the exit code."""
        place = find_output(Path(file), self.project.generated, environment_names(self.project.root))
        if place is None:
            detail = f"{file} lies in no environment's folder, such as {GENERATED}/dev/. Name a rendered file."
            return self._tell([error("explain-no-environment", "Not a rendered file", detail)])
        answer = partial(self._line, Path(file), place.path, line)
        return self._answer(place.environment, overrides, answer)

    def _answer(self, environment: str, overrides: Sequence[str], answer: Answer) -> int:
        build, diagnostics = Build.open(self.project)
        if build is None:
            return self._tell(diagnostics)
        built = build.environment(environment, overrides)
        diagnostics += built.diagnostics
        text = None
        if built.resolved and built.files:
            text, more = answer(built, built.resolved.root)
            diagnostics += more
        if text:
            self.console.data(text)
            return self._tell(diagnostics) if self.style == "text" else int(has_errors(diagnostics))
        return self._tell(diagnostics)

    def _key(self, key: str, built: BuiltEnvironment, root: Map) -> tuple[str | None, list[Diagnostic]]:
        found = explain_key(built, root, parse_path(key))
        folder = f"{GENERATED}/{built.name}"
        if not found.values:
            hint = did_you_mean(key, map(format_path, paths_in(root)))
            detail = f'The spec of {built.name} has no key "{key}".{hint}'
            return None, [error("explain-unknown-key", "Unknown key", detail)]
        if self.style == "json":
            return key_json(built.name, found, folder), []
        return key_text(found, folder, self._sources()), []

    def _line(
        self, on_disk: Path, path: str, line: int, built: BuiltEnvironment, root: Map
    ) -> tuple[str | None, list[Diagnostic]]:
        file = next((file for file in built.files if file.path == path), None)
        folder = f"{GENERATED}/{built.name}"
        if file is None or not 0 < line <= len(file.lines):
            return None, [_no_such_line(built, path, line)]
        stale = [] if _same(on_disk, file.text) else [_stale(built.name, str(on_disk))]
        found = explain_line(built, root, path, line)
        if self.style == "json":
            return line_json(built.name, found, folder), stale
        return line_text(found, folder, self._sources()), stale

    def _sources(self) -> Sources:
        return Sources(self.project.root)

    def _tell(self, diagnostics: list[Diagnostic]) -> int:
        if self.style == "json":
            self.console.data(format_json(diagnostics, self._sources(), {}))
        else:
            self.console.diagnostics(diagnostics, self.project.root)
        return int(has_errors(diagnostics))


def explain(start: Path | None, words: Sequence[str], *, overrides: Sequence[str], style: str) -> int:
    """Explain `ENV KEY` or, where it is but one word, `FILE:LINE`; returns the exit code."""
    console = Console()
    project, diagnostics = find_project(start)
    if project is None:
        console.diagnostics(diagnostics, Path())
        return 1
    explainer = Explainer(project, console, style)
    if len(words) == 1:
        file, line = re.split(r":(?=[0-9])", words[0])[:2]
        return explainer.line(file, int(line), overrides)
    environment, key = words
    return explainer.key(environment, key, overrides)


def _no_such_line(built: BuiltEnvironment, path: str, line: int) -> Diagnostic:
    file = next((file for file in built.files if file.path == path), None)
    if file:
        detail = f"{path} of {built.name} has {len(file.lines)} lines, and so no line {line}."
    else:
        hint = did_you_mean(path, (known.path for known in built.files))
        detail = f"tfgen renders no file {path} for {built.name}.{hint}"
    return error("explain-no-line", "No such line", detail)


def _same(path: Path, text: str) -> bool:
    """Tell whether a file holds what is rendered; one that is not there holds nothing else."""
    return not path.is_file() or path.read_bytes() == text.encode()


def _stale(environment: str, file: str) -> Diagnostic:
    detail = f"{file} does not hold what is rendered now, so its lines may be others. Run `tfgen render {environment}`."
    return warning("explain-stale", "Output not up to date", detail)
