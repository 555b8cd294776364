"""Changes are written all together, or not at all."""

import subprocess
from pathlib import Path

import pytest

from tests.support import files_of
from tfgen.changes import Action, FileChange
from tfgen.output.write import write


def create(path: str, text: str = "new\n") -> FileChange:
    """A file that is not there yet."""
    return FileChange(Action.CREATE, path, text)


def update(path: str, text: str = "new\n") -> FileChange:
    """A file with another text."""
    return FileChange(Action.UPDATE, path, text)


def delete(path: str) -> FileChange:
    """A file that goes."""
    return FileChange(Action.DELETE, path, None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An environment's folder with two files."""
    made = tmp_path / "generated" / "dev"
    (made / "modules/a").mkdir(parents=True)
    (made / "main.tf").write_text("old\n")
    (made / "modules/a/main.tf").write_text("old\n")
    return made


def test_all_kinds_of_changes_at_once(folder: Path) -> None:
    """Files come, change and go, and no staging folder stays beside them."""
    write([update("main.tf"), delete("modules/a/main.tf"), create("modules/b/main.tf")], folder)
    assert files_of(folder) == {"main.tf": "new\n", "modules/b/main.tf": "new\n"}
    assert list(folder.parent.iterdir()) == [folder]


def test_folders_are_made_up_to_the_first(tmp_path: Path) -> None:
    """`--out` may name a folder that is not there yet."""
    write([create("modules/a/main.tf")], tmp_path / "a/b/dev")
    assert files_of(tmp_path) == {"a/b/dev/modules/a/main.tf": "new\n"}


def test_texts_are_utf_8_with_plain_newlines(tmp_path: Path) -> None:
    """The same bytes on every machine."""
    write([create("main.tf", 'a = "für"\n')], tmp_path / "dev")
    assert (tmp_path / "dev/main.tf").read_bytes() == b'a = "f\xc3\xbcr"\n'


def test_files_are_readable_by_others(tmp_path: Path) -> None:
    """The staging folder is private, what comes out of it is as open as any new file."""
    (tmp_path / "usual").write_text("")
    write([create("main.tf")], tmp_path / "dev")
    assert (tmp_path / "dev/main.tf").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_does_not_change_is_not_touched(folder: Path) -> None:
    """A build tool that looks at times sees nothing new, and nothing is staged."""
    before = [(path, path.stat().st_mtime_ns) for path in sorted(folder.parent.rglob("*"))]
    write([FileChange(Action.NO_OP, "main.tf", "old\n")], folder)
    assert [(path, path.stat().st_mtime_ns) for path in sorted(folder.parent.rglob("*"))] == before


def test_folders_left_empty_go(folder: Path) -> None:
    """A module that is rendered no more leaves no folder, but one with other files in it stays."""
    (folder / "modules/b/c").mkdir(parents=True)
    (folder / "modules/b/c/main.tf").write_text("old\n")
    (folder / "modules/b/notes.txt").write_text("mine\n")
    write([delete("main.tf"), delete("modules/a/main.tf"), delete("modules/b/c/main.tf")], folder)
    assert files_of(folder) == {"modules/b/notes.txt": "mine\n"}
    assert sorted(path.name for path in folder.rglob("*") if path.is_dir()) == ["b", "modules"]


def test_the_environments_own_folder_stays(folder: Path) -> None:
    """Even when its last file goes: it may be someone's current folder."""
    write([delete("main.tf"), delete("modules/a/main.tf")], folder)
    assert list(folder.iterdir()) == []


def test_a_file_moves_in_where_the_last_one_moves_out(folder: Path) -> None:
    """A renamed template changes its folder's only file."""
    write([delete("modules/a/main.tf"), create("modules/a/vpc.tf")], folder)
    assert files_of(folder) == {"main.tf": "old\n", "modules/a/vpc.tf": "new\n"}


def test_a_full_disk_changes_nothing(disk: Path) -> None:
    """Though the first text would still fit."""
    folder = disk / "dev"
    folder.mkdir()
    (folder / "main.tf").write_text("old\n")
    with pytest.raises(OSError, match="No space left"):
        write([update("main.tf"), create("large.tf", "x" * 100_000), delete("main.tf")], folder)
    assert files_of(disk) == {"dev/main.tf": "old\n"}
    assert list(disk.iterdir()) == [folder]


def test_a_read_only_file_system_changes_nothing(disk: Path) -> None:
    """The refusal names the place."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(OSError, match="Read-only") as refusal:
        write([create("main.tf")], disk / "dev")
    assert str(refusal.value.filename).startswith(str(disk))
    assert list(disk.iterdir()) == []


def test_a_folder_that_cannot_be_written_changes_no_other(disk: Path) -> None:
    """One read-only module keeps the whole environment as it was."""
    folder = disk / "dev"
    module = folder / "modules/a"
    module.mkdir(parents=True)
    (folder / "main.tf").write_text("old\n")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(module)], check=True)
    try:
        with pytest.raises(PermissionError, match="not writable") as refusal:
            write([update("main.tf"), create("modules/a/main.tf")], folder)
    finally:
        subprocess.run(["umount", str(module)], check=True)
    assert refusal.value.filename == str(module)
    assert files_of(disk) == {"dev/main.tf": "old\n"}
    assert list(disk.iterdir()) == [folder]
