"""What another version has found out does not count."""

import sys
from pathlib import Path

import pytest

import tfgen
from tests.support import write_files
from tfgen.cache.tools import fingerprint


def test_each_version_of_a_tool_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And so has a machine where it is not installed."""
    found = [fingerprint(["another_tool"])]
    monkeypatch.syspath_prepend(str(tmp_path))
    for text in ("", "VERSION = 1\n", "VERSION = 12\n"):
        write_files(tmp_path, {"another_tool/__init__.py": text})
        sys.path_importer_cache.clear()
        found.append(fingerprint(["another_tool"]))
    assert len(set(found)) == len(found)
    assert fingerprint(["another_tool"]) == found[-1]
    assert "another_tool" not in sys.modules


def test_a_checkout_that_is_being_worked_on_has_another_one_after_each_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed tfgen changes only with its version."""
    write_files(tmp_path, {"tfgen/__init__.py": "", "tfgen/hcl/parse.py": "", "tfgen/__pycache__/parse.pyc": ""})
    monkeypatch.setattr(tfgen, "__file__", str(tmp_path / "tfgen/__init__.py"))
    installed = fingerprint([])
    write_files(tmp_path, {"tfgen/hcl/parse.py": "changed"})
    assert fingerprint([]) == installed
    write_files(tmp_path, {"pyproject.toml": ""})
    before = fingerprint([])
    write_files(tmp_path, {"tfgen/__pycache__/parse.pyc": "changed"})
    assert fingerprint([]) == before
    write_files(tmp_path, {"tfgen/hcl/parse.py": "changed again"})
    assert len({installed, before, fingerprint([])}) == 3
