"""`tfgen diff`: what changes, resource by resource; nothing is written."""

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import Struct, field

from tfgen.commands.comparing import Question, run_comparison
from tfgen.commands.means import Means
from tfgen.commands.outputs import output_of
from tfgen.commands.shard import Shard
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, has_errors
from tfgen.diff.changes import EnvironmentDifference
from tfgen.diff.comparison import Comparison, differs, headline, total
from tfgen.diff.formats.github import format_annotations
from tfgen.diff.formats.json import comparison_json
from tfgen.diff.formats.markdown import format_markdown
from tfgen.diff.formats.text import format_text
from tfgen.project import GENERATED, find_project, from_repository
from tfgen.report.github import format_github
from tfgen.report.json import format_json
from tfgen.report.snippet import Sources
from tfgen.report.text import format_diagnostics, visible

CLEAN, ERROR, DIFFERENCES = 0, 1, 2
NOTHING = "nothing"  # after errors that no environment is compared for


class Answer(Struct, frozen=True):
    """What there is to tell; `folder` is where the environments' folders are, seen from the project's `root`."""

    diagnostics: Sequence[Diagnostic]
    root: Path
    comparison: Comparison = field(default_factory=lambda: Comparison(NOTHING, ()))
    folder: str = GENERATED


def diff(
    start: Path | None,
    names: Sequence[str],
    *,
    base: str | None,
    out: Path | None,
    by_text: bool,
    overrides: Sequence[str],
    shard: Shard,
    means: Means,
    style: str,
    quiet: bool,
) -> int:
    """Compare environments with what lies in `out` or generated/, what `base` renders, or with each other.

    Returns the exit code: 1 after an error, else 2 where there are differences.
    """
    console = Console(0 if quiet else 1)
    project, diagnostics = find_project(start)
    if project is None:
        return _report(console, style, Answer(diagnostics, Path()))
    output = output_of("", out or project.generated, project.root)
    question = Question(names, output, base, by_text=by_text, overrides=overrides, shard=shard, means=means)
    comparison, diagnostics = run_comparison(
        project, question, lambda found: _tell(console, found, by_text=by_text), console
    )
    answer = Answer(diagnostics, project.root, comparison or Comparison(NOTHING, (), by_text), output.name)
    return _report(console, style, answer)


def _tell(console: Console, found: EnvironmentDifference, *, by_text: bool) -> None:
    """Say at once that an environment does not differ; those that do are told together."""
    if not differs(found, by_text=by_text):
        console.say(f"{visible(found.name)}: {headline(found, by_text=by_text)}")


def _report(console: Console, style: str, answer: Answer) -> int:
    """Write the answer in a format; returns the exit code."""
    if style == "text":
        console.styled(format_text(answer.comparison, answer.folder))
    else:
        console.data(_written(style, answer))
    if style in ("text", "markdown"):  # the others hold the diagnostics in their own ways
        console.diagnostics(answer.diagnostics, answer.root)
    if len(answer.comparison.differences) > 1:
        console.say(total(answer.comparison))
    return ERROR if has_errors(answer.diagnostics) else DIFFERENCES if answer.comparison.differing else CLEAN


def _written(style: str, answer: Answer) -> str:
    sources, project = Sources(answer.root), from_repository(answer.root)
    if style == "json":
        return format_json(answer.diagnostics, sources, comparison_json(answer.comparison, answer.folder))
    if style == "github":
        return format_github(answer.diagnostics, project) + format_annotations(answer.comparison, project)
    errors = click.unstyle(format_diagnostics(answer.diagnostics, sources, None))
    return format_markdown(answer.comparison, errors.rstrip(), answer.folder, project)
