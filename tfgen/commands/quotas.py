"""`tfgen quotas`: what environments ask of an account's quotas, and whether it fits; nothing is written."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from tfgen.build import Build
from tfgen.commands.session import choose_environments
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, Severity, has_errors
from tfgen.diff.rendering import Rendering
from tfgen.project import Project, find_project
from tfgen.quotas.formats import as_json, format_table
from tfgen.quotas.tally import Asked, ask, tally
from tfgen.quotas.verdicts import Verdict, judge, published
from tfgen.quotas.words import exceeded
from tfgen.report.json import format_json
from tfgen.report.snippet import Sources
from tfgen.report.text import visible

FITS, ERROR, TOO_MUCH = 0, 1, 2
# From which share of the limit on a quota is shown without --all.
SHOWN_FROM = 0.5


class Question(Struct, frozen=True):
    """What is asked: environments, all without names, limits that are known (`vpc/L-F678F1CE`), what to show."""

    names: Sequence[str]
    overrides: Sequence[str]
    limits: Mapping[str, int]
    everything: bool = False


class Answer(Struct, frozen=True):
    """Verdicts, the fullest quota first, and sentences on what was not counted."""

    diagnostics: list[Diagnostic]
    verdicts: list[Verdict] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def quotas(start: Path | None, question: Question, *, style: str, quiet: bool) -> int:
    """Count what environments ask of quotas; returns the exit code: 1 after an error, else 2 where it does not fit."""
    console = Console(0 if quiet else 1)
    project, diagnostics = find_project(start)
    answer = _answer(project, question) if project else Answer(diagnostics)
    root = project.root if project else Path()
    failing = [verdict for verdict in answer.verdicts if not verdict.fits]
    told = [*answer.diagnostics, *map(exceeded, failing)]
    if style == "json":
        console.data(format_json(told, Sources(root), as_json(answer.verdicts, answer.left_out)))
    else:
        _tell(console, answer, everything=question.everything)
        console.diagnostics(told, root)
    return ERROR if has_errors(answer.diagnostics) else TOO_MUCH if failing else FITS


def _answer(project: Project, question: Question) -> Answer:
    chosen, diagnostics = choose_environments(project, question.names)
    build, mistakes = Build.open(project)
    diagnostics = diagnostics + mistakes
    if build is None or has_errors(diagnostics):
        return Answer(diagnostics)
    asked: dict[str, Asked] = {}
    for name in chosen:
        built = build.environment(name, question.overrides)
        diagnostics += [found for found in built.diagnostics if found.severity is Severity.ERROR]
        if built.ok:
            asked[name] = ask(name, Rendering.of_built(built), build.knowledge)
    if has_errors(diagnostics):
        return Answer(diagnostics)
    left_out = [sentence for name, one in asked.items() for sentence in _left_out(name, one)]
    return Answer(diagnostics, judge(tally(asked.values()), published(question.limits)), left_out)


def _left_out(name: str, asked: Asked) -> list[str]:
    emulated = f"{name}: what goes to an emulator ({asked.emulated} resources) is asked of no account."
    unseen = (f"{name}: module.{module} is not at hand, and what is in it is not counted." for module in asked.unseen)
    return [*([emulated] if asked.emulated else []), *unseen]


def _tell(console: Console, answer: Answer, *, everything: bool) -> None:
    shown = [one for one in answer.verdicts if everything or one.share >= SHOWN_FROM]
    console.data(format_table(shown))
    for sentence in answer.left_out:
        console.say(visible(sentence))
    if len(shown) < len(answer.verdicts):
        console.say(f"{len(answer.verdicts) - len(shown)} more are less than half full; --all shows them.")
    if answer.verdicts:
        console.say(
            "The limits are published defaults where none are given; what the account holds already is not known."
        )
