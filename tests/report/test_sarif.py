"""Diagnostics as code scanning reads them."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tfgen import __version__
from tfgen.diagnostics import Diagnostic, Link, Severity, error, warning
from tfgen.report.sarif import format_sarif
from tfgen.report.snippet import Sources
from tfgen.source import SourceRange
from tfgen.trace.documents import read_report

WRONG = error("rule", "Wrong type", "It is wrong. Mend it.", SourceRange("a.yaml", 2, 7, 2, 9))
OPTION = SourceRange("--set size", 1, 6, 1, 8)


def run_of(folder: Path, *diagnostics: Diagnostic, below: str = "") -> dict[str, Any]:
    """Give the log's only run, read again."""
    log = json.loads(format_sarif(diagnostics, Sources(folder), below))
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    (run,) = log["runs"]
    return dict(run)


def result_of(folder: Path, diagnostic: Diagnostic, below: str = "") -> dict[str, Any]:
    """Give the only result."""
    (result,) = run_of(folder, diagnostic, below=below)["results"]
    return dict(result)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file."""
    (tmp_path / "a.yaml").write_text("name: a\nsize: xy\n", "utf-8")
    return tmp_path


def test_a_result_has_rule_level_message_and_region(folder: Path) -> None:
    """Everything that GitHub calls required."""
    run = run_of(folder, WRONG)
    assert run == {
        "tool": {
            "driver": {
                "name": "tfgen",
                "version": __version__,
                "rules": [
                    {
                        "id": "rule",
                        "shortDescription": {"text": "Wrong type"},
                        "fullDescription": {"text": "Wrong type"},
                        "help": {"text": "Wrong type"},
                        "defaultConfiguration": {"level": "error"},
                    }
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolConfigurationNotifications": []}],
        "results": [
            {
                "ruleId": "rule",
                "ruleIndex": 0,
                "level": "error",
                "message": {"text": "It is wrong. Mend it."},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "a.yaml", "uriBaseId": "%SRCROOT%"},
                            "region": {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 9},
                        }
                    }
                ],
                "partialFingerprints": run["results"][0]["partialFingerprints"],
                "properties": {"environments": []},
            }
        ],
    }


def test_nothing_to_tell_is_a_log_without_results(folder: Path) -> None:
    """GitHub closes the alerts then."""
    run = run_of(folder)
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_each_rule_is_there_once(folder: Path) -> None:
    """In the order of their ids, to which the results' indexes point."""
    other = warning("another", "Careful", "So.", WRONG.subject)
    run = run_of(folder, WRONG, other, replace(WRONG, detail="Again."))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["another", "rule"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["rule", "another", "rule"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error"]


def test_a_summary_that_is_not_the_rules_is_in_the_message(folder: Path) -> None:
    """A rule may have several; nothing of what was said is lost."""
    run = run_of(folder, WRONG, replace(WRONG, summary="Invalid index"))
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "Wrong type"
    assert [result["message"]["text"] for result in run["results"]] == [
        "It is wrong. Mend it.",
        "Invalid index: It is wrong. Mend it.",
    ]


def test_environments_with_the_same_finding_share_a_result(folder: Path) -> None:
    """It is one thing to mend, and one alert."""
    (result,) = run_of(folder, *(replace(WRONG, environment=name) for name in ("dev", "prod")))["results"]
    assert result["properties"] == {"environments": ["dev", "prod"]}


@pytest.mark.parametrize(
    ("below", "file", "expected"),
    [
        ("", "my dir/100%,#ö:a.tf", {"uri": "my%20dir/100%25%2C%23%C3%B6%3Aa.tf", "uriBaseId": "%SRCROOT%"}),
        ("infra/", "a.tf", {"uri": "infra/a.tf", "uriBaseId": "%SRCROOT%"}),
        ("infra", "/srv/a b.tf", {"uri": "file:///srv/a%20b.tf"}),
    ],
)
def test_a_file_is_a_uri_from_the_root_of_the_repository(
    folder: Path, below: str, file: str, expected: dict[str, str]
) -> None:
    """Whatever its name holds."""
    result = result_of(folder, replace(WRONG, subject=SourceRange(file, 1, 1, 1, 2)), below)
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == expected


def test_the_chain_is_related_locations_and_a_code_flow(folder: Path) -> None:
    """A line that no file holds is in the log itself; the same step twice is one."""
    rendered = Link("rendered line", SourceRange("main.tf", 12, 3, 12, 4), "  size = xy")
    spec = Link("spec value", SourceRange("a.yaml", 1, 7, 1, 8))
    result = result_of(folder, replace(WRONG, chain=(rendered, spec, spec)))
    assert [location["message"]["text"] for location in result["relatedLocations"]] == ["rendered line", "spec value"]
    first, second = (location["physicalLocation"] for location in result["relatedLocations"])
    assert first == {
        "artifactLocation": {"uri": "main.tf"},
        "region": {
            "startLine": 12,
            "startColumn": 3,
            "endLine": 12,
            "endColumn": 4,
            "snippet": {"text": "  size = xy"},
        },
    }
    assert second["artifactLocation"] == {"uri": "a.yaml", "uriBaseId": "%SRCROOT%"}
    (thread,) = result["codeFlows"][0]["threadFlows"]
    assert [step["location"] for step in thread["locations"]] == result["relatedLocations"]


def test_an_option_of_the_command_line_is_at_the_file_that_it_leads_on_to(folder: Path) -> None:
    """And is named in the message: it has no file of its own, and GitHub takes no result without one."""
    chain = (
        Link("set by", replace(OPTION, file="--set other")),
        Link("rendered line", SourceRange("main.tf", 1, 1, 1, 2), "a = 1"),
        Link("overrides", SourceRange("a.yaml", 2, 1, 2, 2)),
    )
    result = result_of(folder, replace(WRONG, subject=OPTION, chain=chain))
    assert result["message"]["text"] == "It is wrong. Mend it.\nOn --set size.\nset by: --set other."
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.yaml"
    assert len(result["relatedLocations"]) == 2


@pytest.mark.parametrize("subject", [None, OPTION])
def test_what_is_in_no_file_is_a_notification(folder: Path, subject: SourceRange | None) -> None:
    """GitHub refuses the whole log for one result without a file."""
    run = run_of(folder, WRONG, replace(WRONG, subject=subject, detail="Nowhere."))
    assert len(run["results"]) == 1
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolConfigurationNotifications"] == [
        {
            "associatedRule": {"id": "rule", "index": 0},
            "level": "error",
            "message": {"text": "Nowhere." + ("\nOn --set size." if subject else "")},
            "properties": {"environments": []},
        }
    ]
    (invocation,) = run_of(folder, warning("w", "Careful", "So."))["invocations"]
    assert invocation["executionSuccessful"] is True


def test_a_fingerprint_outlives_lines_above(folder: Path) -> None:
    """So an alert that was dismissed stays so."""
    before = result_of(folder, WRONG)["partialFingerprints"]
    (folder / "a.yaml").write_text("# new\nname: a\nsize: xy\n", "utf-8")
    after = result_of(folder, replace(WRONG, subject=SourceRange("a.yaml", 3, 7, 3, 9)))["partialFingerprints"]
    assert before == after
    assert list(before) == ["primaryLocationLineHash"]
    assert "partialFingerprints" not in result_of(folder, replace(WRONG, subject=SourceRange("gone", 1, 1, 1, 2)))


def test_tfgen_reads_its_own_log(folder: Path) -> None:
    """Line for line, with whatever stands in the texts."""
    odd = 'größe "\x00" 100%\n]]> {0} \\ \U0001f600'
    told = [replace(WRONG, detail=odd), warning("w", "Careful", "So.", SourceRange("d i r/ä,1.tf", 3, 1, 5, 2))]
    findings = read_report(format_sarif(told, Sources(folder))).findings
    assert [(found.file, found.first, found.last) for found in findings] == [("a.yaml", 2, 2), ("d i r/ä,1.tf", 3, 5)]
    assert [(found.severity, found.rule, found.detail) for found in findings] == [
        (Severity.ERROR, "rule", odd),
        (Severity.WARNING, "w", "So."),
    ]
