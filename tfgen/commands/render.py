"""`tfgen render`: specs and templates become files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tfgen.commands.means import Means
from tfgen.commands.outputs import output_of
from tfgen.commands.session import open_session
from tfgen.commands.settling import open_settling
from tfgen.commands.shard import Shard
from tfgen.commands.worker import Worker
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error
from tfgen.report.summary import Outcome, outcome
from tfgen.root import ENVIRONMENTS, TEMPLATES

if TYPE_CHECKING:
    from tfgen.output.write import Writer
    from tfgen.rendered import BuiltEnvironment


def render(
    start: Path | None,
    names: Sequence[str],
    out: Path | None,
    *,
    overrides: Sequence[str],
    shard: Shard,
    means: Means,
    style: str,
    force: bool,
    verify: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Render environments of a project into `out`, or its generated/; returns the exit code.

    With `force`, files that were edited by hand are given up; with `verify`, nothing is written that another machine
    would render otherwise.
    """
    console = Console(0 if quiet else 2 if verbose else 1)
    session = open_session(start, console, style, shard, means.jobs)
    if session is None:
        return 1
    if verify:
        from tfgen.commands.verify import verify as verify_rendering  # noqa: PLC0415 - seldom asked for

        session.diagnostics += verify_rendering(session.project, names, overrides, console)
    project, cache = session.project, means.cache
    folder = out or project.generated
    session.diagnostics += _among_inputs(folder, project.root)

    def write(built: "BuiltEnvironment", console: Console) -> tuple[Outcome, list[Diagnostic]]:
        from tfgen.output.write import Writer  # noqa: PLC0415 - not where all is settled

        output = output_of(built.name, folder, project.root)
        return _write(built, Writer(built.name, output, force and built.ok, console.say), console)

    settling = open_settling(project, folder, overrides, cache)
    return session.run(names, Worker(project, overrides, write, console.verbosity, cache, settling))


def _among_inputs(folder: Path, root: Path) -> list[Diagnostic]:
    """Say that a folder is no place for output since templates or specs lie there."""
    inputs = [name for name in (TEMPLATES, ENVIRONMENTS) if folder.resolve().is_relative_to((root / name).resolve())]
    detail = f"{folder} lies in {inputs[0]}/, where it would be taken for what is rendered from." if inputs else ""
    return [error("output-place", "Output among the inputs", f"{detail} Name another folder.")] if inputs else []


def print_files(
    start: Path | None, names: Sequence[str], *, overrides: Sequence[str], shard: Shard, means: Means, quiet: bool
) -> int:
    """Print the rendered files of environments instead of writing them; returns the exit code."""
    console = Console(0 if quiet else 1)
    session = open_session(start, console, "text", shard, means.jobs)
    if session is None:
        return 1
    return session.run(names, Worker(session.project, overrides, _print, console.verbosity, means.cache), prints=True)


def _print(built: "BuiltEnvironment", console: Console) -> tuple[Outcome, list[Diagnostic]]:
    if built.ok:
        for file in built.files:
            console.data(f"# {built.name}/{file.path}\n{file.text}")
    return outcome(built), []


def _write(built: "BuiltEnvironment", writer: "Writer", console: Console) -> tuple[Outcome, list[Diagnostic]]:
    if built.inputs is None or not built.ok:
        return outcome(built), writer.repair()
    changes, refusals = writer.write(built.files, built.inputs)
    if refusals:
        return outcome(built, valid=False), refusals
    for change in changes:
        console.say(f"  {change.action:<6} {writer.output.file(change.path)}", level=2)
    return outcome(built, changes), []
