"""`tfgen validate`: everything that render does, but the writing."""

from collections.abc import Sequence
from pathlib import Path

from tfgen.commands.session import open_session
from tfgen.commands.shard import Shard
from tfgen.console import Console
from tfgen.report.summary import outcome


def validate(
    start: Path | None, names: Sequence[str], *, overrides: Sequence[str], shard: Shard, style: str, quiet: bool
) -> int:
    """Check environments of a project; returns the exit code."""
    session = open_session(start, Console(0 if quiet else 1), style, shard)
    return session.run(names, overrides, lambda built: (outcome(built), [])) if session else 1
