"""`tfgen render`: specs and templates become files."""

from collections.abc import Sequence
from pathlib import Path

from tfgen.commands.session import open_session
from tfgen.commands.shard import Shard
from tfgen.commands.verify import verify as verify_rendering
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error
from tfgen.output.changes import Output
from tfgen.output.write import Writer
from tfgen.project import ENVIRONMENTS, TEMPLATES
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
    session = open_session(start, console, style, shard)
    if session is None:
        return 1
    if verify:
        session.diagnostics += verify_rendering(session.project, names, overrides, console)
    folder, root = out or session.project.generated, session.project.root
    session.diagnostics += _among_inputs(folder, root)

    def write(built: BuiltEnvironment) -> tuple[Outcome, list[Diagnostic]]:
        output = output_of(built.name, folder, root)
        return _write(built, Writer(built.name, output, force and built.ok, console.say), console)

    return session.run(names, overrides, write)


def _among_inputs(folder: Path, root: Path) -> list[Diagnostic]:
    """Say that a folder is no place for output since templates or specs lie there."""
    inputs = [name for name in (TEMPLATES, ENVIRONMENTS) if folder.resolve().is_relative_to((root / name).resolve())]
    detail = f"{folder} lies in {inputs[0]}/, where it would be taken for what is rendered from." if inputs else ""
    return [error("output-place", "Output among the inputs", f"{detail} Name another folder.")] if inputs else []


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


def output_of(name: str, folder: Path, root: Path) -> Output:
    """Give an environment's folder, named from the project's root, as all files are, where it lies in there."""
    path = (folder / name).absolute()
    return Output(folder / name, path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path))


def _write(built: BuiltEnvironment, writer: Writer, console: Console) -> tuple[Outcome, list[Diagnostic]]:
    if built.inputs is None or not built.ok:
        return outcome(built), writer.repair()
    changes, refusals = writer.write(built.files, built.inputs)
    if refusals:
        return outcome(built, valid=False), refusals
    for change in changes:
        console.say(f"  {change.action:<6} {writer.output.file(change.path)}", level=2)
    return outcome(built, changes), []
