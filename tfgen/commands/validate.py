"""`tfgen validate`: everything that render does, but the writing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tfgen.commands.means import Means
from tfgen.commands.session import open_session
from tfgen.commands.shard import Shard
from tfgen.commands.worker import Worker
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic
from tfgen.report.summary import Outcome, outcome

if TYPE_CHECKING:
    from tfgen.rendered import BuiltEnvironment


def validate(
    start: Path | None,
    names: Sequence[str],
    *,
    overrides: Sequence[str],
    shard: Shard,
    means: Means,
    style: str,
    quiet: bool,
) -> int:
    """Check environments of a project; returns the exit code."""
    console = Console(0 if quiet else 1)
    session = open_session(start, console, style, shard, means.jobs)
    if session is None:
        return 1
    return session.run(names, Worker(session.project, overrides, _finish, console.verbosity, means.cache))


def _finish(built: "BuiltEnvironment", _console: Console) -> tuple[Outcome, list[Diagnostic]]:
    return outcome(built), []
