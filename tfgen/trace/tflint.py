"""`tflint --format json`: https://github.com/terraform-linters/tflint/blob/master/formatter/json.go"""

from collections.abc import Iterator
from typing import Any

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.trace.finding import Finding, items, number, part, text


def is_tflint(document: Any) -> bool:
    """Tell whether a document is tflint's."""
    return isinstance(part(document, "issues"), list)


def tflint_findings(document: Any) -> Iterator[Finding]:
    """Give the issues."""
    for issue in items(document, "issues"):
        yield from _finding(issue)


def _finding(issue: Any) -> Iterator[Finding]:
    if not text(issue, "range", "filename"):
        return

    def move(_: Diagnostic, place: dict[str, Any]) -> None:
        issue["range"] = {
            "filename": place["range"]["filename"],
            "start": _without_byte(place["range"]["start"]),
            "end": _without_byte(place["range"]["end"]),
        }
        issue["chain"] = place["chain"]

    yield Finding(
        file=text(issue, "range", "filename"),
        first=number(issue, "range", "start", "line"),
        last=number(issue, "range", "end", "line"),
        severity=Severity.ERROR if text(issue, "rule", "severity") == "error" else Severity.WARNING,
        rule=text(issue, "rule", "name"),
        summary=text(issue, "rule", "name"),
        detail=text(issue, "message"),
        move=move,
    )


def _without_byte(position: dict[str, int]) -> dict[str, int]:
    return {"line": position["line"], "column": position["column"]}
