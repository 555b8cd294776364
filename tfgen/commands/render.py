"""`tfgen render`: specs and templates become files."""

from collections.abc import Sequence
from pathlib import Path

from tfgen.commands.session import open_session
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error
from tfgen.output.changes import compare
from tfgen.output.write import write
from tfgen.rendered import BuiltEnvironment
from tfgen.report.summary import Outcome, outcome


def render(
    start: Path | None,
    names: Sequence[str],
    out: Path | None,
    *,
    overrides: Sequence[str],
    style: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Render environments of a project into `out`, or its generated/; returns the exit code."""
    console = Console(0 if quiet else 2 if verbose else 1)
    session = open_session(start, console, style)
    if session is None:
        return 1
    folder = out or session.project.generated
    return session.run(names, overrides, lambda built: _write(built, folder / built.name, console))


def print_files(start: Path | None, names: Sequence[str], *, overrides: Sequence[str], quiet: bool) -> int:
    """Print the rendered files of environments instead of writing them; returns the exit code."""
    console = Console(0 if quiet else 1)
    session = open_session(start, console, "text")
    return session.run(names, overrides, lambda built: _print(built, console)) if session else 1


def _print(built: BuiltEnvironment, console: Console) -> tuple[Outcome, list[Diagnostic]]:
    if built.ok:
        for file in built.files:
            console.data(f"# {built.name}/{file.path}\n{file.text}")
    return outcome(built), []


def _write(built: BuiltEnvironment, folder: Path, console: Console) -> tuple[Outcome, list[Diagnostic]]:
    if not built.ok:
        return outcome(built), []
    try:
        changes, refusals = compare(built.files, folder)
        if not refusals:
            write(changes, folder)
    except OSError as failure:
        refusals = [_not_written(built.name, failure)]
    if refusals:
        return outcome(built, valid=False), refusals
    for change in changes:
        console.say(f"  {change.action:<6} {folder / change.path}", level=2)
    return outcome(built, changes), []


def _not_written(name: str, failure: OSError) -> Diagnostic:
    place = f"{failure.filename}: " if failure.filename else ""
    detail = f"{place}{failure.strerror or failure}. Mend that and render {name} again."
    return error("output-failed", "Files not written", detail)
