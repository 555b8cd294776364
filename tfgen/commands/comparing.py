"""What diff and affected have in common: two sides, the environments chosen from both, and their comparison."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from msgspec import Struct, field

from tfgen.commands.choice import choose_environments
from tfgen.commands.comparer import Comparer, Pair
from tfgen.commands.means import Means
from tfgen.commands.progress import watched
from tfgen.commands.shard import Shard
from tfgen.commands.sides import Side, committed_side, disk_side, rendered_side
from tfgen.commands.turns import in_turn
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, has_errors
from tfgen.diff.changes import EnvironmentDifference
from tfgen.diff.comparison import Comparison
from tfgen.output.changes import Output
from tfgen.output.lock import Say
from tfgen.project import Project
from tfgen.spec.names import environment_names


class Question(Struct, frozen=True):
    """What to compare: environments, all without names, or the two of `ENV_A..ENV_B`.

    With a commit as `base`, what that one renders; else what lies in `output`. `overrides` are for what is now. With
    `forgives_base`, an environment that only the base has errors in differs, and they are warnings.
    """

    names: Sequence[str]
    output: Output
    base: str | None = None
    by_text: bool = False
    overrides: Sequence[str] = ()
    shard: Shard = field(default_factory=Shard)
    means: Means = field(default_factory=Means)
    forgives_base: bool = False


def run_comparison(
    project: Project, question: Question, told: Callable[[EnvironmentDifference], None], console: Console
) -> tuple[Comparison | None, list[Diagnostic]]:
    """Compare what a question asks for, and tell each environment, once it is compared or the bar is gone."""
    with _sides(project, question, console.say) as (before, after, diagnostics):
        if before is None or after is None:
            return None, diagnostics
        pairs, mistakes = _pairs(project, question, before)
        if has_errors(mistakes):
            return None, mistakes
        comparer = Comparer(before, after, question.by_text, question.output.name, question.forgives_base)
        differences = []
        results = partial(in_turn, comparer.compare, pairs, question.means.jobs)
        for compared in watched(results, len(pairs), shown=console.shows_progress):
            mistakes = [*mistakes, *compared.diagnostics]
            if compared.difference:
                told(compared.difference)
                differences.append(compared.difference)
        title = pairs[0].before if pairs and _ranged(question.names) else before.title
        return Comparison(title, differences, question.by_text), mistakes


@contextmanager
def _sides(
    project: Project, question: Question, say: Say
) -> Iterator[tuple[Side | None, Side | None, list[Diagnostic]]]:
    cache = question.means.cache
    after, diagnostics = rendered_side(project, "what is rendered now", question.overrides, cache)
    if _ranged(question.names):
        yield after, after, diagnostics
    elif question.base is None:
        known = environment_names(project.root)
        yield disk_side(question.output.folder, question.output.name, known, say), after, diagnostics
    else:
        with committed_side(project, question.base, cache) as (before, more):
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
