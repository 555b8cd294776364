"""Look at an environment's folder without changing anything in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tfgen.diagnostics import Diagnostic, error
from tfgen.output.changes import Output, in_the_way
from tfgen.output.journal import JOURNAL, MARKER_TEXT, TRANSACTION
from tfgen.output.lock import Say, locked
from tfgen.output.manifest import MANIFEST, Manifest, NotAManifest, read_manifest
from tfgen.output.survey import survey, survey_nothing
from tfgen.output.tree import InTheWay, Tree
from tfgen.protected import MARKER
from tfgen.rendered import RenderedFile
from tfgen.source import line_range
from tfgen.states import FileStatus


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in a folder: the states of its files, or that a render was interrupted there, or what went wrong."""

    statuses: tuple[FileStatus, ...] = ()
    is_interrupted: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


def look(files: Sequence[RenderedFile], output: Output, say: Say) -> Look:
    """Compare what is rendered with what lies in a folder, when no other run is changing it."""
    try:
        with locked(output, say, shared=True) as tree:
            return _look(files, output, tree)
    except FileNotFoundError:
        return Look(tuple(survey_nothing(files)))
    except InTheWay as obstacle:
        return Look(diagnostics=(in_the_way(output, obstacle.path, obstacle.why),))
    except OSError as failure:
        detail = f"{failure.filename or output.name}: {failure.strerror}."
        return Look(diagnostics=(error("output-unreadable", "Files not readable", detail),))


def _look(files: Sequence[RenderedFile], output: Output, tree: Tree) -> Look:
    if is_interrupted(tree):
        return Look(is_interrupted=True)
    manifest, mistakes = load_manifest(tree, output)
    return Look(diagnostics=tuple(mistakes)) if mistakes else Look(tuple(survey(files, manifest, tree)))


def is_interrupted(tree: Tree) -> bool:
    """Tell whether a run was killed there after it had begun, so that files of two sets may lie side by side."""
    return tree.read(JOURNAL) is not None or tree.read(MARKER) == MARKER_TEXT.encode()


def load_manifest(tree: Tree, output: Output) -> tuple[Manifest | None, list[Diagnostic]]:
    """Read a folder's manifest; one that tfgen can't read is an error, and none is None."""
    data = tree.read(MANIFEST)
    try:
        return (None if data is None else read_manifest(data)), []
    except NotAManifest as problem:
        name = output.file(MANIFEST)
        detail = (
            f"{name} says which files tfgen wrote, and can't be read: {problem}. Take it from version control as it "
            "was, or delete it: what is as rendered is then taken over, and what is not counts as edited by hand."
        )
        return None, [error("output-manifest", "Unreadable manifest", detail, line_range(name, 1))]


def damaged_journal(output: Output) -> Diagnostic:
    """Say that an interrupted change can be neither finished nor forgotten without somebody's looking."""
    detail = (
        f"A render was interrupted here, and what it wrote down in {output.file(TRANSACTION)} is damaged. Look at the "
        f"files of {output.name} as version control shows them, delete that folder, and render again."
    )
    return error("output-incomplete", "Files half written", detail)
