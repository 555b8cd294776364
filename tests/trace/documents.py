"""What terraform, tflint and checkov say, in their own forms, about the project in tests/lineage/support.py."""

import json
from typing import Any


def terraform(file: str, line: int) -> dict[str, Any]:
    """Give a diagnostic as `terraform validate -json` writes it."""
    place = {"line": line, "column": 3, "byte": 9}
    return {
        "severity": "error",
        "summary": "Unsupported argument",
        "detail": 'An argument named "size" is not expected here.',
        "range": {"filename": file, "start": place, "end": {**place, "column": 7}},
        "snippet": {"context": 'module "disk"', "code": "  size   = 3", "start_line": line, "values": []},
    }


def validation(*diagnostics: dict[str, Any]) -> str:
    """Give the answer of `terraform validate -json`."""
    return json.dumps({"format_version": "1.0", "valid": False, "diagnostics": list(diagnostics)})


def plan(*diagnostics: dict[str, Any]) -> str:
    """Give the answer of `terraform plan -json`, a message a line."""
    version = {"@level": "info", "@message": "Terraform 1.11.4", "type": "version"}
    found = [{"@level": "error", "type": "diagnostic", "diagnostic": diagnostic} for diagnostic in diagnostics]
    return "".join(json.dumps(message) + "\n" for message in (version, *found))


def tflint(file: str, line: int) -> str:
    """Give the answer of `tflint --format json`."""
    place = {"line": line, "column": 3}
    issue = {
        "rule": {"name": "disk_size", "severity": "warning", "link": ""},
        "message": "The disk is small.",
        "range": {"filename": file, "start": place, "end": {"line": line, "column": 9}},
        "callers": [],
    }
    return json.dumps({"issues": [issue], "errors": []})


def sarif(uri: str, line: int) -> str:
    """Give SARIF with one result."""
    place = {"artifactLocation": {"uri": uri}, "region": {"startLine": line, "endLine": line + 1}}
    result = {
        "ruleId": "DISK_1",
        "level": "error",
        "message": {"text": "The disk is small."},
        "locations": [{"physicalLocation": place}],
    }
    return json.dumps({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "lint"}}, "results": [result]}]})


def checkov(file: str, first: int, last: int) -> dict[str, Any]:
    """Give the answer of `checkov -o json`."""
    check = {
        "check_id": "CKV_1",
        "check_name": "Ensure that the disk is large",
        "file_path": file,
        "repo_file_path": file,
        "file_line_range": [first, last],
        "resource": "disk.main",
        "code_block": [[first, "x"]],
    }
    return {"check_type": "terraform", "results": {"failed_checks": [check]}}
