"""`terraform validate -json` and, a message a line, `terraform plan -json`.

The shapes: https://developer.hashicorp.com/terraform/cli/commands/validate#json and
https://developer.hashicorp.com/terraform/internals/machine-readable-ui
"""

from collections.abc import Iterator
from typing import Any

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.trace.finding import Finding, items, number, part, text


def is_validation(document: Any) -> bool:
    """Tell whether a document is the answer of `terraform validate -json`."""
    return isinstance(part(document, "diagnostics"), list)


def is_message(document: Any) -> bool:
    """Tell whether a document is a message of `terraform plan -json`."""
    return isinstance(part(document, "@level"), str)


def validation_findings(document: Any) -> Iterator[Finding]:
    """Give the diagnostics that have a place."""
    for diagnostic in items(document, "diagnostics"):
        yield from _finding(diagnostic)


def message_findings(document: Any) -> Iterator[Finding]:
    """Give the diagnostic of a message, where it has one with a place."""
    yield from _finding(part(document, "diagnostic"))


def _finding(document: Any) -> Iterator[Finding]:
    if not text(document, "range", "filename"):
        return

    def move(_: Diagnostic, place: dict[str, Any]) -> None:
        place.get("snippet", {})["context"] = part(document, "snippet", "context")
        document.update(place)

    yield Finding(
        file=text(document, "range", "filename"),
        first=number(document, "range", "start", "line"),
        last=number(document, "range", "end", "line"),
        severity=Severity.WARNING if text(document, "severity") == "warning" else Severity.ERROR,
        rule="terraform",
        summary=text(document, "summary"),
        detail=text(document, "detail"),
        move=move,
    )
