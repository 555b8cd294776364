"""Records are found in their file one by one, and a difference shows each on a line of its own."""

import json
from pathlib import Path

import pytest

from tfgen.providers.records import Records, format_records

LINES = {"data b": '{"x":[1,"two"]}', "data a": "{}", "provider": '"words, and: \\"quotes\\""', "data": "null"}


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Some records in a file."""
    path = tmp_path / "records.json"
    path.write_text(format_records(LINES), encoding="utf-8")
    return Records(path)


def test_the_file_is_json_with_a_sorted_line_a_record() -> None:
    """Whatever order they come in."""
    text = format_records(LINES)
    assert json.loads(text) == {key: json.loads(line) for key, line in LINES.items()}
    assert [line.partition(":")[0] for line in text.splitlines()[1:-1]] == [f'"{key}"' for key in sorted(LINES)]


@pytest.mark.parametrize("key", LINES)
def test_each_record_is_found_by_its_key(records: Records, key: str) -> None:
    """The first, the last, and one whose key begins like another's."""
    assert records.find(key) == json.loads(LINES[key])


@pytest.mark.parametrize("key", ["data c", "dat", "ata a", "x", "", '"'])
def test_other_keys_have_no_record(records: Records, key: str) -> None:
    """Also those that are parts of a key, or stand within a record."""
    assert records.find(key) is None


def test_all_records_come_at_once(records: Records) -> None:
    """By their keys."""
    assert records.all() == {key: json.loads(line) for key, line in LINES.items()}
