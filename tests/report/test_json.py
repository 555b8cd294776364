"""Diagnostics as programs read them."""

import json
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Link, error, warning
from tfgen.report.json import format_json
from tfgen.report.snippet import Sources
from tfgen.source import SourceRange


def document(folder: Path, *diagnostics: Diagnostic) -> dict[str, Any]:
    """Give the document, read again."""
    read: dict[str, Any] = json.loads(format_json(diagnostics, Sources(folder), {"environments": []}))
    return read


def test_a_document_counts_errors_and_warnings(tmp_path: Path) -> None:
    """Warnings alone leave it valid."""
    careful = warning("w", "Careful", "A warning.")
    assert document(tmp_path, careful, careful) == {
        "format_version": "1.0",
        "valid": True,
        "error_count": 0,
        "warning_count": 2,
        "diagnostics": [{"severity": "warning", "summary": "Careful", "detail": "A warning.", "rule": "w"}] * 2,
        "environments": [],
    }
    counts = document(tmp_path, careful, error("e", "Wrong", "An error."))
    assert (counts["valid"], counts["error_count"], counts["warning_count"]) == (False, 1, 1)


def test_a_place_has_range_and_snippet(tmp_path: Path) -> None:
    """Lines and columns from 1, bytes from 0, offsets into the line from 0."""
    (tmp_path / "a.yaml").write_text("größe: 3\nname: ö\n", "utf-8")
    (found,) = document(tmp_path, error("e", "Wrong", "No.", SourceRange("a.yaml", 2, 7, 2, 8)))["diagnostics"]
    assert found["range"] == {
        "filename": "a.yaml",
        "start": {"line": 2, "column": 7, "byte": 17},
        "end": {"line": 2, "column": 8, "byte": 19},
    }
    assert found["snippet"] == {
        "context": None,
        "code": "name: ö",
        "start_line": 2,
        "highlight_start_offset": 6,
        "highlight_end_offset": 7,
        "values": [],
    }


def test_a_file_that_cannot_be_read_has_no_snippet(tmp_path: Path) -> None:
    """As in Terraform, the key is then absent."""
    (found,) = document(tmp_path, error("e", "Wrong", "No.", SourceRange("gone", 1, 1, 1, 2)))["diagnostics"]
    assert found["range"]["filename"] == "gone"
    assert "snippet" not in found


def test_environment_and_chain_are_there_where_they_are_known(tmp_path: Path) -> None:
    """With the line itself where no file holds it."""
    chain = (
        Link("rendered line", SourceRange("main.tf", 3, 1, 3, 2), "a = 1"),
        Link("spec value", SourceRange("a.yaml", 1, 1, 1, 2)),
    )
    wrong = replace(error("e", "Wrong", "No."), chain=chain, environment="dev")
    (found,) = document(tmp_path, wrong)["diagnostics"]
    assert found["environment"] == "dev"
    assert [(link["role"], link["range"]["filename"], link.get("code")) for link in found["chain"]] == [
        ("rendered line", "main.tf", "a = 1"),
        ("spec value", "a.yaml", None),
    ]
