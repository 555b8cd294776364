"""A comparison as Markdown for the comment of a pull request.

Nothing that comes from a value stands outside code, where Markdown, HTML, mentions of people and links to issues would
have a meaning; and no value can end the code that it stands in.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from msgspec import Struct

from tfgen.diff.changes import Change, EnvironmentDifference
from tfgen.diff.comparison import Comparison, count, headline, risks
from tfgen.diff.formats.fences import code, code_block, length, shortened
from tfgen.diff.formats.groups import Group, groups
from tfgen.diff.formats.lines import RISK, Line, group_lines
from tfgen.diff.formats.text import file_diff
from tfgen.report.text import visible

# What GitHub takes of a comment, in characters; those outside the first 65,536 of Unicode may count twice.
LIMIT = 65_536
_RESERVE = 500  # for a section's own frame, and for what is said of the rest
_MAX_ROWS, _MAX_BLOCK, _MAX_NAMES = 100, 8_000, 12
_WHOLE = (Change.CREATE, Change.DELETE)
_KINDS: dict[Change | None, str] = {Change.CREATE: " (new)", Change.DELETE: " (removed)"}


class Section(Struct, frozen=True):
    """A folded part: its summary in HTML, and lines of a diff, each with its colour's character first."""

    summary: str
    lines: Sequence[str]


def format_markdown(comparison: Comparison, errors: str, folder: str, project: str) -> str:
    """Write a comment that begins with a hidden marker, by which a later run finds it and puts its own in its place.

    `errors` is what was said of errors, `folder` where the environments' folders are, `project` the path of the project
    in its repository: each project has a comment of its own.
    """
    found = groups(comparison.differing)
    sections = _by_text(comparison.differing, folder) if comparison.by_text else map(_section, found)
    parts = [marker(project), _title(comparison, errors), _table(comparison), _same(comparison)]
    parts += [_block("Errors", errors.split("\n") if errors else []), _block("Risks", list(_risks(found)))]
    text = "\n".join(part for part in parts if part)
    return text + "".join(_fitted(list(sections), LIMIT - length(text)))


def marker(project: str) -> str:
    """Give the first line of a project's comment, which nobody sees."""
    return f"<!-- tfgen-diff{f' {quote(os.fsencode(project))}' if project else ''} -->"


def _title(comparison: Comparison, errors: str) -> str:
    number, total = len(comparison.differing), len(comparison.differences)
    noun, verb = "environment" + "s" * (total != 1), "differ" + "s" * (number == 1)
    words = f"{number} of {total} {noun} {verb}" if number else "no differences"
    return f"### tfgen diff: {'errors, ' if errors else ''}{words}\n\nCompared with {code(comparison.against)}.\n"


def _table(comparison: Comparison) -> str:
    differing = comparison.differing
    more = len(differing) - _MAX_ROWS
    rest = f"\n… and {more} environments more.\n" if more > 0 else ""
    if comparison.by_text:
        rows = [f"- {code(found.name)}: {headline(found, by_text=True)}" for found in differing[:_MAX_ROWS]]
    else:
        rows = [
            "| environment | add | change | destroy | replace | other | may change | outputs | risks |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
            *map(_row, differing[:_MAX_ROWS]),
        ]
    return "\n".join([*rows, rest]) if differing else ""


def _row(difference: EnvironmentDifference) -> str:
    counts = count(difference)
    told = (Change.CREATE, Change.UPDATE, Change.DELETE, Change.REPLACE)
    other = sum(number for change, number in counts.changes.items() if change not in told)
    numbers = [*(counts.changes[change] for change in told), other + counts.blocks, counts.uncertain, counts.outputs]
    cells = [str(number or "") for number in (*numbers, risks(difference.resources))]
    return f"| {code(difference.name)}{_KINDS.get(difference.change, '')} | {' | '.join(cells)} |"


def _same(comparison: Comparison) -> str:
    same = [found.name for found in comparison.differences if found not in comparison.differing]
    return f"No differences: {_names(same, code)}.\n" if same else ""


def _names(names: Sequence[str], form: Callable[[str], str]) -> str:
    shown = ", ".join(map(form, names[:_MAX_NAMES]))
    return shown if len(names) <= _MAX_NAMES else f"{shown} and {len(names) - _MAX_NAMES} more"


def _risks(found: Iterable[Group]) -> Iterator[str]:
    """Give the notes on risk with where they are, since the details are folded."""
    for group in found:
        for change in group.resources:
            for note in change.notes:
                yield shortened(f"{RISK} {change.address}: {visible(note.text)} ({_names(group.environments, str)})")


def _block(title: str, lines: Sequence[str]) -> str:
    """Write lines that are seen at once, as many as there is room for."""
    text, left = code_block(lines, _MAX_BLOCK)
    return f"**{title}**\n\n{text}{_left_out(left)}" if lines else ""


def _section(group: Group) -> Section:
    names = _names(group.environments, lambda name: f"<code>{escape(visible(name))}</code>")
    number = len(group.resources) + len(group.outputs) + len(group.blocks)
    kind = _KINDS[group.change] if group.change in _WHOLE else ""
    return Section(f"{names}{kind}: {number} change{'s' * (number != 1)}", list(map(_row_of_diff, group_lines(group))))


def _row_of_diff(line: Line) -> str:
    """Lay out a line so that its first character gives the colour; to a diff, `!` is what `~` is to Terraform."""
    mark = line.mark.replace("~", "!")
    return f"{mark:<3} {'    ' * line.depth}{line.text}"


def _by_text(differing: Iterable[EnvironmentDifference], folder: str) -> Iterator[Section]:
    for found in differing:
        rows = [row for file in found.files for row in file_diff(file, f"{folder}/{found.name}/{file.path}")]
        yield Section(f"<code>{escape(visible(found.name))}</code>: {headline(found, by_text=True)}", rows)


def _fitted(sections: Sequence[Section], room: int) -> Iterator[str]:
    """Write sections as long as there is room, and say how much is left out."""
    left = 0
    for section in sections:
        frame = f"\n<details><summary>{section.summary}</summary>\n\n"
        text, missing = code_block(section.lines, room - length(frame) - _RESERVE)
        left += missing
        if missing < len(section.lines):
            whole = f"{frame}{text}\n</details>\n"
            room -= length(whole)
            yield whole
    yield _left_out(left)


def _left_out(lines: int) -> str:
    if not lines:
        return ""
    return (
        f"\n… {lines:,} line{'s are' if lines > 1 else ' is'} left out, since a comment is limited: run `tfgen diff`.\n"
    )
