"""The two sides of a comparison: what templates and specs render, here or at another commit, and what lies on disk."""

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.build import Build
from tfgen.cache.parsed import ParsedTexts
from tfgen.diagnostics import Diagnostic, Severity, error
from tfgen.git.base import Base, base_of
from tfgen.git.command import GitFailed
from tfgen.git.tree import Entry, read_tree, write_tree
from tfgen.output.changes import Output
from tfgen.output.lock import Say
from tfgen.output.read import read_output
from tfgen.output.removed import removed_environments
from tfgen.parsing import ParseHere
from tfgen.project import Project
from tfgen.rendered import BuiltEnvironment
from tfgen.report.snippet import Sources
from tfgen.root import ENVIRONMENTS, TEMPLATES
from tfgen.source import SourceRange, line_range
from tfgen.spec.names import environment_names, is_spec_name


class Texts(Struct, frozen=True):
    """An environment's files by path and, where they were rendered just now, what was built and the lines behind it."""

    files: Mapping[str, str]
    built: BuiltEnvironment | None = None
    line_of: Callable[[str, int], str | None] = field(default=lambda _file, _line: None)
    commit: str = ""


# None where the side has no such environment or, with errors, cannot tell.
Found = tuple[Texts | None, list[Diagnostic]]


class Side(Struct, frozen=True):
    """One side of a comparison: what people call it, its environments, and how to get one's files.

    What lies on disk is asked for with the paths that are rendered now: they are looked at, whoever wrote them.
    """

    title: str
    names: tuple[str, ...]
    find: Callable[[str, Collection[str]], Found]


def rendered_side(
    project: Project, title: str, overrides: Sequence[str] = (), cache: Path | None = None
) -> tuple[Side | None, list[Diagnostic]]:
    """Give what a project's templates and specs render; `cache` is where it is remembered what was parsed."""
    build, diagnostics = Build.open(project, ParseHere(ParsedTexts(cache)))
    if build is None:
        return None, _errors(diagnostics)
    names, sources = tuple(environment_names(project.root)), Sources(project.root)

    def line_of(file: str, line: int) -> str | None:
        found = sources.snippet(line_range(file, line))
        return found.code if found else None

    def find(name: str, _paths: Collection[str]) -> Found:
        if name not in names:
            return None, []
        built = build.environment(name, overrides)
        texts = Texts({file.path: file.text for file in built.files}, built, line_of)
        return (texts if built.ok else None), _errors(built.diagnostics)

    return Side(title, names, find), []


def disk_side(folder: Path, title: str, known: Collection[str], say: Say) -> Side:
    """Give what lies in a folder of environments, `known` being those that have specs."""

    def find(name: str, paths: Collection[str]) -> Found:
        files, diagnostics = read_output(Output(folder / name, f"{title}/{name}"), paths, say)
        told = [replace(found, environment=name) for found in diagnostics]
        return (Texts(files) if files and not told else None), told

    gone = [name for name in removed_environments(folder, known) if is_spec_name(name)]
    return Side(f"{title}/", tuple(gone), find)


@contextmanager
def committed_side(project: Project, ref: str, cache: Path | None) -> Iterator[tuple[Side | None, list[Diagnostic]]]:
    """Give what a commit's templates and specs render; they are read into a temporary folder."""
    base, diagnostics = base_of(project.root, ref)
    if base is None:
        yield None, diagnostics
        return
    with tempfile.TemporaryDirectory(prefix="tfgen-base-") as folder:
        yield _committed(base, Project(Path(folder).resolve()), cache)


def _committed(base: Base, project: Project, cache: Path | None) -> tuple[Side | None, list[Diagnostic]]:
    folders = [f"{base.prefix}{name}" for name in (TEMPLATES, ENVIRONMENTS)]
    try:
        entries = list(read_tree(base.top, base.commit, folders))
        write_tree(entries, base.prefix, project.root)
    except GitFailed as failure:
        return None, [error("base-unreadable", "Commit not readable", f"{base}: {failure}.")]
    if linked := [entry.path for entry in entries if entry.path in folders]:
        detail = f"At {base}, {linked[0]} is no folder but a link or a file. Put the folder itself there."
        return None, [error("base-unreadable", "Commit not readable", detail)]
    if not _is_project(entries, folders):
        return Side(str(base), (), lambda _name, _paths: (None, [])), []
    side, diagnostics = rendered_side(project, str(base), cache=cache)
    if side is None:
        return None, [_at(base, found) for found in diagnostics]

    def find(name: str, paths: Collection[str]) -> Found:
        found, mistakes = side.find(name, paths)
        return found and replace(found, commit=base.short), [_at(base, mistake) for mistake in mistakes]

    return replace(side, find=find), []


def _is_project(entries: Sequence[Entry], folders: Sequence[str]) -> bool:
    """Tell whether a commit has both folders; where it has not, all environments are new."""
    return all(any(entry.path.startswith(f"{folder}/") for entry in entries) for folder in folders)


def _at(base: Base, found: Diagnostic) -> Diagnostic:
    """Say of a mistake that it is in a commit, whose files have the names that git gives them."""
    chain = tuple(replace(link, where=_named(base, link.where)) for link in found.chain)
    subject = found.subject and _named(base, found.subject)
    where = f"{found.environment} at {base}" if found.environment else str(base)
    return replace(found, subject=subject, chain=chain, environment=where)


def _named(base: Base, where: SourceRange) -> SourceRange:
    return replace(where, file=f"{base.short}:{base.prefix}{where.file}")


def _errors(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Leave warnings to `tfgen validate`."""
    return [found for found in diagnostics if found.severity is Severity.ERROR]
