"""Changes are written all together, or not at all."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.output.support import Place, messages
from tests.support import files_of
from tfgen.changes import Action
from tfgen.output.manifest import MANIFEST
from tfgen.protected import MARKER

OLD = {"main.tf": "old\n", "modules/a/main.tf": "old\n"}


@pytest.fixture
def written(place: Place) -> Place:
    """A folder with two files."""
    place.done(OLD)
    return place


def mount(folder: Path, *options: str) -> Iterator[Path]:
    """Mount a file system of its own, where that is possible."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_all_kinds_of_changes_at_once(written: Place) -> None:
    """Files come, change and go, and no note of the change stays."""
    assert written.done({"main.tf": "new\n", "modules/b/main.tf": "new\n"}) == {
        "main.tf": Action.UPDATE,
        "modules/a/main.tf": Action.DELETE,
        "modules/b/main.tf": Action.CREATE,
    }
    assert written.files() == {"main.tf": "new\n", "modules/b/main.tf": "new\n"}
    assert list(written.folder.parent.iterdir()) == [written.lock()]


def test_folders_are_made_up_to_the_first(tmp_path: Path) -> None:
    """`--out` may name a folder that is not there yet."""
    Place(tmp_path / "a/b/dev").done({"modules/a/main.tf": "new\n"})
    assert files_of(tmp_path) == {"a/b/dev/modules/a/main.tf": "new\n"}


def test_texts_are_utf_8_with_plain_newlines(place: Place) -> None:
    """The same bytes on every machine."""
    place.done({"main.tf": 'a = "für"\n'})
    assert (place.folder / "main.tf").read_bytes() == b'a = "f\xc3\xbcr"\n'


def test_files_are_readable_by_others(place: Place, tmp_path: Path) -> None:
    """As open as any new file, the manifest too."""
    (tmp_path / "usual").write_text("")
    place.done({"main.tf": "new\n"})
    for name in ("main.tf", MANIFEST):
        assert (place.folder / name).stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_does_not_change_keeps_its_time(written: Place) -> None:
    """A build tool that looks at times sees only what is new; where nothing is, not even a folder changes."""
    before = written.everything()
    written.done(OLD)
    assert written.everything() == before
    written.done({**OLD, "main.tf": "new\n"})
    changed = {path for path, *_ in set(before) ^ set(written.everything())}
    assert changed == {str(written.folder / "main.tf"), str(written.folder / MANIFEST)}


def test_folders_left_empty_go(written: Place) -> None:
    """A module that is rendered no more leaves no folder, but one with other files in it stays."""
    written.done({**OLD, "modules/b/c/main.tf": "old\n"})
    written.put({"modules/b/notes.txt": "mine\n"})
    written.done({})
    assert written.files() == {"modules/b/notes.txt": "mine\n"}
    assert sorted(path.name for path in written.folder.rglob("*") if path.is_dir()) == ["b", "modules"]


def test_the_environments_own_folder_stays(written: Place) -> None:
    """Even when its last file goes: it may be someone's current folder."""
    written.done({})
    assert [path.name for path in written.folder.iterdir()] == [MANIFEST]


def test_a_file_moves_in_where_the_last_one_moves_out(written: Place) -> None:
    """A renamed template changes its folder's only file."""
    written.done({"main.tf": "old\n", "modules/a/vpc.tf": "new\n"})
    assert written.files() == {"main.tf": "old\n", "modules/a/vpc.tf": "new\n"}


def test_a_disk_that_fills_changes_nothing_wherever_it_is_full(disk: Path) -> None:
    """Whichever file no longer fits, what was there stays whole, and a smaller set fits after that."""
    place = Place(disk / "dev")
    place.done({**OLD, "gone.tf": "old\n"})
    refused = 0
    for size in range(0, 40_000, 2_000):
        (disk / "filler").write_bytes(b"x" * size)
        before = place.everything()
        changes, refusals = place.write({"main.tf": f"new {size}\n", "large.tf": "x" * 5_000, "modules/b/a.tf": "b\n"})
        if refusals:
            refused += 1
            assert (changes, place.everything()) == ([], before)
            assert "No space left on device. Mend that and render dev again." in messages(refusals)
        place.lock()
    assert 0 < refused < 20
    (disk / "filler").unlink()
    place.done({"main.tf": "last\n"})
    assert place.files() == {"main.tf": "last\n"}


def test_a_limit_on_the_size_of_files_changes_nothing(written: Place) -> None:
    """As a full disk, and no root is needed to have one."""
    limited = (
        "import resource, signal\n"
        "from pathlib import Path\n"
        "from tests.output.support import Place\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "usual = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, usual[1]))\n"
        f"found = (Place(Path({str(written.folder)!r})).refused({{'main.tf': 'x' * 5000, 'b/b.tf': 'b'}}))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, usual)\n"
        "print(found)\n"
    )
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=True)
    assert done.stdout == "[('output-failed', '')]\n"
    assert written.files() == OLD


def test_a_read_only_file_system_changes_nothing(disk: Path) -> None:
    """The refusal names the place; where there is nothing to change, there is nothing to refuse."""
    place = Place(disk / "dev")
    place.done(OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert place.refused({"main.tf": "new\n"}) == [("output-failed", "")]
    _, refusals = Place(disk / "prod").write(OLD)
    assert messages(refusals) == f"{disk}/prod: Read-only file system. Mend that and render dev again."
    assert set(place.done(OLD).values()) == {Action.NO_OP}
    assert set(place.states(OLD).values()) == {"in sync"}


@pytest.mark.parametrize(
    ("options", "why"), [(["-o", "ro"], "not writable"), ([], "The folder is a file system of its own")]
)
def test_a_folder_that_cannot_be_written_changes_no_other(written: Place, options: list[str], why: str) -> None:
    """One read-only module keeps the whole environment as it was; so does one that nothing can be moved into."""
    for module in mount(written.folder / "modules/b", "-t", "tmpfs", *options, "tmpfs"):
        _, refusals = written.write({"main.tf": "new\n", "modules/b/main.tf": "new\n", "modules/c/main.tf": "new\n"})
        assert why in messages(refusals)
        assert f"{written.output.name}/modules/b: " in messages(refusals)
        assert written.files() == OLD
        assert not (written.folder / "modules/c").exists()
        assert module.is_dir()


def test_what_fails_halfway_is_told_and_finished_by_the_next_run(written: Place) -> None:
    """Such as a file that the system lets nobody replace; until then Terraform is kept from the folder."""
    made = subprocess.run(["chattr", "+i", str(written.folder / "modules/a/main.tf")], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("no file can be made immutable here")
    new = {"main.tf": "new\n", "modules/a/main.tf": "new\n"}
    try:
        changes, refusals = written.write(new)
        assert changes == []
        assert messages(refusals) == (
            "generated/dev/modules/a/main.tf: Operation not permitted. Some files of generated/dev are new and some "
            "are old, so that Terraform refuses it. Mend that and render dev again."
        )
        assert (written.folder / MARKER).is_file()
        assert written.look(new).is_interrupted
    finally:
        subprocess.run(["chattr", "-i", str(written.folder / "modules/a/main.tf")], check=True)
    assert set(written.done(new).values()) == {Action.NO_OP}
    assert written.said == ["dev: finished the render that was interrupted in generated/dev"]
    assert written.files() == new
    written.lock()


def test_a_folder_that_nobody_may_read_is_told(written: Place) -> None:
    """By status; for root, who may read everything, a link that leads to itself does the same."""
    (written.folder / ".tfgen-transaction").symlink_to(".tfgen-transaction")
    assert written.refused(OLD) == [("output-foreign", "generated/dev/.tfgen-transaction")]
    assert [found.rule for found in written.look(OLD).diagnostics] == ["output-foreign"]


def test_a_name_that_is_too_long_for_the_disk_is_told(place: Place) -> None:
    """Whatever the system says comes with the file's name, when reading and when writing."""
    long = {f"{'x' * 300}.tf": "new\n"}
    _, refusals = place.write(long)
    assert "File name too long. Mend that and render dev again." in messages(refusals)
    assert not place.folder.exists()
    place.folder.mkdir(parents=True)
    (seen,) = place.look(long).diagnostics
    assert (seen.rule, "File name too long" in seen.detail) == ("output-unreadable", True)


def test_a_person_s_file_with_the_marker_s_name_is_not_lost(written: Place) -> None:
    """It is in the way of every change."""
    written.put({MARKER: "# mine\n"})
    assert written.refused({"main.tf": "new\n"}) == [("output-foreign", f"generated/dev/{MARKER}")]
    assert (written.folder / MARKER).read_text() == "# mine\n"


def test_the_folder_goes_again_when_nothing_comes_into_it(place: Place) -> None:
    """A new environment that cannot be written leaves no trace."""
    place.folder.parent.mkdir()
    os.mkfifo(place.folder.parent / "pipe")
    _, refusals = place.write({f"{'x' * 300}.tf": "new\n"})
    assert [found.rule for found in refusals] == ["output-failed"]
    assert [path.name for path in place.folder.parent.iterdir()] == ["pipe"]


def test_line_ends_that_git_converted_are_named(place: Place) -> None:
    """Nobody edited the file: what to do is something else."""
    place.done({"a.tf": "a = 1\n", "b.tf": "b = 1\n"})
    (place.folder / "a.tf").write_bytes(b"a = 1\r\n")
    for texts in ({"a.tf": "a = 1\n"}, {"b.tf": "b = 1\n"}):
        changes, [refusal] = place.write(texts)
        assert (changes, refusal.summary) == ([], "Line ends converted")
        assert "Put `generated/dev/** -text` into .gitattributes" in refusal.detail
    assert place.states({"a.tf": "a = 1\n"})["a.tf"] == "edited"
    place.done({"a.tf": "a = 1\n"}, force=True)
    assert place.files() == {"a.tf": "a = 1\n"}
