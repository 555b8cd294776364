"""The build: calls the stages in order, for one environment after another.

    load and resolve → assertions → render → strict syntax and parse back → check

Stages do not know each other; what one gives, the next one takes from here.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tfgen.cache.parsed import ParsedTexts
from tfgen.check.assertions import Assertion, ExpressionError, check_assertions, read_assertions
from tfgen.check.knowledge import Knowledge
from tfgen.check.validate import RenderedCheck
from tfgen.diagnostics import Diagnostic, has_errors
from tfgen.environment import ResolvedEnvironment
from tfgen.inputs import hash_inputs
from tfgen.lineage.chain import lead_back
from tfgen.pack import ASSERTIONS_FILE, pack_version
from tfgen.parsing import ParseHere, Parsing
from tfgen.project import Project
from tfgen.reading import Reader
from tfgen.render.expressions import PackExpressions
from tfgen.render.render import Renderer, open_renderer, template_variables
from tfgen.rendered import BuiltEnvironment, RenderedFile
from tfgen.root import TEMPLATES
from tfgen.spec.inherit import SpecLoader
from tfgen.spec.load import read_yaml_file
from tfgen.spec.resolve import resolve_environment
from tfgen.spec.schema import SpecSchema, load_schema


class Build(Struct, frozen=True):
    """One run over a project: what all its environments share, read and compiled once.

    `templates` is the version of its pack: a hash of all files in there that tfgen reads.
    """

    root: Path
    schema: SpecSchema
    assertions: list[Assertion]
    renderer: Renderer
    expressions: PackExpressions
    specs: SpecLoader
    reader: Reader
    check: RenderedCheck
    templates: str

    @staticmethod
    def open(project: Project, parsing: Parsing | None = None) -> tuple["Build | None", list[Diagnostic]]:
        """Read the project's schema, assertions and templates, and give every mistake in them.

        `parsing` is how files are parsed back: by default here, and all of them.
        """
        schema, schema_mistakes = load_schema(project.root)
        assertions, assertion_mistakes = _load_assertions(project.root)
        renderer, template_mistakes = open_renderer(project.templates, f"{TEMPLATES}/")
        diagnostics = schema_mistakes + assertion_mistakes + template_mistakes
        if schema is None or renderer is None or has_errors(diagnostics):
            return None, diagnostics
        expressions, specs = PackExpressions(renderer.engine, ExpressionError), SpecLoader(project.root)
        reader, check = Reader(parsing or ParseHere(ParsedTexts(None))), RenderedCheck(Knowledge.open())
        version = pack_version(project.root)
        build = Build(project.root, schema, assertions, renderer, expressions, specs, reader, check, version)
        return build, diagnostics

    def environment(self, name: str, overrides: Sequence[str] = ()) -> BuiltEnvironment:
        """Build one environment, `overrides` being its `--set` arguments; mistakes are in its diagnostics."""
        resolved, diagnostics = resolve_environment(self.specs, name, overrides, self.schema)
        if resolved is None:
            return BuiltEnvironment(name, tuple(diagnostics))
        failed = check_assertions(self.assertions, resolved, template_variables(resolved), self.expressions)
        if has_errors(diagnostics):
            return BuiltEnvironment(name, (*diagnostics, *_of_their_own(failed, diagnostics)), resolved)
        diagnostics += failed
        files, mistakes = self._render(resolved)
        bodies = self.reader.bodies
        # Checked before python-hcl2 has told all, since that may still be at work beside.
        verdict = None if has_errors([*mistakes, *self.reader.mistakes]) else self.check.of(bodies)
        broken = self.reader.finish()
        inputs = hash_inputs(self.root, name, self.templates, resolved.files, overrides)
        built = BuiltEnvironment(name, (), resolved, tuple(files), bodies, inputs=inputs)
        if verdict and not has_errors(broken):
            built = replace(built, left_out=tuple(verdict.left_out))
            broken += verdict.diagnostics
        diagnostics += [*mistakes, *lead_back(broken, built, self.renderer.engine.line_of)]
        return replace(built, diagnostics=tuple(replace(found, environment=name) for found in diagnostics))

    def _render(self, resolved: ResolvedEnvironment) -> tuple[list[RenderedFile], list[Diagnostic]]:
        """Render the files, and let each be read as soon as it is there."""
        files: list[RenderedFile] = []
        mistakes: list[Diagnostic] = []
        for made in self.renderer.render(resolved):
            if isinstance(made, Diagnostic):
                mistakes.append(made)
            else:
                files.append(made)
                self.reader.take(made)
        return files, mistakes


def _of_their_own(failed: list[Diagnostic], mistakes: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Give the assertions that fail beside other mistakes of the spec, and not because of them."""
    places = {mistake.subject for mistake in mistakes}
    for found in failed:
        if found.rule == "assertion-failed" and found.subject not in places:
            yield replace(found, environment=mistakes[0].environment)


def _load_assertions(root: Path) -> tuple[list[Assertion], list[Diagnostic]]:
    """Read a pack's assertions; it need not have any."""
    if not os.path.lexists(root / ASSERTIONS_FILE):
        return [], []
    tree, diagnostics = read_yaml_file(root, ASSERTIONS_FILE, "the pack's assertions")
    return read_assertions(tree) if tree and not diagnostics else ([], diagnostics)
