"""Diagnostics and results as JSON, in the shape of `terraform validate -json`, so that existing parsers work.

The shape: https://developer.hashicorp.com/terraform/cli/commands/validate#json. Each diagnostic has more: `rule`,
`environment` and `chain`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tfgen.diagnostics import Diagnostic, Link, Severity
from tfgen.report.snippet import Snippet, Sources
from tfgen.source import SourceRange

FORMAT_VERSION = "1.0"


def format_json(diagnostics: Sequence[Diagnostic], sources: Sources, more: Mapping[str, Any]) -> str:
    """Write one JSON document; `more` is what the command adds to the diagnostics."""
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    document = {
        "format_version": FORMAT_VERSION,
        "valid": errors == 0,
        "error_count": errors,
        "warning_count": len(diagnostics) - errors,
        "diagnostics": [_diagnostic(diagnostic, sources) for diagnostic in diagnostics],
        **more,
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _diagnostic(diagnostic: Diagnostic, sources: Sources) -> dict[str, Any]:
    return {
        "severity": diagnostic.severity.value,
        "summary": diagnostic.summary,
        "detail": diagnostic.detail,
        "rule": diagnostic.rule,
        **place_json(diagnostic, sources),
    }


def place_json(diagnostic: Diagnostic, sources: Sources) -> dict[str, Any]:
    """Give what tells the place of a diagnostic: its range, code, environment and chain."""
    document: dict[str, Any] = {}
    if diagnostic.subject:
        document["range"] = _range(diagnostic.subject, sources)
        if snippet := sources.snippet(diagnostic.subject):
            document["snippet"] = _snippet(snippet, diagnostic.subject)
    if diagnostic.environment:
        document["environment"] = diagnostic.environment
    if diagnostic.chain:
        document["chain"] = [_link(link, sources) for link in diagnostic.chain]
    return document


def _range(where: SourceRange, sources: Sources) -> dict[str, Any]:
    return {
        "filename": where.file,
        "start": _position(where, where.line, where.column, sources),
        "end": _position(where, where.end_line, where.end_column, sources),
    }


def _position(where: SourceRange, line: int, column: int, sources: Sources) -> dict[str, int]:
    return {"line": line, "column": column, "byte": sources.byte_offset(where, line, column)}


def _snippet(snippet: Snippet, where: SourceRange) -> dict[str, Any]:
    return {
        "context": None,
        "code": snippet.code,
        "start_line": where.line,
        "highlight_start_offset": snippet.start,
        "highlight_end_offset": snippet.end,
        "values": [],
    }


def _link(link: Link, sources: Sources) -> dict[str, Any]:
    document = {"role": link.role, "range": _range(link.where, sources)}
    return document if link.code is None else {**document, "code": link.code}
