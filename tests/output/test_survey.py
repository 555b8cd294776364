"""Whose each file is: the table of states, and what render and status make of each."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.output.support import Place
from tfgen.header import header
from tfgen.output.manifest import MANIFEST

OWN = header("templates/root/main.tf.j2")
OLD, NEW, OTHER = f"{OWN}# old\n", f"{OWN}# new\n", f"{OWN}# edited\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One file: what tfgen wrote, what lies there now, and what is rendered now; None is no file.

    Then its state, what render does (`refuse`, `leave`, or the text that it holds after that, None for none), and what
    render does with --force.
    """

    wrote: str | None
    there: str | None
    renders: str | None
    state: str | None
    after: str | None
    forced: str | None


REFUSE, LEAVE = "refuse", "leave"
TABLE = {
    "nothing changed": Row(OLD, OLD, OLD, "in sync", OLD, OLD),
    "rendered otherwise": Row(OLD, OLD, NEW, "stale", NEW, NEW),
    "removed by hand": Row(OLD, None, OLD, "missing", OLD, OLD),
    "removed by hand and rendered otherwise": Row(OLD, None, NEW, "missing", NEW, NEW),
    "edited by hand": Row(OLD, OTHER, OLD, "edited", REFUSE, OLD),
    "edited by hand and rendered otherwise": Row(OLD, OTHER, NEW, "edited", REFUSE, NEW),
    "edited by hand into what is rendered": Row(OLD, NEW, NEW, "in sync", NEW, NEW),
    "header taken away by hand": Row(OLD, "# mine\n", NEW, "edited", REFUSE, NEW),
    "emptied by hand": Row(OLD, "", NEW, "edited", REFUSE, NEW),
    "rendered no more": Row(OLD, OLD, None, "orphan", None, None),
    "edited by hand and rendered no more": Row(OLD, OTHER, None, "edited", REFUSE, None),
    "removed by hand and rendered no more": Row(OLD, None, None, None, None, None),
    "new": Row(None, None, NEW, "missing", NEW, NEW),
    "new, and just that lies there": Row(None, NEW, NEW, "in sync", NEW, NEW),
    "new, and a person's file lies there": Row(None, "# mine\n", NEW, "foreign", REFUSE, REFUSE),
    "new, and a copy of a rendered file lies there": Row(None, OTHER, NEW, "edited", REFUSE, NEW),
    "a person's file": Row(None, "# mine\n", None, "foreign", LEAVE, LEAVE),
    "a person's copy of a rendered file": Row(None, OTHER, None, "foreign", LEAVE, LEAVE),
}
BESIDE = {"beside.tf": NEW}


def with_beside(text: str | None) -> dict[str, str]:
    """Give what is rendered: the file of the row, and one beside it that changes with every render."""
    return BESIDE if text is None else {"modules/a/file.tf": text, **BESIDE}


@pytest.fixture(params=list(TABLE.values()), ids=list(TABLE))
def row(request: pytest.FixtureRequest, place: Place) -> Row:
    """A row of the table, after tfgen has written and a person has worked."""
    assert isinstance(request.param, Row)
    found = request.param
    place.done({**with_beside(found.wrote), "beside.tf": OLD})
    file = place.folder / "modules/a/file.tf"
    file.unlink(missing_ok=True)
    if found.there is not None:
        place.put({"modules/a/file.tf": found.there})
    return found


def test_a_file_has_the_state_of_the_table(place: Place, row: Row) -> None:
    """And looking at it changes nothing."""
    before = place.everything()
    assert place.states(with_beside(row.renders)).get("modules/a/file.tf") == row.state
    assert place.everything() == before


@pytest.mark.parametrize("force", [False, True])
def test_render_does_with_it_what_the_table_says(place: Place, row: Row, force: bool) -> None:
    """A refusal keeps all files of the environment as they are; else the one beside it is written too."""
    after = row.forced if force else row.after
    if after == REFUSE:
        rule = "output-foreign" if row.state == "foreign" else "output-edited"
        assert place.refused(with_beside(row.renders), force=force) == [(rule, "generated/dev/modules/a/file.tf")]
        return
    place.done(with_beside(row.renders), force=force)
    assert place.files() == with_beside(row.there if after == LEAVE else after)
    place.lock()


def test_a_second_render_changes_nothing(place: Place, row: Row) -> None:
    """Neither files nor their times."""
    place.write(with_beside(row.renders), force=True)
    before = place.everything()
    place.write(with_beside(row.renders))
    assert place.everything() == before


def test_where_no_folder_is_everything_is_missing(place: Place) -> None:
    """And looking for it makes none."""
    assert place.states({"main.tf": NEW, "modules/a/main.tf": NEW}) == {
        "main.tf": "missing",
        "modules/a/main.tf": "missing",
    }
    assert not place.folder.parent.exists()


def test_without_a_manifest_what_is_as_rendered_is_taken_over(place: Place) -> None:
    """A project from before there were manifests gets one, and nothing else changes."""
    place.put({"main.tf": NEW, "notes.tf": "# mine\n"})
    assert place.states({"main.tf": NEW}) == {"main.tf": "in sync", "notes.tf": "foreign"}
    time = (place.folder / "main.tf").stat().st_mtime_ns
    place.done({"main.tf": NEW})
    assert (place.folder / "main.tf").stat().st_mtime_ns == time
    assert (place.folder / MANIFEST).is_file()


def test_without_a_manifest_nobody_can_tell_what_was_edited(place: Place) -> None:
    """So that what has tfgen's header and is not as rendered is kept, whether it is rendered still or no more."""
    place.put({"main.tf": OLD, "gone.tf": OLD})
    assert place.states({"main.tf": NEW}) == {"gone.tf": "edited", "main.tf": "edited"}
    assert place.refused({"main.tf": NEW}) == [
        ("output-edited", "generated/dev/gone.tf"),
        ("output-edited", "generated/dev/main.tf"),
    ]
    place.done({"main.tf": NEW}, force=True)
    assert place.files() == {"main.tf": NEW}


def test_everything_in_the_way_is_told_at_once(place: Place) -> None:
    """Nobody wants to mend files one run at a time."""
    place.done({"a.tf": OLD, "b.tf": OLD})
    place.put({"a.tf": OTHER, "b.tf": OTHER, "c.tf": "# mine\n"})
    found = place.refused({"a.tf": NEW, "c.tf": NEW})
    assert sorted(file for _, file in found) == ["generated/dev/a.tf", "generated/dev/b.tf", "generated/dev/c.tf"]


def test_force_does_not_touch_what_was_never_tfgens(place: Place) -> None:
    """Then nothing is written, the edited file stays too."""
    place.done({"a.tf": OLD})
    place.put({"a.tf": OTHER, "c.tf": "# mine\n"})
    assert place.refused({"a.tf": NEW, "c.tf": NEW}, force=True) == [("output-foreign", "generated/dev/c.tf")]


PROTECTED = (
    ".terraform/modules/a/main.tf", ".terraform.lock.hcl", "terraform.tfstate", "terraform.tfstate.backup",
    "terraform.tfstate.d/x/terraform.tfstate", "local.auto.tfvars", "main_override.tf", "override.tf", "saved.tfplan",
)  # fmt: skip


@pytest.mark.parametrize("force", [False, True])
def test_terraforms_own_files_are_left_alone_and_not_even_named(place: Place, force: bool) -> None:
    """Whatever they hold, and with --force too."""
    place.put(dict.fromkeys(PROTECTED, OWN))
    assert place.states({"main.tf": NEW}) == {"main.tf": "missing"}
    place.done({"main.tf": NEW}, force=force)
    assert place.files() == {**dict.fromkeys(PROTECTED, OWN), "main.tf": NEW}


def test_a_manifest_that_names_terraforms_own_files_is_refused(place: Place) -> None:
    """Else whoever can change it could have the state removed."""
    place.done({"main.tf": OLD})
    place.put({"terraform.tfstate": OLD})
    manifest = place.folder / MANIFEST
    manifest.write_text(manifest.read_text().replace('"main.tf"', '"terraform.tfstate"'))
    assert place.refused({"main.tf": OLD}, force=True) == [("output-manifest", f"generated/dev/{MANIFEST}")]
    assert [found.rule for found in place.look({}).diagnostics] == ["output-manifest"]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/etc/hostname")])
@pytest.mark.parametrize("wrote", [{}, {"main.tf": OLD}])
def test_what_is_no_plain_file_is_in_the_way(place: Place, make: Callable[[Path], None], wrote: dict[str, str]) -> None:
    """A folder, a pipe on which reading would wait for ever, or a link, even where tfgen had written a file."""
    place.done({**wrote, "other.tf": OLD})
    (place.folder / "main.tf").unlink(missing_ok=True)
    make(place.folder / "main.tf")
    assert place.states({"main.tf": NEW, "other.tf": NEW})["main.tf"] == "foreign"
    for force in (False, True):
        assert place.refused({"main.tf": NEW, "other.tf": NEW}, force=force) == [
            ("output-foreign", "generated/dev/main.tf")
        ]
    place.done({"other.tf": NEW})
    assert os.path.lexists(place.folder / "main.tf")


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("..")])
def test_what_stands_where_a_folder_must_be_is_told_once(place: Place, make: Callable[[Path], None]) -> None:
    """A file called `modules`, or a link, which could lead anywhere."""
    place.folder.mkdir(parents=True)
    make(place.folder / "modules")
    texts = {"main.tf": NEW, "modules/a/main.tf": NEW, "modules/b/main.tf": NEW}
    assert place.refused(texts) == [("output-foreign", "generated/dev/modules")]
    assert place.states(texts)["modules/a/main.tf"] == "foreign"


def test_a_folder_turned_into_a_link_takes_its_orphans_with_it(place: Place, tmp_path: Path) -> None:
    """What lies behind the link is somebody else's, and stays."""
    place.done({"modules/a/main.tf": OLD, "main.tf": OLD})
    (place.folder / "modules").rename(tmp_path / "elsewhere")
    (place.folder / "modules").symlink_to(tmp_path / "elsewhere")
    assert place.states({"main.tf": OLD}) == {"main.tf": "in sync"}
    place.done({"main.tf": OLD})
    assert (tmp_path / "elsewhere/a/main.tf").read_text() == OLD


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to(".")])
def test_the_environments_folder_itself_is_no_link(place: Place, make: Callable[[Path], None]) -> None:
    """Nor a file."""
    place.folder.parent.mkdir()
    make(place.folder)
    assert place.refused({"main.tf": NEW}) == [("output-foreign", "generated/dev")]
    assert [found.rule for found in place.look({"main.tf": NEW}).diagnostics] == ["output-foreign"]
