"""What diff and affected have in common: two sides, environments chosen from both, and their comparison."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from tfgen.check.knowledge import Knowledge
from tfgen.commands.session import choose_environments
from tfgen.commands.shard import Shard
from tfgen.commands.sides import Side, Texts, committed_side, disk_side, rendered_side
from tfgen.diagnostics import Diagnostic, error, has_errors
from tfgen.diff.changes import Change, EnvironmentDifference
from tfgen.diff.compare import compare
from tfgen.diff.comparison import Comparison
from tfgen.diff.configuration import differing_blocks
from tfgen.diff.files import file_differences
from tfgen.diff.redact import redacted
from tfgen.diff.rendering import Rendering
from tfgen.hcl.syntax import read_hcl
from tfgen.output.changes import Output
from tfgen.project import Project
from tfgen.source import line_range


@dataclass(frozen=True, slots=True)
class Question:
    """What to compare: environments, all without names, or the two of `ENV_A..ENV_B`.

    With a commit as `base`, what that one renders; else what lies in `output`. `overrides` are for what is now.
    """

    names: Sequence[str]
    output: Output
    base: str | None = None
    by_text: bool = False
    overrides: Sequence[str] = ()
    shard: Shard = field(default_factory=Shard)


@dataclass(frozen=True, slots=True)
class Pair:
    """An environment, or two of them, with the names that the sides have for it."""

    name: str
    before: str
    after: str


@dataclass(slots=True)
class Comparer:
    """Compares pair after pair, and gathers what is wrong with them."""

    before: Side
    after: Side
    by_text: bool
    output: str
    knowledge: Knowledge = field(default_factory=Knowledge.open)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def compare(self, pair: Pair) -> EnvironmentDifference | None:
        """Compare a pair; None where a side has errors."""
        after, mistakes = self.after.find(pair.after, ())
        before, more = (None, []) if mistakes else self.before.find(pair.before, list(after.files) if after else ())
        self.diagnostics += [*mistakes, *more]
        return None if mistakes or more else self._compare(pair, before, after)

    def _compare(self, pair: Pair, before: Texts | None, after: Texts | None) -> EnvironmentDifference | None:
        if self.by_text:
            files = file_differences(before.files if before else {}, after.files if after else {})
            return EnvironmentDifference(pair.name, None, files=files)
        sides = [self._rendering(before, pair.before), self._rendering(after, pair.after)]
        mistakes = [mistake for _, found in sides for mistake in found]
        self.diagnostics += mistakes
        if mistakes:
            return None
        found = compare(pair.name, sides[0][0], sides[1][0], self.knowledge)
        return redacted(_with_blocks(found, sides[0][0], sides[1][0]))

    def _rendering(self, texts: Texts | None, name: str) -> tuple[Rendering | None, list[Diagnostic]]:
        if texts is None:
            return None, []
        if texts.built:
            return Rendering.of_built(texts.built, texts.line_of), []
        mistakes = [mistake for path, text in texts.files.items() for mistake in _unreadable(path, text)]
        return Rendering.of_texts(texts.files), [_below(f"{self.output}/{name}", mistake) for mistake in mistakes]


def _with_blocks(
    found: EnvironmentDifference, before: Rendering | None, after: Rendering | None
) -> EnvironmentDifference:
    """Add what differs beside resources and outputs: a provider's region, say, changes them all and shows in none."""
    if before is None or after is None or not found.files:
        return found
    blocks = differing_blocks(before, after, settings_only=bool(found.resources or found.outputs))
    return replace(found, blocks=blocks, change=Change.UPDATE if blocks else found.change)


def _unreadable(path: str, text: str) -> list[Diagnostic]:
    """Tell what is wrong with a file that lies on disk, where anybody may have changed it."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        return [error("file-encoding", "Invalid encoding", "The file is not a text in UTF-8.", line_range(path, 1))]
    return read_hcl(text, path)[1]


def _below(folder: str, mistake: Diagnostic) -> Diagnostic:
    """Say of a mistake in a file on disk what to do, with the path that the file has from the project's root."""
    subject = mistake.subject and replace(mistake.subject, file=f"{folder}/{mistake.subject.file}")
    detail = f"{mistake.detail} Render again, or see by `tfgen diff --text` what was changed."
    return replace(mistake, subject=subject, detail=detail)


def run_comparison(
    project: Project, question: Question, told: Callable[[EnvironmentDifference], None]
) -> tuple[Comparison | None, list[Diagnostic]]:
    """Compare what a question asks for, and tell each environment as soon as it is compared."""
    with _sides(project, question) as (before, after, diagnostics):
        if before is None or after is None:
            return None, diagnostics
        pairs, mistakes = _pairs(project, question, before)
        if has_errors(mistakes):
            return None, mistakes
        comparer = Comparer(before, after, question.by_text, question.output.name)
        differences = []
        for pair in pairs:
            if found := comparer.compare(pair):
                told(found)
                differences.append(found)
        title = pairs[0].before if pairs and _ranged(question.names) else before.title
        return Comparison(title, differences, question.by_text), comparer.diagnostics


@contextmanager
def _sides(project: Project, question: Question) -> Iterator[tuple[Side | None, Side | None, list[Diagnostic]]]:
    after, diagnostics = rendered_side(project, "what is rendered now", question.overrides)
    if _ranged(question.names):
        yield after, after, diagnostics
    elif question.base is None:
        yield disk_side(question.output.folder, question.output.name), after, diagnostics
    else:
        with committed_side(project, question.base) as (before, more):
            yield before, after, [*diagnostics, *more]


def _ranged(names: Sequence[str]) -> bool:
    return any(".." in name for name in names)


def _pairs(project: Project, question: Question, before: Side) -> tuple[list[Pair], list[Diagnostic]]:
    if _ranged(question.names):
        names = question.names[0].split("..")
        _, mistakes = choose_environments(project, names)
        return [Pair(question.names[0], names[0], names[-1])], mistakes
    chosen, mistakes = choose_environments(project, question.names, before.names)
    return [Pair(name, name, name) for name in question.shard.of(chosen)], mistakes
