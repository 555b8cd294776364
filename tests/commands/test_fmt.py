"""`tfgen fmt`: which files are formatted, what is said, and the exit codes."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support import Run, files_of, write_files
from tfgen.cli import run as run_command_line

UGLY, NICE = "a=1\nbbb=2\n", "a   = 1\nbbb = 2\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty at first."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Let standard input hold some bytes."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_the_current_folder_is_formatted_with_all_below(folder: Path, run: Run) -> None:
    """Terraform's kinds of files, those that change named; hidden folders and other files are left alone."""
    ugly = ["a.tf", "b/c.tfvars", "b/d.tftest.hcl", "e.tfmock.hcl"]
    others = {".terraform/x.tf": UGLY, ".hidden.tf": UGLY, "x.hcl": UGLY, "x.txt": UGLY, "nice.tf": NICE}
    write_files(folder, {**dict.fromkeys(ugly, UGLY), **others})
    said = run("fmt")
    assert (said.code, said.out.split(), said.err) == (0, ["a.tf", "e.tfmock.hcl", "b/c.tfvars", "b/d.tftest.hcl"], "")
    assert files_of(folder) == {**dict.fromkeys(ugly, NICE), **others}


def test_named_paths_are_formatted_whatever_they_are_called(folder: Path, run: Run) -> None:
    """A file need not have an ending; nothing else is touched."""
    write_files(folder, {"x.txt": UGLY, "y/z.tf": UGLY, "w.tf": UGLY})
    assert run("fmt", "x.txt", "y").out == "x.txt\ny/z.tf\n"
    assert files_of(folder) == {"x.txt": NICE, "y/z.tf": NICE, "w.tf": UGLY}


def test_check_writes_nothing_and_exits_2(folder: Path, run: Run) -> None:
    """As far as anything would change."""
    write_files(folder, {"a.tf": UGLY})
    assert run("fmt", "--check") == run("fmt", "--check", "a.tf")
    assert (run("fmt", "--check").code, run("fmt", "--check").out) == (2, "a.tf\n")
    assert files_of(folder) == {"a.tf": UGLY}
    run("fmt")
    assert (run("fmt", "--check").code, run("fmt", "--check").out) == (0, "")


def test_diff_shows_the_changes(folder: Path, run: Run) -> None:
    """In the unified form, also where the last line has no end."""
    write_files(folder, {"a.tf": "a=1"})
    expected = "a.tf\n--- old/a.tf\n+++ new/a.tf\n@@ -1 +1 @@\n-a=1\n\\ No newline at end of file\n+a = 1\n"
    assert run("fmt", "--check", "--diff").out == f"{expected}\\ No newline at end of file\n"
    assert files_of(folder) == {"a.tf": "a=1"}
    assert run("fmt", "--diff").out == f"{expected}\\ No newline at end of file\n"
    assert files_of(folder) == {"a.tf": "a = 1"}


def test_a_broken_file_is_told_with_its_place_and_the_others_go_on(folder: Path, run: Run) -> None:
    """It stays as it is; the exit code says error, also where others differ."""
    write_files(folder, {"a.tf": "a=[\n", "b.tf": b"\n a=\xff\n", "c.tf": UGLY})
    said = run("fmt", "--check")
    assert (said.code, said.out) == (1, "c.tf\n")
    assert "a.tf" in said.err
    assert "b.tf:2:4" in said.err
    assert "UTF-8" in said.err
    run("fmt")
    assert (folder / "a.tf").read_bytes() == b"a=[\n"
    assert (folder / "c.tf").read_text() == NICE


def test_a_missing_file_is_an_error(run: Run) -> None:
    """Named as it was given."""
    said = run("fmt", "nowhere.tf")
    assert (said.code, said.out) == (1, "")
    assert "nowhere.tf: No such file or directory" in said.err


def test_a_files_mode_and_a_link_to_it_stay(folder: Path, run: Run) -> None:
    """The new text is put where the link leads."""
    write_files(folder, {"real/a.tf": UGLY})
    (folder / "real/a.tf").chmod(0o640)
    (folder / "link.tf").symlink_to("real/a.tf")
    assert run("fmt", "link.tf").code == 0
    assert (folder / "link.tf").is_symlink()
    assert (folder / "real/a.tf").read_text() == NICE
    assert (folder / "real/a.tf").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (folder / "real").iterdir()] == ["a.tf"]


def test_a_byte_order_mark_goes(folder: Path, run: Run) -> None:
    """As with terraform fmt."""
    write_files(folder, {"a.tf": f"\ufeff{UGLY}"})
    assert run("fmt").code == 0
    assert files_of(folder) == {"a.tf": NICE}


def test_standard_input_goes_to_standard_output(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, newlines as they are."""
    stdin(monkeypatch, b"a=1\r\n")
    assert run_command_line(["fmt", "-"]) == 0
    assert capsysbinary.readouterr().out == b"a = 1\r\n"
    assert list(folder.iterdir()) == []


def test_standard_input_can_be_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing but the difference that was asked for is printed."""
    stdin(monkeypatch, UGLY.encode())
    said = run("fmt", "--check", "-")
    assert (said.code, said.out) == (2, "")
    stdin(monkeypatch, UGLY.encode())
    assert "+++ new/<stdin>" in run("fmt", "--diff", "-").out
    stdin(monkeypatch, b"a = [")
    assert "<stdin>" in run("fmt", "-").err
