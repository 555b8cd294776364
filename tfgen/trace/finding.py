"""A finding of another tool, and how to read documents whose shape nobody promises."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Severity

# Puts the place that a finding was led back to into the tool's document; it gets the finding as tfgen tells it, and
# its place as JSON (`tfgen.report.json.place_json`).
Move: TypeAlias = Callable[[Diagnostic, dict[str, Any]], None]


class Finding(Struct, frozen=True):
    """What a tool has found on some lines of a file.

    `file` is the path as the tool writes it, lines count from 1; `rule` is the tool's own id.
    """

    file: str
    first: int
    last: int
    severity: Severity
    rule: str
    summary: str
    detail: str
    move: Move


def part(document: Any, *steps: str | int) -> Any:
    """Give what lies at some keys and indexes inside a JSON document, None where there is no such thing."""
    for step in steps:
        match document, step:
            case dict(), str():
                document = document.get(step)
            case list(), int() if step < len(document):
                document = document[step]
            case _:
                return None
    return document


def items(document: Any, *steps: str | int) -> Iterator[Any]:
    """Give the elements of a list inside a JSON document, none where there is no list."""
    found = part(document, *steps)
    yield from found if isinstance(found, list) else ()


def text(document: Any, *steps: str | int) -> str:
    """Give a text inside a JSON document, an empty one where there is none."""
    found = part(document, *steps)
    return found if isinstance(found, str) else ""


def number(document: Any, *steps: str | int) -> int:
    """Give a line number inside a JSON document, 0 where there is none."""
    found = part(document, *steps)
    return found if isinstance(found, int) else 0
