"""Diagnostics as SARIF 2.1.0, in the part of it that GitHub code scanning reads.

The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. What GitHub asks of it:
https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support. GitHub refuses the whole of a
file in which one result has no place in a file, so what has none is told as a notification instead.
"""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from tfgen import __version__
from tfgen.diagnostics import Diagnostic, Link
from tfgen.report.findings import Finding, below, findings, is_file
from tfgen.report.fingerprint import Fingerprints
from tfgen.report.snippet import Sources
from tfgen.source import SourceRange

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def format_sarif(diagnostics: Sequence[Diagnostic], sources: Sources, folder: str = "") -> str:
    """Write one log with one run; what several environments have in common is told once.

    `folder` is where the diagnostics' paths start, seen from the root of the repository.
    """
    return json.dumps(_Log(findings(diagnostics), sources, folder).document(), indent=2, ensure_ascii=False)


class _Log:
    """The parts of the log, which refer to each other by index."""

    def __init__(self, found: list[Finding], sources: Sources, folder: str) -> None:
        self.found = found
        self.fingerprints = Fingerprints(sources)
        self.folder = folder
        by_rule = {finding.diagnostic.rule: finding.diagnostic for finding in reversed(found)}
        self.rules = dict(sorted(by_rule.items()))
        self.indexes = {rule: index for index, rule in enumerate(self.rules)}

    def document(self) -> dict[str, Any]:
        driver = {"name": "tfgen", "version": __version__, "rules": list(map(_rule, self.rules.values()))}
        placed = [(finding, where) for finding in self.found if (where := _place(finding.diagnostic))]
        homeless = [finding for finding in self.found if not _place(finding.diagnostic)]
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [self._invocation(homeless)],
            "results": [self._result(finding, where) for finding, where in placed],
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _invocation(self, homeless: Iterable[Finding]) -> dict[str, Any]:
        notifications = [self._notification(finding) for finding in homeless]
        done = all(notification["level"] != "error" for notification in notifications)
        return {"executionSuccessful": done, "toolConfigurationNotifications": notifications}

    def _notification(self, finding: Finding) -> dict[str, Any]:
        diagnostic = finding.diagnostic
        return {
            "associatedRule": {"id": diagnostic.rule, "index": self.indexes[diagnostic.rule]},
            "level": diagnostic.severity.value,
            "message": self._message(diagnostic),
            "properties": {"environments": list(finding.environments)},
        }

    def _result(self, finding: Finding, where: SourceRange) -> dict[str, Any]:
        diagnostic = finding.diagnostic
        fingerprint = self.fingerprints.of(where)
        steps = [self._related(link) for link in dict.fromkeys(diagnostic.chain) if is_file(link.where)]
        return {
            "ruleId": diagnostic.rule,
            "ruleIndex": self.indexes[diagnostic.rule],
            "level": diagnostic.severity.value,
            "message": self._message(diagnostic),
            "locations": [{"physicalLocation": self._physical(where)}],
            **({"partialFingerprints": {"primaryLocationLineHash": fingerprint}} if fingerprint else {}),
            **({"relatedLocations": steps, "codeFlows": [_flow(steps)]} if steps else {}),
            "properties": {"environments": list(finding.environments)},
        }

    def _message(self, diagnostic: Diagnostic) -> dict[str, str]:
        """Tell the detail, and what neither the rule nor a place in a file tells."""
        told = self.rules[diagnostic.rule].summary == diagnostic.summary
        places = [f"On {diagnostic.subject}."] if diagnostic.subject and not is_file(diagnostic.subject) else []
        places += [f"{link.role}: {link.where}." for link in diagnostic.chain if not is_file(link.where)]
        return {
            "text": "\n".join([diagnostic.detail if told else f"{diagnostic.summary}: {diagnostic.detail}", *places])
        }

    def _related(self, link: Link) -> dict[str, Any]:
        if link.code is None:
            return {"message": {"text": link.role}, "physicalLocation": self._physical(link.where)}
        # No file on disk may hold the line, so it is here, and its path is not one of the repository.
        physical = {"artifactLocation": {"uri": _quoted(link.where.file)}, "region": _region(link.where)}
        physical["region"]["snippet"] = {"text": link.code}
        return {"message": {"text": link.role}, "physicalLocation": physical}

    def _physical(self, where: SourceRange) -> dict[str, Any]:
        return {"artifactLocation": _artifact(below(self.folder, where.file)), "region": _region(where)}


def _place(diagnostic: Diagnostic) -> SourceRange | None:
    """Give the place of a diagnostic that is in a file: its own or, of an option's, the first that it leads on to."""
    own = [diagnostic.subject] if diagnostic.subject else []
    linked = [link.where for link in diagnostic.chain if link.code is None]
    return next(filter(is_file, [*own, *linked]), None)


def _rule(first: Diagnostic) -> dict[str, Any]:
    """Describe a rule by the first of its findings; where others have another summary, their message begins with it."""
    text = {"text": first.summary}
    level = {"level": first.severity.value}
    return {
        "id": first.rule,
        "shortDescription": text,
        "fullDescription": text,
        "help": text,
        "defaultConfiguration": level,
    }


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": PurePosixPath(path).as_uri()}
    return {"uri": _quoted(path), "uriBaseId": "%SRCROOT%"}


def _quoted(path: str) -> str:
    return quote(os.fsencode(path))  # a file's name may hold bytes that are no UTF-8


def _region(where: SourceRange) -> dict[str, Any]:
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _flow(steps: list[dict[str, Any]]) -> dict[str, Any]:
    return {"threadFlows": [{"locations": [{"location": step} for step in steps]}]}
