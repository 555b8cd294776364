"""A comparison as annotations of GitHub Actions, at the lines of templates and specs that cause the changes."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tfgen.diff.changes import Cause, Change, EnvironmentDifference
from tfgen.diff.comparison import Comparison, headline
from tfgen.diff.formats.groups import groups
from tfgen.diff.formats.lines import MARKS
from tfgen.report.findings import below
from tfgen.report.github import workflow_command
from tfgen.report.text import visible

_MAX_LINES = 30
_GRAVE = (Change.DELETE, Change.REPLACE)


class _Place(Struct):
    """What a line of a template or a spec changes, and whether something is lost or at risk by that."""

    messages: dict[str, None] = {}
    is_grave: bool = False


def format_annotations(comparison: Comparison, folder: str) -> str:
    """Write an annotation for each line that causes changes, the grave ones as warnings and first, and one for all.

    What is caused by no line of the working tree, such as a block that was removed, is told together.

    `folder` is where the project is, seen from the root of the repository.
    """
    if not comparison.differing:
        return ""
    places = {} if comparison.by_text else _places(comparison.differing)
    ordered = sorted(places.items(), key=lambda item: not item[1].is_grave)
    lines = [_annotation(below(folder, file) if file else "", line, place) for (file, line), place in ordered]
    return "".join(f"{line}\n" for line in [*lines, _summary(comparison)])


def _places(differing: Iterable[EnvironmentDifference]) -> dict[tuple[str, int], _Place]:
    places: dict[tuple[str, int], _Place] = {}
    for group in groups(differing):
        for change in group.resources:
            message = f"{MARKS[change.change]} {change.address} in {', '.join(group.environments)}"
            causes = [*change.causes, *(cause for argument in change.arguments for cause in argument.causes)]
            for at in _lines(causes):
                place = places.setdefault(at, _Place())
                place.is_grave |= change.change in _GRAVE or bool(change.notes)
                place.messages |= dict.fromkeys([message, *(f"  risk: {note.text}" for note in change.notes)])
        for block in group.blocks:
            for at in _lines(block.causes):
                message = f"{MARKS[Change.UPDATE]} {block.name} in {', '.join(group.environments)}"
                places.setdefault(at, _Place()).messages[message] = None
    return places


def _lines(causes: Iterable[Cause]) -> Iterator[tuple[str, int]]:
    """Give the lines of files that cause a change; an option of the command line is none, nor a line that is gone."""
    lines = [cause for cause in causes if not cause.where.file.startswith("--")]
    yield from dict.fromkeys(("", 0) if cause.commit else (cause.where.file, cause.where.line) for cause in lines)


def _annotation(file: str, line: int, place: _Place) -> str:
    messages = [visible(message) for message in place.messages]
    more = [f"… and {len(messages) - _MAX_LINES} more"] if len(messages) > _MAX_LINES else []
    text = "\n".join([*messages[:_MAX_LINES], *more])
    properties: dict[str, str | int] = {"title": "What lines change that are gone"}
    if file:
        properties = {"file": visible(file), "line": line, "endLine": line, "title": "What this line changes"}
    return workflow_command("warning" if place.is_grave else "notice", properties, text)


def _summary(comparison: Comparison) -> str:
    rows = [visible(f"{found.name}: {headline(found, by_text=comparison.by_text)}") for found in comparison.differing]
    title = visible(f"tfgen diff against {comparison.against}")
    return workflow_command("notice", {"title": title}, "\n".join(rows))
