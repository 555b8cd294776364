"""The line of source that a message shows."""

import os
from pathlib import Path

import pytest

from tfgen.report.snippet import MAX_BYTES, Snippet, Sources
from tfgen.source import SourceRange


def at(line: int, column: int, end_line: int, end_column: int, file: str = "a.yaml") -> SourceRange:
    """Give a range."""
    return SourceRange(file, line, column, end_line, end_column)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """A folder with one file of two lines, whose letters take more than one byte."""
    (tmp_path / "a.yaml").write_bytes("größe: 3\nname: größer\n".encode())
    return Sources(tmp_path)


def test_the_line_and_the_part_that_matters(sources: Sources) -> None:
    """Columns count characters, from 0."""
    assert sources.snippet(at(2, 7, 2, 13)) == Snippet("name: größer", 6, 12)


def test_a_range_over_several_lines_shows_its_first(sources: Sources) -> None:
    """Underlined to the end of that line."""
    assert sources.snippet(at(1, 8, 2, 5)) == Snippet("größe: 3", 7, 8)


def test_an_empty_range_marks_one_character(sources: Sources) -> None:
    """Where something is missing there is nothing to underline."""
    assert sources.snippet(at(1, 1, 1, 1)) == Snippet("größe: 3", 0, 1)


def test_a_range_behind_the_lines_end_stays_at_it(sources: Sources) -> None:
    """A file may have changed since it was read."""
    assert sources.snippet(at(1, 50, 1, 60)) == Snippet("größe: 3", 8, 8)


@pytest.mark.parametrize("line", [0, 4, 100])
def test_a_line_that_is_not_there_gives_none(sources: Sources, line: int) -> None:
    """The message is then told without it."""
    assert sources.snippet(at(line, 1, line, 2)) is None


def test_what_cannot_be_read_gives_none(sources: Sources, tmp_path: Path) -> None:
    """A missing file, a folder, a binary one, a pipe, a name that no file can have, an enormous file, an option."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    for name in ("missing", "folder", "binary", "pipe", "nul\0", "large", "--set size"):
        assert sources.snippet(at(1, 1, 1, 2, name)) is None


def test_a_byte_order_mark_is_no_column(sources: Sources, tmp_path: Path) -> None:
    """Some editors write one."""
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbfname: a\n")
    assert sources.snippet(at(1, 1, 1, 5, "bom.yaml")) == Snippet("name: a", 0, 4)


def test_offsets_count_bytes(sources: Sources) -> None:
    """As Terraform's do."""
    assert sources.byte_offset(at(1, 1, 1, 2), 1, 6) == len("größe".encode())
    assert sources.byte_offset(at(1, 1, 1, 2), 2, 1) == len("größe: 3\n".encode())
    assert sources.byte_offset(at(1, 1, 1, 2), 2, 13) == len("größe: 3\nname: größer".encode())
    assert sources.byte_offset(at(1, 1, 1, 2, "missing"), 1, 6) == 0


def test_a_file_outside_of_the_project_is_not_shown(tmp_path: Path) -> None:
    """A link in it would else show, in a message, what it leads to."""
    (tmp_path / "secret").write_text("s\n", "utf-8")
    root = tmp_path / "project"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "secret")
    assert Sources(root).snippet(SourceRange("link", 1, 1, 1, 2)) is None
    assert Sources(root).snippet(SourceRange("../secret", 1, 1, 1, 2)) is None
