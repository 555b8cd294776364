"""No link leads out of the folder, whenever it is put there."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.output.support import Place
from tests.support import files_of
from tfgen.output.tree import InTheWay, Tree


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Tree]:
    """An open folder."""
    (tmp_path / "dev/modules").mkdir(parents=True)
    opened = Tree(tmp_path / "dev", "generated/dev")
    yield opened
    opened.close()


def test_a_folder_that_becomes_a_link_is_not_followed(tree: Tree, tmp_path: Path) -> None:
    """What was opened as a folder stays that folder, wherever it is moved."""
    tree.folder("modules")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "dev/modules").rename(tmp_path / "dev/moved")
    (tmp_path / "dev/modules").symlink_to(tmp_path / "elsewhere")
    tree.create("modules/main.tf", b"new\n")
    assert files_of(tmp_path) == {"dev/moved/main.tf": "new\n"}


def test_a_file_that_becomes_a_link_is_replaced_and_not_followed(tree: Tree, tmp_path: Path) -> None:
    """Neither is it created through one."""
    (tmp_path / "victim").write_text("mine\n")
    (tmp_path / "dev/main.tf").symlink_to(tmp_path / "victim")
    with pytest.raises(FileExistsError) as refusal:
        tree.create("main.tf", b"new\n")
    assert refusal.value.filename == "generated/dev/main.tf"
    with pytest.raises(InTheWay):
        tree.read("main.tf")
    tree.create("new", b"new\n")
    tree.move("new", "main.tf")
    assert (tmp_path / "victim").read_text() == "mine\n"
    assert not (tmp_path / "dev/main.tf").is_symlink()


def test_a_folder_that_cannot_be_removed_stays(tree: Tree, tmp_path: Path) -> None:
    """One with something in it, and one that is not there."""
    (tmp_path / "dev/modules/a").write_text("")
    assert not tree.remove_folder("modules")
    assert not tree.remove_folder("nowhere")
    (tmp_path / "dev/modules/a").unlink()
    assert tree.remove_folder("modules")
    assert tree.names(".") == []


def test_a_descriptor_is_given_back_whatever_happens(tree: Tree, tmp_path: Path) -> None:
    """Many refusals do not use up what the process may have open."""
    os.mkfifo(tmp_path / "dev/pipe")
    open_files = len(list(Path("/proc/self/fd").iterdir()))
    for path in ("pipe", "modules"):
        with pytest.raises(InTheWay):
            tree.read(path)
    assert tree.read("nowhere/main.tf") is None
    assert len(list(Path("/proc/self/fd").iterdir())) == open_files


@contextmanager
def swapping(folder: Path, elsewhere: Path) -> Iterator[None]:
    """Replace a folder by a link and back, as quickly as it goes, while other work is done."""
    done = threading.Event()
    aside = folder.with_name("aside")

    def swap() -> None:
        while not done.is_set():
            with suppress(OSError):
                folder.rename(aside)
                folder.symlink_to(elsewhere)
                folder.unlink()
                aside.rename(folder)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_a_link_planted_at_any_time_leads_nowhere(place: Place, tmp_path: Path) -> None:
    """While somebody swaps a module's folder for a link all the time, nothing comes to be behind the link."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "main.tf").write_text("mine\n")
    place.done({"main.tf": "0\n", "modules/a/main.tf": "0\n"})
    with swapping(place.folder / "modules/a", elsewhere):
        for number in range(60):
            place.write({"main.tf": f"{number}\n", "modules/a/main.tf": f"{number}\n"}, force=True)
    assert files_of(elsewhere) == {"main.tf": "mine\n"}
