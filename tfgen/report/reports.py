"""The formats in which a command tells what it found, for people and for machines."""

from collections.abc import Sequence

from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.report.snippet import Sources
from tfgen.report.summary import Outcome

MACHINE_FORMATS = ("json", "sarif", "github", "junit")


class Report(Struct, frozen=True):
    """What there is to tell: `folder` is where the files' paths start, seen from the root of the repository.

    `left_out` are the checks that could not be made, in sentences.
    """

    diagnostics: Sequence[Diagnostic]
    outcomes: Sequence[Outcome]
    left_out: Sequence[str]
    folder: str = ""


def format_report(style: str, report: Report, sources: Sources) -> str:
    """Write a report in one of the formats for machines; each is loaded when it is asked for."""
    match style:
        case "sarif":
            from tfgen.report.sarif import format_sarif  # noqa: PLC0415

            return format_sarif(report.diagnostics, sources, report.folder)
        case "github":
            from tfgen.report.github import format_github  # noqa: PLC0415

            return format_github(report.diagnostics, report.folder)
        case "junit":
            from tfgen.report.junit import format_junit  # noqa: PLC0415

            return format_junit(report.diagnostics, sources, {one.name: one.seconds for one in report.outcomes})
    from tfgen.report.json import format_json  # noqa: PLC0415
    from tfgen.report.summary import as_json  # noqa: PLC0415

    more = {**as_json(list(report.outcomes)), "left_out": list(report.left_out)}
    return format_json(report.diagnostics, sources, more)
