"""What render and validate have in common: find the project and its environments, build each, report."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from tfgen.build import Build
from tfgen.commands.shard import Shard
from tfgen.console import Console, is_terminal
from tfgen.diagnostics import Diagnostic, error, has_errors
from tfgen.project import Project, find_project, from_repository
from tfgen.rendered import BuiltEnvironment
from tfgen.report.reports import Report, format_report
from tfgen.report.snippet import Sources
from tfgen.report.summary import Outcome, describe, total
from tfgen.source import line_range
from tfgen.spec.load import load_spec
from tfgen.spec.names import ENVIRONMENTS, environment_names, misnamed_specs

# What a command does with a built environment; gives what became of it, and further diagnostics.
Finish = Callable[[BuiltEnvironment], tuple[Outcome, list[Diagnostic]]]


class Session(Struct):
    """One run of a command over a project's environments."""

    console: Console
    style: str
    project: Project
    shard: Shard = Shard()
    diagnostics: list[Diagnostic] = []
    outcomes: list[Outcome] = []
    left_out: dict[str, None] = {}

    def run(self, names: Sequence[str], overrides: Sequence[str], finish: Finish) -> int:
        """Build the named environments, or all, and hand each to `finish`; returns the exit code."""
        chosen, mistakes = choose_environments(self.project, names)
        build, more = Build.open(self.project)
        self.diagnostics += mistakes + more
        if build and not has_errors(self.diagnostics):
            self._build(build, self.shard.of(chosen), overrides, finish)
        return self._report()

    def _build(self, build: Build, names: list[str], overrides: Sequence[str], finish: Finish) -> None:
        with self._progress(names) as advance:
            for name in names:
                started = time.monotonic()
                built = build.environment(name, overrides)
                outcome, mistakes = finish(built)
                self.diagnostics += [*built.diagnostics, *mistakes]
                self.left_out |= dict.fromkeys(built.left_out)
                self.outcomes.append(replace(outcome, seconds=time.monotonic() - started))
                advance(self.outcomes[-1])

    @contextmanager
    def _progress(self, names: list[str]) -> Iterator[Callable[[Outcome], None]]:
        """Give what to call after each environment: a bar moves on a terminal, elsewhere a line is said."""
        if len(names) > 1 and self.style == "text" and self.console.verbosity == 1 and is_terminal(sys.stderr):
            with click.progressbar(length=len(names), label="Environments", file=sys.stderr) as bar:
                yield lambda _: bar.update(1)
            for outcome in self.outcomes:
                self.console.say(describe(outcome))
        else:
            yield lambda outcome: self.console.say(describe(outcome))

    def _report(self) -> int:
        if self.style != "text":
            report = Report(self.diagnostics, self.outcomes, list(self.left_out), from_repository(self.project.root))
            self.console.data(format_report(self.style, report, Sources(self.project.root)))
        else:
            self.console.diagnostics(self.diagnostics, self.project.root)
            self.console.left_out(self.left_out)
            if len(self.outcomes) > 1:
                self.console.say(total(self.outcomes))
        return int(has_errors(self.diagnostics))


def open_session(start: Path | None, console: Console, style: str, shard: Shard) -> Session | None:
    """Find the project and begin, for a shard of its environments; without a project, say so and give None."""
    project, diagnostics = find_project(start)
    if project:
        return Session(console, style, project, shard)
    if style == "text":
        console.diagnostics(diagnostics, Path())
    else:
        console.data(format_report(style, Report(diagnostics, [], []), Sources(Path())))
    return None


def choose_environments(
    project: Project, names: Sequence[str], gone: Sequence[str] = ()
) -> tuple[list[str], list[Diagnostic]]:
    """Give the named environments in their order, each once, or all of them; what is none is an error.

    `gone` are environments whose specs are no longer there.
    """
    known = sorted({*environment_names(project.root), *gone})
    misnamed = [] if names else [_misnamed(name) for name in misnamed_specs(project.root)]
    if misnamed:
        return [], misnamed
    if not names and not known:
        detail = f"{ENVIRONMENTS}/ holds no environment. Write {ENVIRONMENTS}/dev.yaml, say."
        return [], [error("spec-no-environments", "No environments", detail)]
    chosen = list(dict.fromkeys(names)) or known
    return chosen, [mistake for name in chosen if name not in known for mistake in _not_there(project, name)]


def _misnamed(name: str) -> Diagnostic:
    detail = (
        "It would be passed over: a spec's name ends in .yaml and is made of letters, digits, `_`, `-` and single "
        "dots. Rename it, or put it elsewhere."
    )
    return error("spec-name", "Not a spec's name", detail, line_range(f"{ENVIRONMENTS}/{name}", 1))


def _not_there(project: Project, name: str) -> list[Diagnostic]:
    _, mistakes = load_spec(project.root, name)
    if has_errors(mistakes):
        return mistakes
    detail = f"{name} begins with `_`, so it is a parent for others to extend and is not rendered itself."
    return [error("spec-parent-only", "Not an environment", detail)]
