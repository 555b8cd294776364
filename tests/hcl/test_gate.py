"""Where HashiCorp's parser is not installed, tfgen's own judges syntax alone, and says so."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def validate_without_hashicorp(folder: Path, text: str) -> dict[str, Any]:
    """Validate a file in a Python that has no pygohcl, as on platforms for which there is none."""
    (folder / "absent" / "pygohcl").mkdir(parents=True)
    (folder / "absent" / "pygohcl" / "__init__.py").write_text('raise ImportError("no wheel for this platform")\n')
    (folder / "module").mkdir()
    (folder / "module" / "main.tf").write_text(text)
    path = os.pathsep.join([str(folder / "absent"), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-m", "tfgen", "validate", "--dir", str(folder / "module"), "--format", "json"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "told": done.stdout + done.stderr}


@pytest.mark.parametrize(("text", "summaries"), [('a = "b"\n', []), ("a = b c\n", ["Missing newline after argument"])])
def test_without_hashicorps_parser_syntax_is_checked_all_the_same(
    tmp_path: Path, text: str, summaries: list[str]
) -> None:
    """The report names what has not been checked."""
    report = validate_without_hashicorp(tmp_path, f"locals {{\n  {text}}}\n")
    assert [one["summary"] for one in report["diagnostics"]] == summaries
    assert "HashiCorp's own parser: it is not installed" in report["told"]


THREADS = """
from pathlib import Path
from tfgen.hcl.syntax import is_gate_complete, read_hcl
assert is_gate_complete()
read_hcl("a = 1", "main.tf")
status = [path.read_text() for path in Path("/proc/self/task").glob("*/status")]
blocked = [int(text.partition("SigBlk:")[2].split()[0], 16) for text in status]
print(sum(not mask & 1 << signal.SIGINT - 1 for mask in blocked), len(blocked) > 1)
"""


def test_ctrl_c_is_for_pythons_thread_alone() -> None:
    """Another thread that took the signal would leave a write that waits waiting."""
    done = subprocess.run([sys.executable, "-c", "import signal" + THREADS], capture_output=True, text=True, check=True)
    assert done.stdout == "1 True\n"
