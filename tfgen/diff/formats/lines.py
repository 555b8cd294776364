"""Changes as marked lines, which text and Markdown then lay out."""

import difflib
import json
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tfgen.diff.changes import ArgumentChange, ArgumentPath, Cause, Change, Note, ResourceChange, Shown
from tfgen.diff.formats.groups import Group
from tfgen.report.text import visible

MARKS = {
    Change.CREATE: "+",
    Change.UPDATE: "~",
    Change.REPLACE: "-/+",
    Change.DELETE: "-",
    Change.MOVE: ">",
    Change.FORGET: ".",
    Change.IMPORT: "&",
}
RISK = "!"
_WORDS = {
    Change.MOVE: "is moved",
    Change.FORGET: "is managed no longer, and not destroyed",
    Change.IMPORT: "is imported",
}


class Line(Struct, frozen=True):
    """A line: how deep it stands, its mark, and its text, in which all that does not print is visible."""

    depth: int
    mark: str
    text: str


def group_title(group: Group) -> str:
    """Name a group's environments: `dev, prod`."""
    names = visible(", ".join(group.environments))
    kinds = {Change.CREATE: " (new)", Change.DELETE: " (removed)"}
    return f"{names}{kinds.get(group.change, '')}"


def group_lines(group: Group) -> Iterator[Line]:
    """Write a group's changes. Of environments that are new or gone as a whole, the addresses alone."""
    whole = group.change in (Change.CREATE, Change.DELETE)
    for change in group.resources:
        yield from resource_lines(change, short=whole)
    for name, output in group.outputs:
        side = "+" if output.before is None else "-" if output.after is None else "~"
        if whole:
            yield _line(0, side, f"output.{name}")
        else:
            yield from _argument(0, output, f"output.{name}")
    for block in group.blocks:
        yield _line(0, MARKS[Change.UPDATE], block.name)
        yield from _causes(1, block.causes)


def resource_lines(change: ResourceChange, *, short: bool = False) -> Iterator[Line]:
    """Write a resource's change: its address, risks, arguments and causes; `short`, no arguments."""
    yield _line(0, MARKS[change.change], _title(change))
    yield from map(note_line, change.notes)
    if short:
        return
    if change.change is not Change.DELETE:
        for argument in change.arguments:
            yield from _argument(1, argument, format_argument_path(argument.path))
    told = {cause for argument in change.arguments for cause in argument.causes}
    yield from _causes(1, [cause for cause in change.causes if cause not in told or change.change is Change.DELETE])


def note_line(note: Note) -> Line:
    """Write a note on risk."""
    return _line(1, RISK, f"risk: {note.text} [{note.rule}]")


def _title(change: ResourceChange) -> str:
    is_renamed = change.previous_address not in (None, change.address)
    came = f"{change.previous_address} -> " if is_renamed else ""
    words = [_WORDS[change.change]] if change.change in _WORDS else []
    if change.previous_address and not is_renamed:
        words = ["is moved to another key"]
    words += [] if change.is_certain else [_doubt(change)]
    remark = f" ({', '.join(words)})" if words else ""
    return f"{came}{change.address}{remark}"


def _doubt(change: ResourceChange) -> str:
    """Say what may be: where something surely changes, it is what the provider makes of that."""
    if not any(argument.is_certain for argument in change.arguments):
        return "may change"
    return "may be updated in place" if change.change is Change.REPLACE else "may be replaced"


def format_argument_path(path: ArgumentPath) -> str:
    """Write a path as Terraform refers to it: `tags["cost center"]`, `ingress[0].cidr_blocks`."""
    steps = (_step(step) for step in path)
    return "".join(steps).removeprefix(".")


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if re.fullmatch(r"[^\W\d][\w-]*", step) else f"[{json.dumps(step, ensure_ascii=False)}]"


def _argument(depth: int, argument: ArgumentChange, name: str) -> Iterator[Line]:
    """Write `~ name: old -> new`, or line by line what does not fit on one."""
    before, after = argument.before, argument.after
    mark = "+" if before is None else "-" if after is None else "~"
    remarks = _remarks(argument)
    if any("\n" in side.text for side in (before, after) if side):
        yield _line(depth, mark, f"{name}:{remarks}")
        yield from _many(depth + 1, _rows(before), _rows(after))
    else:
        sides = " -> ".join(_value(side) for side in (before, after) if side)
        yield _line(depth, mark, f"{name}: {sides}{remarks}")
    yield from _causes(depth + 1, argument.causes)


def _value(side: Shown) -> str:
    return side.text if side.is_known or side.is_sensitive else f"{side.text} (not known here)"


def _rows(side: Shown | None) -> list[str]:
    return _value(side).split("\n") if side else []


def _remarks(argument: ArgumentChange) -> str:
    words = [] if argument.is_certain else ["may change"]
    if argument.forces_replacement is not False:
        words.append("forces replacement" if argument.forces_replacement else "may force replacement")
    return f" # {', '.join(words)}" if words else ""


def _many(depth: int, before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Write the lines that differ, with one of those around them on each side."""
    rows = list(difflib.unified_diff(before, after, n=1, lineterm=""))
    for row in rows[3:]:  # behind the names of files, which are none, and the first place
        yield _line(depth, " ", "…") if row.startswith("@@") else _line(depth, row[0], row[1:])


def _causes(depth: int, causes: Sequence[Cause]) -> Iterator[Line]:
    for cause in causes:
        place = cause.file if cause.where.file.startswith("--") else f"{cause.file}:{cause.where.line}"
        yield _line(depth, " ", f"from {place}: {cause.code.strip()}" if cause.code else f"from {place}")


def _line(depth: int, mark: str, text: str) -> Line:
    return Line(depth, mark, visible(text))
