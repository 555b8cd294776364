"""A comparison as text for people, in the look of `terraform plan`."""

import difflib
import re
from collections.abc import Iterable, Iterator

import click

from tfgen.diff.changes import EnvironmentDifference, FileDifference
from tfgen.diff.comparison import Comparison, headline
from tfgen.diff.formats.groups import groups
from tfgen.diff.formats.lines import RISK, Line, group_lines, group_title
from tfgen.report.text import visible

_COLOURS = {
    "+": "green",
    "~": "yellow",
    "-": "red",
    "-/+": "magenta",
    ">": "cyan",
    ".": "cyan",
    "&": "cyan",
    RISK: "red",
}

_LINES = re.compile(r"[^\n]*\n|[^\n]+")  # str.splitlines knows many more ends of lines than HCL does


def format_text(comparison: Comparison, folder: str) -> str:
    """Write what differs, and a line for each environment that does; nothing where none does.

    By text, it is a unified diff; `folder` is where the environments' folders are (`generated`).
    """
    if comparison.by_text:
        return "".join(map(_coloured, unified(comparison.differing, folder)))
    differing = comparison.differing
    lines = [
        line
        for group in groups(differing)
        for line in (_bold(f"{group_title(group)}:"), *map(_row, group_lines(group)), "")
    ]
    lines += [f"{_bold(visible(found.name))}: {headline(found, by_text=False)}" for found in differing]
    return "".join(f"{line}\n" for line in lines)


def _bold(text: str) -> str:
    return click.style(text, bold=True)


def _row(line: Line) -> str:
    """Lay out a line: its mark stands in a column of three."""
    mark = click.style(line.mark, fg=_COLOURS.get(line.mark))
    return f"{'    ' * line.depth}{' ' * (3 - len(line.mark))}{mark} {line.text}".rstrip()


def unified(differences: Iterable[EnvironmentDifference], folder: str) -> Iterator[str]:
    """Give the lines of a unified diff of all files that differ, without their ends."""
    for difference in differences:
        for file in difference.files:
            yield from file_diff(file, f"{folder}/{difference.name}/{file.path}")


def file_diff(file: FileDifference, path: str) -> Iterator[str]:
    """Give the lines of a file's unified diff, without their ends and made visible."""
    before, after = (_LINES.findall(text or "") for text in (file.before, file.after))
    old = "/dev/null" if file.before is None else f"a/{path.lstrip('/')}"
    new = "/dev/null" if file.after is None else f"b/{path.lstrip('/')}"
    if not before and not after:  # an empty file that comes or goes, of which a unified diff would tell nothing
        yield from (f"--- {visible(old)}", f"+++ {visible(new)}")
    for line in difflib.unified_diff(before, after, old, new):
        yield visible(line.removesuffix("\n"))
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _coloured(line: str) -> str:
    if line.startswith(("---", "+++")):
        return f"{_bold(line)}\n"
    colour = "cyan" if line.startswith("@@") else _COLOURS.get(line[:1])
    return f"{click.style(line, fg=colour)}\n"
