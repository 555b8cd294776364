"""python-hcl2, whose messages and habits are kept in here; it is heavy, so that it is imported only where it parses."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import hcl2
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.grammar import grammar, grammar_with_places
from tfgen.source import SourceRange, line_range

MAX_SHOWN = 20


def parse_text(text: str, file: str) -> list[Diagnostic]:
    """Let python-hcl2 parse a text as a whole, and tell why where that fails; `file` names it."""
    try:
        with _without_garbage_collection():
            hcl2.transform(grammar().parse(f"{text}\n"))  # as hcl2.parses does
    except UnexpectedInput as problem:
        return [_unexpected(problem, text, file)]
    except (VisitError, RecursionError) as problem:
        return [_beyond_grammar(problem, text, file)]
    return []


def _failure(reason: str, where: SourceRange) -> Diagnostic:
    return error("hcl-syntax", "Invalid HCL", f"The HCL does not parse: {reason}", where)


def _unexpected(problem: UnexpectedInput, text: str, file: str) -> Diagnostic:
    """Say shortly what python-hcl2 met, and where; its own messages may quote the rest of the file."""
    lines = text.split("\n")
    line = problem.line if 0 < problem.line <= len(lines) else len(lines)
    column = max(problem.column, 1)
    met = problem.token if isinstance(problem, UnexpectedToken) else _character(text, line, column)
    if met[:1].strip():
        reason = f"`{met.strip().splitlines()[0][:MAX_SHOWN]}` can't stand here."
    else:
        reason = "the line ends too early, or a bracket, brace or quote before it is not closed."
    return _failure(reason, SourceRange(file, line, column, line, column + 1))


def _character(text: str, line: int, column: int) -> str:
    return text.split("\n")[line - 1][column - 1 : column]


def _beyond_grammar(problem: VisitError | RecursionError, text: str, file: str) -> Diagnostic:
    """Tell of text that the grammar takes and python-hcl2's tree does not."""
    cause = problem.orig_exc if isinstance(problem, VisitError) else problem
    if isinstance(cause, RecursionError):
        return _failure("it is nested too deeply.", line_range(file, 1))
    return _failure(f"{cause}.", line_range(file, _line_beyond_grammar(text)))


def _line_beyond_grammar(text: str) -> int:
    line = 1
    try:
        hcl2.transform(grammar_with_places().parse(f"{text}\n"))
    except VisitError as problem:
        line = getattr(getattr(problem.obj, "meta", None), "line", line)
    return line


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Parsing makes many small objects and no garbage: the collector's passes cost a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
