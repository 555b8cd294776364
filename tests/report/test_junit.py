"""Diagnostics as the results of tests."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, error, warning
from tfgen.report.junit import format_junit
from tfgen.report.snippet import Sources
from tfgen.source import SourceRange

WRONG = replace(error("rule", "Wrong type", "Mend it.", SourceRange("a.yaml", 2, 7, 2, 9)), environment="dev")
CAREFUL = replace(warning("w", "Careful", "A warning."), environment="dev")


def report(folder: Path, *diagnostics: Diagnostic, checked: Mapping[str, float] | None = None) -> ET.Element:
    """Give the document, read again."""
    text = format_junit(diagnostics, Sources(folder), {"dev": 0.25, "prod": 1.5} if checked is None else checked)
    return ET.fromstring(text)  # noqa: S314 - it is our own


def test_each_environment_is_a_suite_with_a_test(tmp_path: Path) -> None:
    """Also where all is well, so that the history of a test has no gaps."""
    assert format_junit([], Sources(tmp_path), {"dev": 0.25, "prod": 1.5}) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="tfgen" tests="2" failures="0" errors="0" time="1.750">\n'
        '  <testsuite name="dev" tests="1" failures="0" errors="0" time="0.250">\n'
        '    <testcase name="dev" classname="tfgen" time="0.250" />\n'
        "  </testsuite>\n"
        '  <testsuite name="prod" tests="1" failures="0" errors="0" time="1.500">\n'
        '    <testcase name="prod" classname="tfgen" time="1.500" />\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_errors_are_one_failure(tmp_path: Path) -> None:
    """Jenkins shows one of a test only, so it tells all of them, as a person reads them."""
    (tmp_path / "a.yaml").write_text("name: a\nsize: xy\n", "utf-8")
    root = report(tmp_path, WRONG, replace(WRONG, summary="Worse", subject=None))
    assert [(root.attrib[name]) for name in ("tests", "failures", "errors")] == ["2", "1", "0"]
    (failure,) = root.iter("failure")
    assert failure.attrib == {"message": "Wrong type (and 1 more)", "type": "rule"}
    assert failure.text is not None
    assert "│   on a.yaml:2:7\n│      2: size: xy\n│               ^^\n" in failure.text
    assert "│ Error: Worse\n" in failure.text
    assert "\x1b" not in failure.text
    assert {name: root[0][0].attrib[name] for name in ("file", "line")} == {"file": "a.yaml", "line": "2"}
    assert "file" not in root[1][0].attrib


def test_one_error_is_named_alone(tmp_path: Path) -> None:
    """Without a count, and without a file where its place is none."""
    root = report(tmp_path, replace(WRONG, subject=SourceRange("--set a", 1, 1, 1, 2)))
    assert root[0][0].attrib == {"name": "dev", "classname": "tfgen", "time": "0.250"}
    assert root[0][0][0].attrib["message"] == "Wrong type"


def test_warnings_are_output_of_a_test_that_passes(tmp_path: Path) -> None:
    """Beside the failure, if there is one."""
    root = report(tmp_path, CAREFUL)
    assert root.attrib["failures"] == "0"
    (output,) = root.iter("system-out")
    assert output.text is not None
    assert "Warning: Careful" in output.text
    assert [element.tag for element in report(tmp_path, CAREFUL, WRONG)[0][0]] == ["failure", "system-out"]


def test_what_is_wrong_with_the_project_is_an_error(tmp_path: Path) -> None:
    """Nothing could be tested then."""
    root = report(tmp_path, replace(WRONG, environment=None), checked={})
    assert [root.attrib[name] for name in ("tests", "failures", "errors")] == ["1", "0", "1"]
    (suite,) = root
    assert (suite.attrib["name"], suite.attrib["errors"], suite[0][0].tag) == ("project", "1", "error")


def test_nothing_checked_and_nothing_told_is_an_empty_document(tmp_path: Path) -> None:
    """Which readers take as such."""
    assert report(tmp_path, checked={}).attrib["tests"] == "0"


def test_an_environment_that_nothing_was_said_of_has_its_suite(tmp_path: Path) -> None:
    """With no time, for none was measured."""
    root = report(tmp_path, replace(WRONG, environment="old"))
    assert [(suite.attrib["name"], suite.attrib["time"]) for suite in root][-1] == ("old", "0.000")


@given(st.text(), st.text())
def test_any_text_is_xml(summary: str, detail: str) -> None:
    """Controls, surrogates and ends of CDATA among it: a reader refuses the whole document for one of them."""
    odd = replace(
        WRONG, summary=f"\0]]>{summary}", detail=f"\ufffe\x1b ]]> & <b>\r\n.{detail}", environment=f"a\v{summary}"
    )
    text = format_junit([odd, replace(CAREFUL, detail=detail)], Sources(Path()), {})
    assert not re.search("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    root = ET.fromstring(text.encode())  # noqa: S314 - it is our own
    assert root[0].attrib["name"].startswith("a\\x0b")
    assert root[0][0][0].attrib["message"].startswith("\\x00]]>")
    assert "\\ufffe\\x1b ]]> & <b>\\r\n│ ." in str(root[0][0][0].text)
