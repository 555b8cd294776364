"""Diagnostics as workflow commands, which GitHub Actions shows as annotations of the changed lines.

The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. How its parts are escaped is
not said there, but in `escapeData` and `escapeProperty` of https://github.com/actions/toolkit.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tfgen.diagnostics import Diagnostic, Link, Severity
from tfgen.report.findings import Finding, below, findings, is_file
from tfgen.report.text import visible
from tfgen.source import SourceRange

# How many of each severity GitHub shows of one step; the rest stands in the log only.
SHOWN = 10

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


def format_github(diagnostics: Sequence[Diagnostic], folder: str = "") -> str:
    """Write a command a line, errors first, so that they are among those shown.

    What several environments have in common is told once. `folder` is where the diagnostics' paths start, seen from
    the root of the repository, where GitHub looks for files.
    """
    found = sorted(findings(diagnostics), key=lambda finding: finding.diagnostic.severity is not Severity.ERROR)
    lines = [_annotation(finding, folder) for finding in found]
    return "".join(f"{line}\n" for line in [*lines, *_rest(found)])


def _annotation(finding: Finding, folder: str) -> str:
    diagnostic = finding.diagnostic
    place = _place(diagnostic.subject, folder) if diagnostic.subject and is_file(diagnostic.subject) else {}
    properties = {**place, "title": visible(diagnostic.summary)}
    return workflow_command(diagnostic.severity.value, properties, "\n".join(_message(finding)))


def _place(where: SourceRange, folder: str) -> dict[str, object]:
    """Name a place; columns are for a stretch of a single line, elsewhere GitHub does not take them."""
    place = {"file": visible(below(folder, where.file)), "line": where.line, "endLine": where.end_line}
    if where.line != where.end_line:
        return place
    return {**place, "col": where.column, "endColumn": where.end_column}


def _message(finding: Finding) -> Iterator[str]:
    """Tell the detail and, as text, what an annotation has no place for."""
    diagnostic = finding.diagnostic
    yield from map(visible, diagnostic.detail.rstrip().split("\n"))
    if diagnostic.subject and not is_file(diagnostic.subject):
        yield visible(f"on {diagnostic.subject}")
    yield from map(_link, diagnostic.chain)
    if finding.environments:
        yield visible(f"in {', '.join(finding.environments)}")


def _link(link: Link) -> str:
    code = f": {link.code.strip()}" if link.code else ""
    return visible(f"{link.role}: {link.where}{code}")


def _rest(found: Sequence[Finding]) -> Iterator[str]:
    """Say so where there are more findings than GitHub shows."""
    count = Counter(finding.diagnostic.severity for finding in found)
    over = [f"{count[severity]} {severity}s" for severity in Severity if count[severity] > SHOWN]
    if over:
        message = f"There are {' and '.join(over)}. GitHub shows {SHOWN} of each; the log of this step has them all."
        yield workflow_command("notice", {"title": "More findings than are shown"}, message)


def workflow_command(name: str, properties: Mapping[str, object], message: str) -> str:
    """Write one command, nothing of whose parts can end it."""
    written = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {written}::{message.translate(_DATA)}"
