"""`tfgen trace`: findings of terraform, tflint and checkov, led back from the output to templates and specs."""

import functools
from collections.abc import Sequence
from pathlib import Path

from tfgen.build import Build
from tfgen.commands.choice import choose_environments
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error, has_errors
from tfgen.project import Project, find_project
from tfgen.report.json import place_json
from tfgen.report.snippet import Sources
from tfgen.spec.names import environment_names
from tfgen.trace.documents import NotUnderstood, Report, read_report
from tfgen.trace.tracer import Tracer, untraced


def trace(
    start: Path | None, text: str, *, environment: str | None, overrides: Sequence[str], style: str, console: Console
) -> int:
    """Give a tool's findings back with their places in templates and specs; returns the exit code."""
    project, diagnostics = find_project(start)
    if project is None:
        console.diagnostics(diagnostics, Path())
        return 1
    tracer, diagnostics = _open(project, environment, overrides)
    report, more = _read(text)
    if tracer is None or report is None:
        console.diagnostics(diagnostics + more, project.root)
        return 1
    traced = _trace(report, tracer, Sources(project.root))
    if style == "json":
        console.data(report.written())
    else:
        pairs = zip(report.findings, traced, strict=True)
        console.findings([led or untraced(finding) for finding, led in pairs], project.root)
    console.say(_summary(len(traced), sum(map(bool, traced))))
    return 0


def _open(
    project: Project, environment: str | None, overrides: Sequence[str]
) -> tuple[Tracer | None, list[Diagnostic]]:
    _, diagnostics = choose_environments(project, [environment] if environment else [])
    build, mistakes = Build.open(project)
    if build is None or has_errors(diagnostics):
        return None, diagnostics + mistakes
    known = tuple(environment_names(project.root))
    built = functools.cache(functools.partial(build.environment, overrides=tuple(overrides)))
    return Tracer(built, build.renderer.engine.line_of, project.generated, known, environment), []


def _read(text: str) -> tuple[Report | None, list[Diagnostic]]:
    try:
        return read_report(text), []
    except NotUnderstood as problem:
        detail = (
            f"The input is not understood: {problem}. Give the output of `terraform validate -json`, `terraform plan "
            "-json`, `tflint --format json`, `checkov -o json`, or SARIF."
        )
        return None, [error("trace-not-understood", "Not understood", detail)]


def _trace(report: Report, tracer: Tracer, sources: Sources) -> list[Diagnostic | None]:
    """Lead all findings back, in the report too."""
    traced = [tracer.trace(finding) for finding in report.findings]
    for finding, led in zip(report.findings, traced, strict=True):
        if led:
            finding.move(led, place_json(led, sources))
    return traced


def _summary(findings: int, traced: int) -> str:
    match findings, traced:
        case 0, _:
            return "No findings."
        case 1, _:
            return "1 finding, led back to its template." if traced else "1 finding, not about a rendered line."
        case _:
            return f"{findings} findings, {traced} of them led back to templates."
