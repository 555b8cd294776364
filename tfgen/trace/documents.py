"""What came in: which tool's it is, the findings in it, and the same again once they have been moved."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from tfgen.trace.checkov import checkov_findings, is_checkov
from tfgen.trace.finding import Finding
from tfgen.trace.sarif import is_sarif, sarif_findings
from tfgen.trace.terraform import is_message, is_validation, message_findings, validation_findings
from tfgen.trace.tflint import is_tflint, tflint_findings

_WHOLE: tuple[tuple[Callable[[Any], bool], Callable[[Any], Iterator[Finding]]], ...] = (
    (is_validation, validation_findings),
    (is_sarif, sarif_findings),
    (is_tflint, tflint_findings),
    (is_checkov, checkov_findings),
)


class NotUnderstood(ValueError):
    """A text that is no output of a known tool; the message says what it is instead."""


class Report(Struct, frozen=True):
    """The output of a tool: its JSON documents, and the findings, which can change them in place."""

    documents: list[Any]
    findings: list[Finding]
    a_message_a_line: bool

    def written(self) -> str:
        """Give the documents in the form that they came in."""
        indent = None if self.a_message_a_line else 2
        return "".join(json.dumps(document, indent=indent, ensure_ascii=False) + "\n" for document in self.documents)


def read_report(text: str) -> Report:
    """Read the output of a tool; raises NotUnderstood."""
    documents = _parsed(text)
    if documents and all(map(is_message, documents)):
        findings = [found for document in documents for found in message_findings(document)]
        return Report(documents, findings, a_message_a_line=True)
    for is_own, find in _WHOLE:
        if len(documents) == 1 and is_own(documents[0]):
            return Report(documents, list(find(documents[0])), a_message_a_line=False)
    raise NotUnderstood("it is of no shape that tfgen knows" if documents else "it is empty")


def _parsed(text: str) -> list[Any]:
    """Give the documents of a text: one, or one a line."""
    try:
        return [json.loads(text)]
    except RecursionError:
        raise NotUnderstood("it is nested too deeply") from None
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as problem:
        raise NotUnderstood(f"it is no JSON: {problem}") from None
