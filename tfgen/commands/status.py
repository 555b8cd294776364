"""`tfgen status`: whose the rendered files are, and whether they are as they should be; nothing is written."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from tfgen.build import Build
from tfgen.cache.parsed import ParsedTexts
from tfgen.commands.choice import choose_environments
from tfgen.commands.means import Means
from tfgen.commands.outputs import output_of
from tfgen.commands.progress import watched
from tfgen.commands.shard import Shard
from tfgen.commands.turns import in_turn
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, has_errors
from tfgen.output.look import look
from tfgen.output.removed import removed_environments
from tfgen.parsing import ParseHere
from tfgen.project import Project, find_project
from tfgen.report.json import format_json
from tfgen.report.snippet import Sources
from tfgen.report.status import EnvironmentStatus, as_json, format_status, is_clean
from tfgen.spec.names import environment_names

DIFFERENT = 2


class Question(Struct, frozen=True):
    """Which environments are looked at, and the folder that they are rendered into."""

    names: Sequence[str]
    folder: Path
    overrides: Sequence[str]
    shard: Shard
    means: Means


def status(
    start: Path | None,
    names: Sequence[str],
    out: Path | None,
    *,
    overrides: Sequence[str],
    shard: Shard,
    means: Means,
    style: str,
    verbose: bool,
) -> int:
    """Tell the states of environments' files, in `out` or the project's generated/; returns the exit code."""
    console = Console()
    project, diagnostics = find_project(start)
    found: list[EnvironmentStatus] = []
    if project:
        question = Question(names, out or project.generated, overrides, shard, means)
        found, diagnostics = _states(project, question, console)
    root = project.root if project else Path()
    if style == "json":
        console.data(format_json(diagnostics, Sources(root), as_json(found)))
    else:
        console.data(format_status(found, verbose=verbose))
        console.diagnostics(diagnostics, root)
    return 1 if has_errors(diagnostics) else 0 if is_clean(found) else DIFFERENT


def _states(project: Project, question: Question, console: Console) -> tuple[list[EnvironmentStatus], list[Diagnostic]]:
    chosen, diagnostics = choose_environments(project, question.names)
    build, mistakes = Build.open(project, ParseHere(ParsedTexts(question.means.cache)))
    diagnostics = diagnostics + mistakes
    if build is None or has_errors(diagnostics):
        return [], diagnostics
    removed = [] if question.names else removed_environments(question.folder, environment_names(project.root))
    found: list[EnvironmentStatus] = []

    def state_of(name: str) -> tuple[EnvironmentStatus, list[Diagnostic]]:
        if name in removed:
            output = output_of(name, question.folder, project.root)
            return EnvironmentStatus(name, output.name, is_removed=True), []
        return _state(build, name, question, console)

    names = question.shard.of([*chosen, *removed])
    results = partial(in_turn, state_of, names, question.means.jobs)
    for state, mistakes in watched(results, len(names), shown=console.shows_progress):
        found.append(state)
        diagnostics += mistakes
    return found, diagnostics


def _state(build: Build, name: str, question: Question, console: Console) -> tuple[EnvironmentStatus, list[Diagnostic]]:
    built = build.environment(name, question.overrides)
    output = output_of(name, question.folder, build.root)
    if not built.ok:
        return EnvironmentStatus(name, output.name, is_valid=False), list(built.diagnostics)
    seen = look(built.files, output, console.say)
    state = EnvironmentStatus(
        name, output.name, seen.statuses, is_valid=not seen.diagnostics, is_interrupted=seen.is_interrupted
    )
    return state, [*built.diagnostics, *seen.diagnostics]
