"""`tfgen affected`: the environments that a change reaches, judged on what is rendered."""

import json
from pathlib import Path
from typing import Any

from tfgen.commands.comparing import Question, run_comparison
from tfgen.commands.means import Means
from tfgen.commands.outputs import output_of
from tfgen.commands.shard import Shard
from tfgen.console import Console
from tfgen.diagnostics import has_errors
from tfgen.diff.changes import Change
from tfgen.diff.comparison import Comparison, total
from tfgen.project import find_project
from tfgen.report.json import format_json
from tfgen.report.snippet import Sources

_WORDS: dict[Change | None, str] = {Change.CREATE: "new", Change.DELETE: "removed"}


def list_affected(start: Path | None, base: str, *, shard: Shard, means: Means, style: str, quiet: bool) -> int:
    """List the environments that are rendered otherwise than at the merge base with `base`; returns the exit code.

    After an error only JSON lists any, and says that there was one: elsewhere a part would be taken for the whole.
    """
    console = Console(0 if quiet else 1)
    project, diagnostics = find_project(start)
    root, comparison = Path(), Comparison("nothing", ())
    if project:
        root, output = project.root, output_of("", project.generated, project.root)
        question = Question((), output, base, shard=shard, means=means, forgives_base=True)
        found, diagnostics = run_comparison(project, question, lambda _: None, console)
        comparison = found or comparison
    if style == "json":
        console.data(format_json(diagnostics, Sources(root), _json(comparison)))
    else:
        console.diagnostics(diagnostics, root)
        if not has_errors(diagnostics):
            console.data(_matrix(comparison) if style == "matrix" else _text(comparison))
            console.say(total(comparison))
    return int(has_errors(diagnostics))


def _text(comparison: Comparison) -> str:
    return "".join(f"{found.name}: {_WORDS.get(found.change, 'changed')}\n" for found in comparison.differing)


def _matrix(comparison: Comparison) -> str:
    """Write a matrix on one line, as a step's output takes it; nothing can be done with what is removed."""
    names = [found.name for found in comparison.differing if found.change is not Change.DELETE]
    return json.dumps({"include": [{"environment": name} for name in names]}, separators=(",", ":"))


def _json(comparison: Comparison) -> dict[str, Any]:
    affected = [{"environment": found.name, "change": str(found.change)} for found in comparison.differing]
    same = [found.name for found in comparison.differences if found not in comparison.differing]
    return {"compared_with": comparison.against, "affected": affected, "not_affected": same}
