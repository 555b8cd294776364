"""Texts that python-hcl2 has read need no second parse; nothing that lies in the cache can pass another one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import Run, write_files
from tfgen.cache import parsed
from tfgen.cache.parsed import LENGTH, ParsedTexts

GOOD, BAD = "a = 1\n", "a = $\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache folder in which one text is known."""
    ParsedTexts(tmp_path).add(GOOD)
    return tmp_path


def file_of(folder: Path) -> Path:
    """Give the one file of a cache folder."""
    (file,) = folder.iterdir()
    return file


def test_a_text_is_known_to_later_runs(folder: Path) -> None:
    """And no other one."""
    assert GOOD in ParsedTexts(folder)
    assert BAD not in ParsedTexts(folder)
    assert file_of(folder).stat().st_size == LENGTH


def test_without_a_folder_a_text_is_known_to_this_run_only() -> None:
    """As with `--no-cache`."""
    texts = ParsedTexts(None)
    texts.add(GOOD)
    assert GOOD in texts
    assert GOOD not in ParsedTexts(None)


def test_several_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each adds to what lies there."""
    runs = [ParsedTexts(tmp_path) for _ in range(5)]
    for number in range(20):
        for at, run in enumerate(runs):
            assert f"{number} {at}" not in run
            run.add(f"{number} {at}")
    assert all(f"{number} {at}" in ParsedTexts(tmp_path) for number in range(20) for at in range(5))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[1:],
        lambda _: b"",
        lambda data: bytes(byte ^ 1 for byte in data),
        lambda data: data[::-1] * 1000,
        lambda data: data + b"x",
        lambda _: b"a = $\n" * 100,
    ],
)
def test_what_is_damaged_passes_no_text(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    """At worst, a text is parsed once more; and what is added afterwards is known again."""
    file_of(folder).write_bytes(damage(file_of(folder).read_bytes()))
    texts = ParsedTexts(folder)
    assert BAD not in texts
    texts.add("b = 2\n")
    assert "b = 2\n" in ParsedTexts(folder)
    assert BAD not in ParsedTexts(folder)


def test_a_file_that_others_could_have_written_is_not_believed(folder: Path) -> None:
    """Anybody could put the hash of a bad text there."""
    file_of(folder).chmod(0o666)
    assert GOOD not in ParsedTexts(folder)


def test_of_a_full_file_the_newer_half_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it does not grow for ever; the memory of one run does not either."""
    monkeypatch.setattr(parsed, "MAX_TEXTS", 4)
    for number in range(4):
        ParsedTexts(tmp_path).add(str(number))
    texts = ParsedTexts(tmp_path)
    assert [number for number in range(4) if str(number) in texts] == [2, 3]
    assert file_of(tmp_path).stat().st_size == 2 * LENGTH
    for number in range(10, 20):
        texts.add(str(number))
    assert "2" not in texts
    assert "19" in texts


def test_a_folder_that_takes_nothing_is_no_error(tmp_path: Path) -> None:
    """A full disk only costs time."""
    (tmp_path / "none").touch()
    texts = ParsedTexts(tmp_path / "none")
    assert GOOD not in texts
    texts.add(GOOD)
    assert GOOD in texts


def test_a_full_file_that_cannot_be_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the disk is full."""
    monkeypatch.setattr(parsed, "MAX_TEXTS", 2)
    for number in range(2):
        ParsedTexts(tmp_path).add(str(number))
    (tmp_path / f"{file_of(tmp_path).name}.{os.getpid()}").mkdir()
    assert "1" in ParsedTexts(tmp_path)


def test_a_wrong_entry_lets_no_bad_file_pass(
    project: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all files of the cache damaged in turn, and with those of another project, a bad template is told each time.

    The bad text is one that tfgen's own parsers take and python-hcl2 does not.
    """
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert run("render").code == 0
    write_files(project, {"templates/root/bad.tf.j2": 'locals {\n  é = "x"\n}\n'})
    told = run("render", "dev")
    assert told.code == 1
    assert "templates/root/bad.tf.j2:2" in told.err
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert len(files) > 1
    for file in files:
        data = file.read_bytes()
        for wrong in (b"", data[:-3], data[::-1], data * 2, bytes(len(data)), os.urandom(len(data))):
            file.write_bytes(wrong)
            assert run("render", "dev") == told
        file.write_bytes(data)
