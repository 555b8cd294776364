"""A run that is killed leaves the old files or the new ones, or what Terraform refuses; the next run mends it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.output.support import Place, kill_at, messages
from tests.terraform import find_terraform, unavailable
from tfgen.changes import Action
from tfgen.inputs import digest
from tfgen.output.journal import JOURNAL, TRANSACTION, Journal, Step, staged
from tfgen.output.lock import locked
from tfgen.output.manifest import MANIFEST
from tfgen.output.transaction import Edited, prepare
from tfgen.protected import MARKER

KILLS = "300" if os.environ.get("TFGEN_PROOF") == "long" else "60"
OLD = {"a.tf": "locals {\n  a = 1\n}\n", "b.tf": "locals {\n  b = 1\n}\n", "modules/c/main.tf": "# old\n"}
NEW = {"a.tf": "locals {\n  a = 2\n}\n", "b.tf": "locals {\n  b = 2\n}\n", "modules/d/main.tf": "# new\n"}


@pytest.fixture
def half(place: Place) -> Place:
    """A folder in which a run was killed when it had put the first of its new files in place."""
    place.done(OLD)
    kill_at(place, NEW, 4)
    assert (place.folder / "a.tf").read_text() == NEW["a.tf"]
    assert (place.folder / "b.tf").read_text() == OLD["b.tf"]
    return place


def killed(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Kill renders, and give what was found after each."""
    command = [sys.executable, "-m", "tests.output.killing", str(folder), *arguments]
    # Measuring coverage makes calls of its own, before any of which a render would be killed, too.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True).stdout)
    assert isinstance(found, list)
    return found


def wrong(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give what must not be: a mix that Terraform takes, a change that tfgen does not see, or does not mend."""
    return [
        row
        for row in rows
        if not row["repaired"]
        or (row["set"] == "mix" and not row["marker"])
        or (row["marker"] and not row["journal"])
        or row["interrupted"] != row["journal"]
        or (not row["journal"] and row["set"] not in {"old", "new"})
    ]


def test_killed_at_random_instants_it_leaves_the_old_set_or_the_new_one(tmp_path: Path) -> None:
    """Or files of both, which Terraform refuses; and the next run brings the set that it renders."""
    rows = killed(tmp_path / "project", "random", "20261123", KILLS)
    assert len(rows) == int(KILLS)
    assert wrong(rows) == []


def test_killed_before_any_call_it_leaves_the_old_set_or_the_new_one(tmp_path: Path) -> None:
    """All instants at which something on the disk could be otherwise, one after the other."""
    rows = killed(tmp_path / "project", "calls")
    assert wrong(rows) == []
    kinds = {(row["set"], row["marker"], row["journal"]) for row in rows}
    assert {("old", False, False), ("old", False, True), ("mix", True, True), ("new", False, False)} <= kinds


def test_terraform_refuses_a_folder_that_is_half_written(half: Place, tmp_path: Path) -> None:
    """With a line that tells a person what to do; after the repair it takes the folder."""
    if (terraform := find_terraform()) is None:
        unavailable("terraform is not on PATH")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "CHECKPOINT_DISABLE": "1"}
    for command in (["init", "-backend=false"], ["validate"], ["plan"], ["apply", "-auto-approve"], ["destroy"]):
        call = [terraform, *command, "-no-color"]
        done = subprocess.run(call, cwd=half.folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1, command
        assert 'tfgen_render_was_interrupted "run tfgen render again"' in done.stderr, command
    half.done(NEW)
    done = subprocess.run(
        [terraform, "validate"], cwd=half.folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0


def test_looking_tells_that_a_run_was_interrupted_and_changes_nothing(half: Place) -> None:
    """Nobody takes files of two sets for edited ones."""
    before = half.everything()
    seen = half.look(NEW)
    assert (seen.is_interrupted, seen.statuses, seen.diagnostics) == (True, (), ())
    assert half.everything() == before


def test_the_next_run_finishes_first_and_then_does_its_own_work(half: Place) -> None:
    """Whatever it renders itself."""
    assert half.done({**NEW, "a.tf": "# newest\n"})["a.tf"] is Action.UPDATE
    assert half.said == ["dev: finished the render that was interrupted in generated/dev"]
    assert half.files() == {**NEW, "a.tf": "# newest\n"}
    half.lock()


def test_an_interrupted_run_is_finished_though_nothing_new_can_be_rendered(half: Place) -> None:
    """An error in a spec keeps nobody from a folder that is whole."""
    assert half.writer().repair() == []
    assert half.files() == NEW
    half.lock()
    assert half.writer().repair() == []


def test_nothing_is_repaired_where_nothing_is(place: Place) -> None:
    """And no folder is made."""
    assert place.writer().repair() == []
    assert not place.folder.exists()


@pytest.mark.parametrize("path", ["a.tf", "b.tf", "modules/c/main.tf"])
def test_what_a_person_edited_after_the_kill_is_not_lost(half: Place, path: str) -> None:
    """Be it an old file or a new one, or one that was to be removed; --force gives it up."""
    half.put({path: "# mine\n"})
    assert half.refused(NEW) == [("output-edited", f"generated/dev/{path}")]
    assert (half.folder / MARKER).is_file()
    half.done(NEW, force=True)
    assert half.files() == NEW
    half.lock()


def test_a_file_that_a_person_mended_by_hand_counts_as_done(half: Place) -> None:
    """If it is what the run would have written."""
    half.put({"b.tf": NEW["b.tf"]})
    half.done(NEW)
    assert half.files() == NEW


def test_a_new_module_s_folder_taken_away_is_made_again(half: Place) -> None:
    """It was made before the run was killed."""
    shutil.rmtree(half.folder / "modules/d")
    half.done(NEW)
    assert half.files() == NEW


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (JOURNAL, "{"),
        (JOURNAL, '{"steps": [{"path": "../x", "before": null, "after": null}]}'),
        (JOURNAL, '{"steps": [{"path": "terraform.tfstate", "before": null, "after": null}]}'),
        (JOURNAL, '{"steps": [{"path": "a.tf"}]}'),
        (staged(1), "# another text\n"),
        (staged(1), None),
    ],
)
def test_a_damaged_journal_is_told_and_changes_nothing(half: Place, file: str, text: str | None) -> None:
    """It could lead anywhere. Without it, tfgen goes on from what it finds."""
    (half.folder / file).unlink()
    if text is not None:
        half.put({file: text})
    assert half.refused(NEW) == [("output-incomplete", "")]
    assert "delete that folder, and render again" in messages(half.writer().repair())
    shutil.rmtree(half.folder / TRANSACTION)
    assert half.look(NEW).is_interrupted
    half.done(NEW)
    assert half.files() == NEW
    half.lock()


def test_files_that_version_control_has_brought_back_are_old_ones(place: Place) -> None:
    """Though the new texts be gone with the half that was written: there is nothing to finish."""
    place.done(OLD)
    before = {path.name: path.read_bytes() for path in (place.folder / ".tfgen-manifest.json", place.folder / "a.tf")}
    kill_at(place, NEW, 5)
    for number in range(len(NEW) + 2):
        (place.folder / staged(number)).unlink(missing_ok=True)
    place.put(OLD)
    assert before == {name: (place.folder / name).read_bytes() for name in before}
    assert place.look(NEW).is_interrupted
    place.done(NEW)
    assert place.files() == NEW
    place.lock()


def test_a_marker_left_alone_goes_with_the_next_run(place: Place) -> None:
    """Somebody committed it, say, and not the journal; though no other file changes."""
    place.done(NEW)
    kill_at(place, OLD, 4)
    shutil.rmtree(place.folder / TRANSACTION)
    place.put({"a.tf": NEW["a.tf"]})
    assert place.look(NEW).is_interrupted
    assert set(place.done(NEW).values()) == {Action.NO_OP}
    place.lock()


def test_what_a_run_did_not_come_to_write_down_is_cleared_away(place: Place) -> None:
    """Killed before the journal, it leaves texts that nobody needs, and the old files."""
    place.done(OLD)
    kill_at(place, NEW, 1)
    assert (place.folder / staged(0)).is_file()
    assert place.files().items() >= OLD.items()
    assert set(place.states(OLD).values()) == {"in sync"}
    place.done(OLD)
    place.lock()


def test_a_file_edited_while_texts_are_written_is_a_refusal(place: Place) -> None:
    """The last look at it is right before the change begins; then nothing of that is left."""
    place.done(OLD)
    journal = Journal((Step("a.tf", digest(b"seen before\n"), digest(b"new\n")), Step("d/d.tf", None, digest(b"d\n"))))
    before = place.files()
    with locked(place.output, place.said.append) as tree, pytest.raises(Edited, match=r"a\.tf"):
        prepare(tree, journal, {"a.tf": "new\n", "d/d.tf": "d\n"})
    assert place.files() == before
    assert not (place.lock() / "d").exists()


def test_one_file_needs_no_marker(place: Place) -> None:
    """It is replaced in one step."""
    place.done(OLD)
    kill_at(place, {**OLD, "a.tf": "# new\n"}, 4)
    assert (place.folder / "a.tf").read_text() == "# new\n"
    assert not (place.folder / MARKER).exists()
    place.done({**OLD, "a.tf": "# newest\n"})
    assert place.files() == {**OLD, "a.tf": "# newest\n"}


def test_the_manifest_is_the_last_to_change(half: Place) -> None:
    """So that it never promises what is not there."""
    assert NEW["a.tf"] == (half.folder / "a.tf").read_text()
    assert "modules/c/main.tf" in (half.folder / MANIFEST).read_text()
