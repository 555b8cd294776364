"""`tfgen quotas`: what environments ask of an account's quotas, and whether it fits; nothing is written."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from tfgen.build import Build
from tfgen.commands.choice import choose_environments
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, Severity, did_you_mean, error, has_errors
from tfgen.diff.rendering import Rendering
from tfgen.lineage.chain import lead_back
from tfgen.project import Project, find_project
from tfgen.quotas.account import Account, AccountFailed, open_account
from tfgen.quotas.formats import as_json, format_table
from tfgen.quotas.places import Place
from tfgen.quotas.rules import known_ids
from tfgen.quotas.tally import Asked, ask, tally
from tfgen.quotas.verdicts import Verdict, fullest, given_or, judge, published
from tfgen.quotas.words import exceeded
from tfgen.report.json import format_json
from tfgen.report.snippet import Sources
from tfgen.report.text import visible

FITS, ERROR, TOO_MUCH = 0, 1, 2
# From which share of the limit on a quota is shown without --all.
SHOWN_FROM = 0.5
OFFLINE = "The limits are published defaults where none are given; what the account holds already is not known."
LIVE = (
    "What is in use and what is needed add up, as long as the account holds nothing of these environments: name those "
    "that are applied with --applied. Where nothing is told as in use, AWS does not measure it."
)


class Question(Struct, frozen=True):
    """What is asked: environments, all without names, and limits that are known (`vpc/L-F678F1CE`).

    `is_live` asks the account for the others; `applied` are environments that stand in it already.
    """

    names: Sequence[str]
    overrides: Sequence[str]
    limits: Mapping[str, int]
    is_live: bool = False
    applied: Sequence[str] = ()


class Answer(Struct, frozen=True):
    """Verdicts, the fullest quota first, what is told of those that fail, and sentences on what was not counted."""

    diagnostics: list[Diagnostic]
    verdicts: list[Verdict] = field(default_factory=list)
    failing: list[Diagnostic] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def quotas(start: Path | None, question: Question, *, everything: bool, style: str, quiet: bool) -> int:
    """Count what environments ask of quotas; returns the exit code: 1 after an error, else 2 where it does not fit."""
    console = Console(0 if quiet else 1)
    project, diagnostics = find_project(start)
    answer = _answer(project, question) if project else Answer(diagnostics)
    root = project.root if project else Path()
    told = [*answer.diagnostics, *answer.failing]
    if style == "json":
        console.data(format_json(told, Sources(root), as_json(answer.verdicts, answer.left_out)))
    else:
        _tell(console, answer, everything=everything, is_live=question.is_live)
        console.diagnostics(told, root)
    return ERROR if has_errors(answer.diagnostics) else TOO_MUCH if answer.failing else FITS


def _answer(project: Project, question: Question) -> Answer:
    chosen, diagnostics = choose_environments(project, question.names)
    build, mistakes = Build.open(project)
    diagnostics = [*diagnostics, *mistakes, *_unknown(question, chosen)]
    if build is None or has_errors(diagnostics):
        return Answer(diagnostics)
    environments = {name: build.environment(name, question.overrides) for name in chosen}
    mistakes = [found for built in environments.values() for found in built.diagnostics]
    if has_errors(mistakes):
        return Answer([found for found in mistakes if found.severity is Severity.ERROR])
    asked = {name: ask(name, Rendering.of_built(built), build.check.knowledge) for name, built in environments.items()}
    left_out = [sentence for name, one in asked.items() for sentence in _left_out(name, one)]
    try:
        verdicts = _verdicts(asked, question)
    except AccountFailed as failure:
        return Answer([error("account-failed", str(failure), failure.detail)], left_out=left_out)
    told = (exceeded(verdict) for verdict in verdicts if not verdict.fits)
    line_of = build.renderer.engine.line_of
    failing = [at for one in told for at in lead_back([one], environments[one.environment or ""], line_of)]
    return Answer([], verdicts, failing, left_out)


def _unknown(question: Question, chosen: Sequence[str]) -> list[Diagnostic]:
    """Say which applied environments are not counted, and which given limits are of no quota that is known."""
    ids = known_ids()
    applied = "{0} is not among the environments that are counted, so that nothing of it can be taken off.{1}"
    limited = "tfgen counts nothing for {0}; --format json names the quotas that it counts.{1}"
    return [
        *_strange(question.applied, chosen, "quota-applied", applied),
        *_strange(question.limits, ids, "quota-unknown", limited),
    ]


def _strange(names: Iterable[str], known: Collection[str], rule: str, detail: str) -> Iterator[Diagnostic]:
    for name in names:
        if name not in known:
            yield error(rule, "Not counted", detail.format(name, did_you_mean(name, known)))


def _verdicts(asked: Mapping[str, Asked], question: Question) -> list[Verdict]:
    """Judge what is asked by what is published or, live, by what the account says; raises AccountFailed."""
    if not question.is_live:
        return judge(tally(asked.values()), given_or(question.limits, published))
    account = open_account()
    for name, one in asked.items():
        _check_places(name, one, account)
    needs = tally(asked.values(), Place(account.number, account.region))
    return judge(needs, given_or(question.limits, account.limit), question.applied)


def _check_places(name: str, asked: Asked, account: Account) -> None:
    """Raise AccountFailed where an environment goes to another account, or nobody says to which region."""
    places = {place for place, *_ in asked.shares}
    others = sorted({place.account for place in places} - {"", account.number})
    if others:
        detail = (
            f"{name} goes to account {others[0]}, and the credentials are of account {account.number}. Take "
            "credentials of that account, or name the environments of this one."
        )
        raise AccountFailed("Another account", detail)
    if not account.region and any(not place.region for place in places):
        detail = f"Neither the provider configuration of {name} nor that of the credentials names one: set AWS_REGION."
        raise AccountFailed("No region", detail)


def _left_out(name: str, asked: Asked) -> list[str]:
    emulated = f"{name}: what goes to an emulator ({asked.emulated} resources) is asked of no account."
    unseen = (f"{name}: module.{module} is not at hand, and what is in it is not counted." for module in asked.unseen)
    return [*([emulated] if asked.emulated else []), *unseen]


def _tell(console: Console, answer: Answer, *, everything: bool, is_live: bool) -> None:
    found = fullest(answer.verdicts)
    shown = [one for one in found if everything or one.share >= SHOWN_FROM]
    console.data(format_table(shown))
    for sentence in answer.left_out:
        console.say(visible(sentence))
    if hidden := len(found) - len(shown):
        console.say(f"Less than half full, and not shown without --all: {hidden}.")
    if answer.verdicts:
        console.say(LIVE if is_live else OFFLINE)
