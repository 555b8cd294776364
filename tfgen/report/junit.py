"""Diagnostics as JUnit XML, which GitLab, Jenkins and most reporters of test results read.

The elements and attributes that all of them know: https://github.com/testmoapp/junitxml. What was checked is a suite
with a single test: those who read the file show one failure of a test only, so it tells all errors.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

import click
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.report.findings import is_file
from tfgen.report.snippet import Sources
from tfgen.report.text import format_diagnostics, visible

# The suite of what is wrong before any environment can be looked at: there, the test is not failed but in error.
PROJECT = "project"


def format_junit(diagnostics: Sequence[Diagnostic], sources: Sources, checked: Mapping[str, float]) -> str:
    """Write a suite for each name in `checked` (an environment, or a folder), which has the seconds that it took.

    A diagnostic is told in the suite that its `environment` names.
    """
    found: dict[str | None, list[Diagnostic]] = {name: [] for name in checked}
    for diagnostic in diagnostics:
        found.setdefault(diagnostic.environment, []).append(diagnostic)
    suites = [_suite(name, told, sources, checked.get(name or "", 0.0)) for name, told in found.items()]
    root = ET.Element("testsuites", {"name": "tfgen", **_sums(suites)})
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(name: str | None, told: list[Diagnostic], sources: Sources, seconds: float) -> ET.Element:
    errors = [diagnostic for diagnostic in told if diagnostic.severity is Severity.ERROR]
    warnings = [diagnostic for diagnostic in told if diagnostic.severity is Severity.WARNING]
    bad = "error" if name is None else "failure"
    counts = {
        "tests": 1,
        "failures": int(bool(errors) and bad == "failure"),
        "errors": int(bool(errors) and bad == "error"),
    }
    shown = visible(PROJECT if name is None else name)
    suite = ET.Element("testsuite", {"name": shown, **_written(counts, seconds)})
    case = ET.SubElement(suite, "testcase", {"name": shown, "classname": "tfgen", "time": f"{seconds:.3f}"})
    if errors:
        case.attrib |= _place(errors)
        case.append(_broken(bad, errors, sources))
    if warnings:
        ET.SubElement(case, "system-out").text = _text(warnings, sources)
    return suite


def _place(errors: list[Diagnostic]) -> dict[str, str]:
    """Name the first place; GitLab links to it."""
    places = [error.subject for error in errors if error.subject and is_file(error.subject)]
    return {"file": visible(places[0].file), "line": str(places[0].line)} if places else {}


def _broken(element: str, errors: list[Diagnostic], sources: Sources) -> ET.Element:
    first, *others = errors
    more = f" (and {len(others)} more)" if others else ""
    broken = ET.Element(element, {"message": visible(first.summary) + more, "type": visible(first.rule)})
    broken.text = _text(errors, sources)
    return broken


def _text(told: list[Diagnostic], sources: Sources) -> str:
    """Tell diagnostics as to a person; their environment is the suite's name already."""
    plain = [replace(diagnostic, environment=None) for diagnostic in told]
    return click.unstyle(format_diagnostics(plain, sources, None))


def _sums(suites: list[ET.Element]) -> dict[str, str]:
    counts = {name: sum(int(suite.attrib[name]) for suite in suites) for name in ("tests", "failures", "errors")}
    return _written(counts, sum(float(suite.attrib["time"]) for suite in suites))


def _written(counts: Mapping[str, int], seconds: float) -> dict[str, str]:
    return {**{name: str(count) for name, count in counts.items()}, "time": f"{seconds:.3f}"}
