"""Environments that are settled are found by all that they depend on, and by nothing else."""

from pathlib import Path

import pytest

from tfgen.cache import settled as cache
from tfgen.cache.settled import Settled, SettledEnvironments
from tfgen.diagnostics import Link, warning
from tfgen.source import line_range

KEY, OTHER = "ab" * 32, "ab" + "cd" * 31
WHERE = line_range("environments/dev.yaml", 3, "  a: 1")
SETTLED = Settled(
    "0" * 64, 3, 2, ("A check.",), (warning("w", "Odd", "It is odd.", WHERE, (Link("rendered line", WHERE, "a"),)),)
)


def test_what_is_kept_is_found_whole(tmp_path: Path) -> None:
    """With its warnings, and under its own key only."""
    environments = SettledEnvironments(tmp_path)
    assert environments.find(KEY) is None
    environments.keep(KEY, SETTLED)
    assert environments.find(KEY) == SETTLED
    assert environments.find(OTHER) is None


def test_what_is_damaged_or_lies_under_another_name_is_not_found(tmp_path: Path) -> None:
    """A bit that has turned over in any place included."""
    environments = SettledEnvironments(tmp_path)
    environments.keep(KEY, SETTLED)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    data = file.read_bytes()
    file.with_name(OTHER[2:]).write_bytes(data)
    assert environments.find(OTHER) is None
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        assert environments.find(KEY) is None
        file.write_bytes(data[:at])
        assert environments.find(KEY) is None
    file.write_bytes(data)
    assert environments.find(KEY) == SETTLED


def test_a_folder_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest stay."""
    monkeypatch.setattr(cache, "MAX_IN_FOLDER", 4)
    environments = SettledEnvironments(tmp_path)
    keys = [f"ab{number:062}" for number in range(30)]
    for key in keys:
        environments.keep(key, SETTLED)
    known = [key for key in keys if environments.find(key)]
    assert 2 <= len(known) <= 4
    assert known[-1] == keys[-1]


def test_what_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    """It is only not found."""
    (tmp_path / "settled").touch()
    environments = SettledEnvironments(tmp_path)
    environments.keep(KEY, SETTLED)
    assert environments.find(KEY) is None
