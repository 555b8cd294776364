"""`checkov -o json`: one report, or a list of them, one for each framework.

The shape: https://www.checkov.io/2.Basics/Reviewing%20Scan%20Results.html
"""

from collections.abc import Iterator
from typing import Any

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.trace.finding import Finding, items, number, part, text


def is_checkov(document: Any) -> bool:
    """Tell whether a document is checkov's."""
    reports = document if isinstance(document, list) else [document]
    return any(isinstance(part(report, "check_type"), str) for report in reports)


def checkov_findings(document: Any) -> Iterator[Finding]:
    """Give the failed checks of all reports."""
    for report in document if isinstance(document, list) else [document]:
        for check in items(report, "results", "failed_checks"):
            yield from _finding(check)


def _finding(check: Any) -> Iterator[Finding]:
    file = text(check, "file_abs_path") or text(check, "file_path")
    if not file:
        return

    def move(led: Diagnostic, place: dict[str, Any]) -> None:
        assert led.subject
        paths = dict.fromkeys(("file_path", "repo_file_path"), f"/{led.subject.file}")
        lines = [led.subject.line, led.subject.line]
        check.update(paths, file_line_range=lines, code_block=None, chain=place["chain"])
        check.pop("file_abs_path", None)

    yield Finding(
        file=file,
        first=number(check, "file_line_range", 0),
        last=number(check, "file_line_range", 1),
        severity=Severity.ERROR,
        rule=text(check, "check_id"),
        summary=f"{text(check, 'check_id')} {text(check, 'resource')}",
        detail=text(check, "check_name"),
        move=move,
    )
