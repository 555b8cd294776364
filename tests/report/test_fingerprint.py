"""Fingerprints of lines, which must be GitHub's."""

from pathlib import Path

import pytest

from tfgen.report.fingerprint import Fingerprints
from tfgen.report.snippet import Sources
from tfgen.source import line_range

# Texts and the fingerprints of their lines that GitHub's own tests expect.
GITHUB = {
    "": ["c129715d7a2bc9a3:1"],
    " a\nb\n  \t\tc\n d": ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n": [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
    ],
    "Lorem ipsum dolor sit amet.\n" * 10: [
        *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)),
        "a7f2ff1481e87703:1",
        "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1",
        "cc97dc7b1d7d8f7b:1",
        "c129715d7a2bc9a3:1",
    ],
}


def fingerprints(folder: Path, text: str) -> list[str | None]:
    """Give the fingerprints of a text's lines, and of one line more."""
    (folder / "a.tf").write_bytes(text.encode())
    made = Fingerprints(Sources(folder))
    return [made.of(line_range("a.tf", number)) for number in range(1, len(text.splitlines()) + 3)]


@pytest.mark.parametrize(("text", "expected"), GITHUB.items(), ids=["empty", "last line open", "newlines", "alike"])
def test_they_are_those_that_github_makes(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Otherwise its upload warns of every result."""
    assert [found for found in fingerprints(tmp_path, text) if found] == expected


def test_a_line_keeps_its_fingerprint_when_others_come_above_it(tmp_path: Path) -> None:
    """So an alert that somebody dismissed stays dismissed."""
    below = "".join(f"line {number} \U0001f600\n" for number in range(50))
    before, after = fingerprints(tmp_path, below), fingerprints(tmp_path, f"new\n\n{below}")
    assert before[:50] == after[2:52]
    assert len(set(before[:50])) == 50


def test_without_the_line_there_is_none(tmp_path: Path) -> None:
    """A file may be gone, or be shorter by now."""
    made = Fingerprints(Sources(tmp_path))
    assert made.of(line_range("gone.tf", 1)) is None
    assert fingerprints(tmp_path, "a\n")[-1] is None
    assert made.of(line_range("a.tf", 0)) is None
