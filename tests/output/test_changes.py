"""What writing would do to a folder, and what it never does."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tfgen.changes import Action
from tfgen.header import header
from tfgen.output.changes import Output, compare
from tfgen.rendered import RenderedFile

OWN = header("templates/root/main.tf.j2")


def rendered(*paths: str) -> tuple[RenderedFile, ...]:
    """Give rendered files, whose text names their path."""
    return tuple(RenderedFile(path, f"{OWN}# {path}\n", "templates/root/main.tf.j2", ()) for path in paths)


def put(folder: Path, path: str, text: str) -> None:
    """Write a file below a folder."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, "utf-8")


def actions(folder: Path, *paths: str) -> dict[str, str]:
    """Give the action for each file of a folder, nothing being in the way."""
    changes, refusals = compare(rendered(*paths), Output(folder, "generated/dev"))
    assert refusals == []
    assert [change.path for change in changes] == sorted(change.path for change in changes)
    return {change.path: change.action for change in changes}


def refusals(folder: Path, *paths: str) -> list[str]:
    """Give what is said of a folder in whose way something is: the files that a person has to look at."""
    _, diagnostics = compare(rendered(*paths), Output(folder, "generated/dev"))
    assert {found.summary for found in diagnostics} == {"File in the way"}
    assert all("Move it away, or render elsewhere with --out; nothing is written." in one.detail for one in diagnostics)
    return [f"{found.subject.file}: {found.detail.split(',')[0]}" for found in diagnostics if found.subject]


def test_a_folder_that_is_not_there_gets_everything(tmp_path: Path) -> None:
    """The first run creates all files."""
    expected = {"main.tf": Action.CREATE, "modules/a/main.tf": Action.CREATE}
    assert actions(tmp_path / "dev", "main.tf", "modules/a/main.tf") == expected


def test_files_are_compared_by_their_bytes(tmp_path: Path) -> None:
    """What is the same stays, what differs is updated, what is rendered no more goes."""
    put(tmp_path, "same.tf", f"{OWN}# same.tf\n")
    put(tmp_path, "stale.tf", f"{OWN}# an older text\n")
    put(tmp_path, "modules/old/main.tf", f"{OWN}# gone\n")
    expected = {
        "modules/old/main.tf": Action.DELETE,
        "new.tf": Action.CREATE,
        "same.tf": Action.NO_OP,
        "stale.tf": Action.UPDATE,
    }
    assert actions(tmp_path, "same.tf", "stale.tf", "new.tf") == expected


def test_a_file_of_someone_else_is_never_overwritten(tmp_path: Path) -> None:
    """Without tfgen's header, a file stays as it is, and is named."""
    put(tmp_path, "main.tf", "# mine\n")
    assert refusals(tmp_path, "main.tf") == ["generated/dev/main.tf: generated/dev/main.tf was not written by tfgen"]


def test_a_file_of_someone_else_that_is_in_no_ones_way_stays(tmp_path: Path) -> None:
    """Hand-written files beside the rendered ones are nobody's business."""
    put(tmp_path, "override.tf", "# mine\n")
    assert actions(tmp_path, "main.tf") == {"main.tf": Action.CREATE}


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    """Not even to a file that tfgen wrote."""
    put(tmp_path, "elsewhere.tf", OWN)
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev/main.tf").symlink_to(tmp_path / "elsewhere.tf")
    (tmp_path / "dev/orphan.tf").symlink_to(tmp_path / "elsewhere.tf")
    (told,) = refusals(tmp_path / "dev", "main.tf")
    assert told.startswith("generated/dev/main.tf: generated/dev/main.tf is not a plain file")
    assert actions(tmp_path / "dev", "other.tf") == {"other.tf": Action.CREATE}


def test_a_dangling_link_is_in_the_way_too(tmp_path: Path) -> None:
    """Writing there would make a file somewhere else."""
    (tmp_path / "main.tf").symlink_to(tmp_path / "nowhere")
    assert len(refusals(tmp_path, "main.tf")) == 1


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_in_the_way(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A folder, or a pipe on which reading would wait for ever."""
    make(tmp_path / "main.tf")
    make(tmp_path / "orphan.tf")
    assert refusals(tmp_path, "main.tf") == [
        "generated/dev/main.tf: generated/dev/main.tf is not a plain file but a link"
    ]
    assert actions(tmp_path, "other.tf") == {"other.tf": Action.CREATE}


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    """A file called `modules` keeps all modules from being written, and is told once."""
    put(tmp_path, "modules", OWN)
    expected = "generated/dev/modules: generated/dev/modules stands where a folder must be"
    assert refusals(tmp_path, "main.tf", "modules/a/main.tf", "modules/b/main.tf") == [expected]


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    """It could lead anywhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "dev").symlink_to(tmp_path / "elsewhere")
    assert refusals(tmp_path / "dev", "main.tf") == ["generated/dev: generated/dev stands where a folder must be"]
    (tmp_path / "prod").mkdir()
    (tmp_path / "prod/modules").symlink_to(tmp_path / "elsewhere")
    assert len(refusals(tmp_path / "prod", "modules/a/main.tf")) == 1


def test_everything_in_the_way_is_told_at_once(tmp_path: Path) -> None:
    """Nobody wants to move files away one run at a time."""
    put(tmp_path, "a.tf", "# mine\n")
    put(tmp_path, "b.tf", "# mine\n")
    assert len(refusals(tmp_path, "a.tf", "b.tf", "c.tf")) == 2


def test_terraforms_own_files_are_left_alone(tmp_path: Path) -> None:
    """Whatever lies in `.terraform`, even with tfgen's header, and the lock file and state, are Terraform's."""
    put(tmp_path, ".terraform/modules/a/main.tf", OWN)
    put(tmp_path, ".terraform.lock.hcl", "# This file is maintained automatically\n")
    put(tmp_path, "terraform.tfstate", "{}\n")
    assert actions(tmp_path, "main.tf") == {"main.tf": Action.CREATE}


def test_a_linked_folder_is_not_searched_for_orphans(tmp_path: Path) -> None:
    """Files behind it belong to someone else."""
    put(tmp_path, "elsewhere/main.tf", OWN)
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev/linked").symlink_to(tmp_path / "elsewhere")
    assert actions(tmp_path / "dev", "main.tf") == {"main.tf": Action.CREATE}
