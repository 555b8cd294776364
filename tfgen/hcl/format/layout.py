"""Indentation and alignment of lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from tfgen.hcl.format.lines import Line

INDENT = "  "


def lay_out(lines: Sequence[Line]) -> str:
    """Indent and align lines, and join them to a text."""
    _indent(lines)
    _align_assigns(lines)
    _align_comments(lines)
    return "".join([line.lead + line.ending for line in lines])


def _indent(lines: Iterable[Line]) -> None:
    """Put the indentation before each line: one level for each line that opens brackets not yet closed."""
    opened: list[int] = []  # how many brackets each of those lines leaves open
    for line in lines:
        if line.net < 0:
            _close(opened, -line.net)
        if line.lead:
            line.lead = INDENT * len(opened) + line.lead
        if line.net > 0:
            opened.append(line.net)


def _close(opened: list[int], brackets: int) -> None:
    while brackets and opened:
        closed = min(brackets, opened[-1])
        brackets -= closed
        opened[-1] -= closed
        if not opened[-1]:
            opened.pop()


def _align_assigns(lines: Iterable[Line]) -> None:
    """Align the `=` of consecutive lines one column behind the widest lead, and join it to the lead."""
    for run in _runs(lines, attrgetter("assign")):
        for line, padding in _paddings(run):
            line.lead += padding + line.assign
            line.lead_surplus += line.assign_surplus


def _align_comments(lines: Iterable[Line]) -> None:
    """Align the comments of consecutive lines likewise."""
    for run in _runs(lines, attrgetter("comment")):
        for line, padding in _paddings(run):
            line.lead += padding + line.comment


def _runs(lines: Iterable[Line], cell: Callable[[Line], str]) -> Iterator[list[Line]]:
    """Give the runs of consecutive lines that have a cell."""
    for has_cell, run in groupby(lines, lambda line: bool(cell(line))):
        if has_cell:
            yield list(run)


def _paddings(run: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Give each line with the spaces that bring all to one column."""
    column = max(len(line.lead) - line.lead_surplus for line in run) + 1
    for line in run:
        yield line, " " * (column - len(line.lead) + line.lead_surplus)
