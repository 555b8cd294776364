"""SARIF 2.1.0, which tflint, checkov and many others write: https://docs.oasis-open.org/sarif/sarif/v2.1.0/"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from tfgen.diagnostics import Diagnostic, Link, Severity
from tfgen.trace.finding import Finding, items, number, part, text


def is_sarif(document: Any) -> bool:
    """Tell whether a document is SARIF."""
    return isinstance(part(document, "runs"), list)


def sarif_findings(document: Any) -> Iterator[Finding]:
    """Give the results of all runs, each for each of its places."""
    for run in items(document, "runs"):
        for result in items(run, "results"):
            for location in items(result, "locations"):
                yield from _finding(result, location)


def _finding(result: Any, location: Any) -> Iterator[Finding]:
    place = part(location, "physicalLocation")
    uri = text(place, "artifactLocation", "uri")
    first = number(place, "region", "startLine")
    if not uri or not first:
        return

    def move(led: Diagnostic, _: dict[str, Any]) -> None:
        assert led.subject
        place.update(_physical(led.subject.file, led.subject.line))
        result["relatedLocations"] = [*items(result, "relatedLocations"), *map(_related, led.chain)]

    rule = text(result, "ruleId")
    yield Finding(
        file=unquote(urlsplit(uri).path),
        first=first,
        last=number(place, "region", "endLine") or first,
        severity=Severity.ERROR if part(result, "level") == "error" else Severity.WARNING,
        rule=rule,
        summary=rule,
        detail=text(result, "message", "text"),
        move=move,
    )


def _physical(file: str, line: int) -> dict[str, Any]:
    return {"artifactLocation": {"uri": file}, "region": {"startLine": line}}


def _related(link: Link) -> dict[str, Any]:
    return {"message": {"text": link.role}, "physicalLocation": _physical(link.where.file, link.where.line)}
