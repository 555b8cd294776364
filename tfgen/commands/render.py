"""`tfgen render`: specs and templates become files."""

from collections.abc import Sequence
from pathlib import Path

from tfgen.commands.session import open_session
from tfgen.commands.shard import Shard
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error
from tfgen.output.changes import Output, compare
from tfgen.output.write import write
from tfgen.rendered import BuiltEnvironment
from tfgen.report.summary import Outcome, outcome


def render(
    start: Path | None,
    names: Sequence[str],
    out: Path | None,
    *,
    overrides: Sequence[str],
    shard: Shard,
    style: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Render environments of a project into `out`, or its generated/; returns the exit code."""
    console = Console(0 if quiet else 2 if verbose else 1)
    session = open_session(start, console, style, shard)
    if session is None:
        return 1
    folder, root = out or session.project.generated, session.project.root
    return session.run(names, overrides, lambda built: _write(built, output_of(folder / built.name, root), console))


def print_files(
    start: Path | None, names: Sequence[str], *, overrides: Sequence[str], shard: Shard, quiet: bool
) -> int:
    """Print the rendered files of environments instead of writing them; returns the exit code."""
    console = Console(0 if quiet else 1)
    session = open_session(start, console, "text", shard)
    return session.run(names, overrides, lambda built: _print(built, console)) if session else 1


def _print(built: BuiltEnvironment, console: Console) -> tuple[Outcome, list[Diagnostic]]:
    if built.ok:
        for file in built.files:
            console.data(f"# {built.name}/{file.path}\n{file.text}")
    return outcome(built), []


def output_of(folder: Path, root: Path) -> Output:
    """Give a folder with its path from the project's root, as messages name all files, where it lies in there."""
    path = folder.absolute()
    return Output(folder, path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path))


def _write(built: BuiltEnvironment, output: Output, console: Console) -> tuple[Outcome, list[Diagnostic]]:
    if not built.ok:
        return outcome(built), []
    try:
        changes, refusals = compare(built.files, output)
        if not refusals:
            write(changes, output.folder)
    except OSError as failure:
        refusals = [_not_written(built.name, output, failure)]
    if refusals:
        return outcome(built, valid=False), refusals
    for change in changes:
        console.say(f"  {change.action:<6} {output.name}/{change.path}", level=2)
    return outcome(built, changes), []


def _not_written(name: str, output: Output, failure: OSError) -> Diagnostic:
    detail = f"{failure.filename or output.name}: {failure.strerror}. Mend that and render {name} again."
    return error("output-failed", "Files not written", detail)
