"""checkov finds nothing in the rendered `prod`, and in `dev` what docs/trade-offs.md says."""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from typing import Any

from tests.e2e.deployment import ROOT
from tests.terraform import unavailable


@cache
def checked(name: str) -> Any:
    """Return checkov's results for a rendered environment."""
    if (executable := os.environ.get("CHECKOV") or shutil.which("checkov")) is None:
        unavailable("checkov is not installed")
    command = [executable, "-d", str(ROOT / "generated" / name), "--framework", "terraform", "--compact", "-o", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)["results"]


def test_nothing_is_found_in_prod() -> None:
    """Many checks pass, none fails."""
    assert [(found["check_id"], found["resource"]) for found in checked("prod")["failed_checks"]] == []
    assert len(checked("prod")["passed_checks"]) > 200
    assert checked("prod")["parsing_errors"] == []


def test_what_is_left_out_has_a_reason() -> None:
    """Each comment in a template says why the check does not apply."""
    reasons = [found["check_result"]["suppress_comment"] for found in checked("prod")["skipped_checks"]]
    assert reasons
    assert [reason for reason in reasons if len(reason.split()) < 5] == []


def test_what_dev_trades_away_is_documented() -> None:
    """The page lists the checks that fail, each once."""
    page = (ROOT / "docs" / "trade-offs.md").read_text("utf-8")
    documented = re.findall(r"^\| (CKV\w+) \|", page, re.MULTILINE)
    assert sorted(documented) == sorted({found["check_id"] for found in checked("dev")["failed_checks"]})
