"""From a finding's place in the output to template and spec."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.lineage.chain import lead_back
from tfgen.lineage.output import OutputPlace, find_output
from tfgen.rendered import BuiltEnvironment, TemplateLine
from tfgen.source import SourceRange
from tfgen.trace.finding import Finding


class Tracer(Struct, frozen=True):
    """Leads findings back.

    `build` builds an environment by name, `code_of` gives the text of a template line. Paths are looked for below
    `generated`, in other folders with an environment's name, and in `environment`, if one is given.
    """

    build: Callable[[str], BuiltEnvironment]
    code_of: Callable[[TemplateLine], str]
    generated: Path
    environments: tuple[str, ...]
    environment: str | None

    def trace(self, finding: Finding) -> Diagnostic | None:
        """Give a finding with template and spec as its place, None where it is not about a rendered line."""
        for place in self._places(finding.file):
            built = self.build(place.environment)
            lines = next((len(file.lines) for file in built.files if file.path == place.path), 0)
            if 0 < finding.first <= lines:
                found = _diagnostic(finding, place.path, place.environment)
                return next(iter(lead_back([found], built, self.code_of)))
        return None

    def _places(self, file: str) -> Iterator[OutputPlace]:
        if found := find_output(Path(file), self.generated, self.environments):
            yield found
        if self.environment:
            yield OutputPlace(self.environment, PurePosixPath(file).as_posix().lstrip("/"))


def untraced(finding: Finding) -> Diagnostic:
    """Give a finding with the place that its tool names."""
    return _diagnostic(finding, finding.file, None)


def _diagnostic(finding: Finding, file: str, environment: str | None) -> Diagnostic:
    where = SourceRange(file, finding.first, 1, finding.last, 1)
    return Diagnostic(finding.severity, finding.rule, finding.summary, finding.detail, where, (), environment)
