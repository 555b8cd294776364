"""The places in one YAML text, and the mistakes found there."""

from typing import cast

import yaml

from tfgen.diagnostics import Diagnostic, Link, error
from tfgen.source import SourceRange


class Report:
    """Collects what is wrong with one text; turns the parser's marks, which count from 0, into places."""

    def __init__(self, text: str, file: str, first_column: int) -> None:
        """`first_column` is the column of the text's first character."""
        self.text = text
        self.diagnostics: list[Diagnostic] = []
        self._file = file
        self._first_column = first_column

    def mistake(self, rule: str, summary: str, detail: str, where: SourceRange, *links: Link) -> None:
        """Add an error."""
        self.diagnostics.append(error(rule, summary, detail, where, links))

    def place(self, line: int, column: int, end_line: int, end_column: int) -> SourceRange:
        """Give the range between two marks."""
        start = column + (1 if line else self._first_column)
        end = end_column + (1 if end_line else self._first_column)
        return SourceRange(self._file, line + 1, start, end_line + 1, end)

    def character(self, line: int, column: int) -> SourceRange:
        """Give the range of one character."""
        return self.place(line, column, line, column + 1)

    def where(self, event: yaml.Event) -> SourceRange:
        """Give the range of an event: of a value, a bracket, or the tag and anchor before a collection."""
        start, end = marks(event)
        return self.place(start.line, start.column, end.line, end.column)

    def block_where(self, event: yaml.Event) -> SourceRange:
        """Give the range of a `|` or `>` text without the blank lines after it, which the parser counts in."""
        start, end = marks(event)
        lines = self.text[start.index : end.index].split("\n")
        while not lines[-1].strip(" \t\r"):
            lines.pop()
        last = start.line + len(lines) - 1
        return self.place(start.line, start.column, last, len(lines[-1]) + (0 if lines[1:] else start.column))


def marks(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    """Give the start and the end of an event; the parser always sets them."""
    return cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
