"""`tfgen validate`: everything that render does, but the writing; or the checks alone, of any Terraform directory."""

import posixpath
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tfgen.check.knowledge import Knowledge
from tfgen.check.validate import check_directory
from tfgen.commands.session import from_repository, open_session
from tfgen.commands.shard import Shard
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error, has_errors
from tfgen.report.reports import Report, format_report
from tfgen.report.snippet import Sources
from tfgen.report.summary import Outcome, describe, outcome


def validate(
    start: Path | None, names: Sequence[str], *, overrides: Sequence[str], shard: Shard, style: str, quiet: bool
) -> int:
    """Check environments of a project; returns the exit code."""
    session = open_session(start, Console(0 if quiet else 1), style, shard)
    return session.run(names, overrides, lambda built: (outcome(built), [])) if session else 1


def validate_directories(folders: Sequence[Path], *, style: str, quiet: bool) -> int:
    """Check Terraform directories on disk; returns the exit code."""
    console, knowledge = Console(0 if quiet else 1), Knowledge.open()
    found: list[Diagnostic] = []
    outcomes: list[Outcome] = []
    left_out: dict[str, None] = {}
    for folder in dict.fromkeys(folders):
        started = time.monotonic()
        diagnostics, missed, resources = _check(folder, knowledge)
        found += diagnostics
        left_out.update(dict.fromkeys(missed))
        valid = not has_errors(diagnostics)
        outcomes.append(_outcome(folder, resources, time.monotonic() - started, valid=valid))
        console.say(describe(outcomes[-1]))
    report = Report(found, outcomes, list(left_out), from_repository(Path()))
    _report(console, style, list(dict.fromkeys(folders)), report)
    return int(has_errors(found))


def _check(folder: Path, knowledge: Knowledge) -> tuple[list[Diagnostic], list[str], int]:
    name = folder.as_posix()
    if not folder.is_dir():
        detail = f"{name} is no folder. Name one that holds Terraform files."
        return [replace(error("directory", "Not a folder", detail), environment=name)], [], 0
    verdict = check_directory(folder, knowledge)
    return [replace(found, environment=name) for found in verdict.diagnostics], verdict.left_out, verdict.resources


def _outcome(folder: Path, resources: int, seconds: float, *, valid: bool) -> Outcome:
    return Outcome(folder.as_posix(), valid, written=False, created=0, updated=0, unchanged=0, deleted=0,
                   resources=resources, seconds=seconds)  # fmt: skip


def _report(console: Console, style: str, folders: Sequence[Path], report: Report) -> None:
    """Tell what was found, files named from the current folder, or for JSON about one directory from that."""
    if style == "json" and len(folders) == 1:
        console.data(format_report(style, report, Sources(folders[0], anywhere=True)))
        return
    joined = replace(report, diagnostics=[_from_here(found) for found in report.diagnostics])
    if style != "text":
        console.data(format_report(style, joined, Sources(Path(), anywhere=True)))
        return
    console.diagnostics(joined.diagnostics, Path(), anywhere=True)
    console.left_out(report.left_out)


def _from_here(found: Diagnostic) -> Diagnostic:
    """Name the file of a diagnostic from the current folder; its environment is the directory."""
    if found.subject is None:
        return found
    path = posixpath.normpath(posixpath.join(found.environment or "", found.subject.file))
    return replace(found, subject=replace(found.subject, file=path))
