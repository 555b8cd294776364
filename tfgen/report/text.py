"""Diagnostics as text for people, in the look of Terraform's own."""

import textwrap
from collections.abc import Iterable, Iterator

import click
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Link, Severity
from tfgen.report.snippet import Snippet, Sources
from tfgen.source import SourceRange

MAX_CODE = 160
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def format_diagnostics(diagnostics: Iterable[Diagnostic], sources: Sources, width: int | None) -> str:
    """Write diagnostics one below the other, errors last, where a terminal's reader looks first.

    What several environments have in common is told once. `width` is the terminal's, None where there is none.
    """
    grouped: dict[Diagnostic, list[str]] = {}
    for diagnostic in diagnostics:
        found = grouped.setdefault(replace(diagnostic, environment=None), [])
        if diagnostic.environment and diagnostic.environment not in found:
            found.append(diagnostic.environment)
    ordered = sorted(grouped.items(), key=lambda item: item[0].severity is Severity.ERROR)
    return "".join(_box(diagnostic, names, sources, width) for diagnostic, names in ordered)


def _box(diagnostic: Diagnostic, environments: list[str], sources: Sources, width: int | None) -> str:
    colour = _COLOURS[diagnostic.severity]
    gutter = click.style("│", fg=colour)
    body = "".join(f"{gutter} {line}".rstrip() + "\n" for line in _lines(diagnostic, environments, sources, width))
    return f"{click.style('╷', fg=colour)}\n{body}{click.style('╵', fg=colour)}\n"


def _lines(diagnostic: Diagnostic, environments: list[str], sources: Sources, width: int | None) -> Iterator[str]:
    label = click.style(f"{diagnostic.severity.capitalize()}: ", fg=_COLOURS[diagnostic.severity], bold=True)
    yield label + click.style(visible(diagnostic.summary), bold=True)
    yield ""
    if diagnostic.subject:
        yield f"  on {_place(diagnostic.subject)}"
        yield from _code(diagnostic.subject, sources.snippet(diagnostic.subject))
        yield ""
    for paragraph in diagnostic.detail.rstrip().split("\n"):
        yield from _wrapped(visible(paragraph), width)
    if diagnostic.chain or environments:
        yield ""
    for link in diagnostic.chain:
        yield from _link(link, sources)
    if environments:
        yield visible(f"  in {', '.join(environments)}")


def _wrapped(text: str, width: int | None) -> list[str]:
    if width is None:
        return [text]
    return textwrap.wrap(text, max(width - 3, 20), break_on_hyphens=False) or [""]


def _link(link: Link, sources: Sources) -> Iterator[str]:
    yield f"  {link.role}: {_place(link.where)}"
    snippet = sources.snippet(link.where) if link.code is None else _of_line(link.code, link.where)
    if snippet:
        yield f"    {link.where.line:>4}: {_short(snippet).code}"


def _of_line(code: str, where: SourceRange) -> Snippet:
    start = min(where.column - 1, len(code))
    return Snippet(code, start, start)


def _place(where: SourceRange) -> str:
    """Name a place; an option of the command line (`--set database.port`) is short enough to have no columns."""
    return visible(where.file if where.file.startswith("--") else str(where))


def _code(where: SourceRange, snippet: Snippet | None) -> Iterator[str]:
    """Show the line of code with the part that matters underlined."""
    if snippet is None:
        return
    short = _short(snippet)
    number = f"  {where.line:>4}: "
    yield number + short.code
    yield " " * (len(number) + short.start) + "^" * max(short.end - short.start, 1)


def _short(snippet: Snippet) -> Snippet:
    """Make a line fit to be shown: controls visible, a long one cut around the part that matters."""
    before = visible(snippet.code[: snippet.start])
    marked = visible(snippet.code[snippet.start : snippet.end])
    after = visible(snippet.code[snippet.end :])
    if len(before + marked + after) > MAX_CODE and len(before) > MAX_CODE // 2:
        before = "…" + before[-MAX_CODE // 2 :]
    line = before + marked + after
    cut = line if len(line) <= MAX_CODE else line[:MAX_CODE] + "…"
    return Snippet(cut, len(before), min(len(before) + len(marked), len(cut)))


def visible(text: str) -> str:
    """Write what does not print so that it is seen and does nothing: no file or value steers the terminal."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return "    " if char == "\t" else char.encode("unicode_escape").decode()
