"""What a syntax error of the YAML parser means, told with a remedy."""

import re
from typing import cast

import yaml

from tfgen.spec.yaml_report import Report

_MISSING_SPACE = re.compile(r"\s*(?:- +)*([A-Za-z_][\w.-]*):([^\s:/][^\s]*)")


def report_syntax(failure: yaml.MarkedYAMLError, report: Report) -> None:
    """Report the parser's failure in other words, at the place to edit.

    The parser's own words only tell which kind of mistake it is; both of PyYAML's parsers (libyaml's and the one in
    Python) are known.
    """
    lines = report.text.split("\n")
    problem, context = failure.problem or "", failure.context or ""
    line, column = _position(failure, report.text.rstrip().split("\n"))
    detail = _explain(problem, context, lines, line, column)
    report.mistake("spec-yaml-syntax", "Invalid YAML", detail, report.character(line, column))


def _position(failure: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int]:
    """Give the line and column, from 0: where the unfinished thing begins, and never past the last line with text."""
    problem, context = failure.problem or "", failure.context or ""
    mark = cast("yaml.Mark", failure.problem_mark)
    unclosed = "quoted scalar" in context and ("end of stream" in problem or "unexpected document" in problem)
    unclosed |= "expected ',' or" in problem and (mark.line, mark.column) >= (len(lines) - 1, len(lines[-1]))
    if failure.context_mark and (unclosed or "could not find expected ':'" in problem):
        mark = failure.context_mark
    if mark.line >= len(lines):
        return len(lines) - 1, len(lines[-1])
    return mark.line, mark.column


def _explain(problem: str, context: str, lines: list[str], line: int, column: int) -> str:
    here = lines[line][column : column + 1]
    return (
        _explain_line(lines, line, problem)
        or _explain_character(problem, here)
        or _explain_problem(problem, context)
        or f"The parser says: {problem}."
    )


def _explain_line(lines: list[str], line: int, problem: str) -> str | None:
    indent = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
    if "\t" in indent and "quoted" not in problem:
        return "A tab stands in the indentation. YAML takes spaces only: replace the tab with spaces."
    if "mapping values" not in problem and "expected ':'" not in problem:
        return None
    for number in (line, line - 1):
        found = _MISSING_SPACE.fullmatch(lines[number].rstrip()) if number >= 0 else None
        if found:
            return (
                f"Line {number + 1} lacks a space after the colon: write `{found[1]}: {found[2]}`, or put the "
                "whole in quotes if it is one text."
            )
    return None


def _explain_character(problem: str, here: str) -> str | None:
    if "cannot start any token" not in problem:
        return None
    return f'A value cannot begin with "{here}". Put the value in quotes.'


_INDENT = "Indent the line like its neighbours"
_UNCLOSED = "The text that begins here has no closing quote. Close it."
_NOT_CONTINUED = (
    f"This does not continue what stands above. {_INDENT}; put a text that holds quotes or brackets wholly in quotes."
)
_REASONS = {
    "unexpected end of stream": _UNCLOSED,
    "unexpected document": _UNCLOSED,
    "expected ',' or ']'": "A `,` or the closing `]` of a list is missing here.",
    "expected ',' or '}'": "A `,` or the closing `}` of a map is missing here.",
    "mapping values are not allowed": f"No key can stand here. Put a text that holds `: ` in quotes, or: {_INDENT}.",
    "could not find expected ':'": "This line has no `: ` after its key. Write `key: value`.",
    "expected key": _NOT_CONTINUED,
    "expected <block end>": _NOT_CONTINUED,
    "expected '-' indicator": f"A list continues with `- ` here. {_INDENT}.",
    "node content": (
        "A value is missing here, or a bracket has no partner. Close every bracket, and put a text with one in quotes."
    ),
    "undefined tag handle": "This tag is not known. Remove it, or put the value in quotes.",
    "escape character": (
        r"In double quotes a backslash begins an escape, and this one does not exist. Write `\\`, or use single quotes."
    ),
    "escape code": r"This `\u` escape is no character. Write the character itself, or `\U` and 8 hexadecimal digits.",
    "hex": (r"A `\x`, `\u` or `\U` escape takes 2, 4 or 8 hexadecimal digits. Write `\\`, or use single quotes."),
    "sequence entries are not allowed": "A list with `- ` begins on a line of its own. Put it on the next line.",
    "incompatible YAML": "The `%YAML` line names a version that is not 1.2. Remove the line.",
    "alphabetic or numeric": "A name follows `&` and `*`. Put a text that begins with one of them in quotes.",
    "tab character": "A tab stands in the indentation. YAML takes spaces only: replace the tab with spaces.",
}
"""Words of the parser, and what they mean for the author."""


def _explain_problem(problem: str, context: str) -> str | None:
    for words, reason in _REASONS.items():
        if words in problem:
            return reason
    if "a tag" in context:
        return "A tag ends with a space. Put one after it."
    if "block scalar" in context:
        return "Only `-`, `+`, a digit or a comment can follow `|` or `>`. Begin the text on the next line."
    return None
