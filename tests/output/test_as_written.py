"""A folder holds what tfgen wrote there, or it does not."""

from pathlib import Path

import pytest

from tests.output.support import INPUTS, Place
from tfgen.inputs import digest
from tfgen.output.as_written import as_written
from tfgen.output.manifest import MANIFEST
from tfgen.protected import MARKER

FILES = {"a.tf": "locals {\n}\n", "modules/b/main.tf": "locals {\n}\n"}


def test_files_of_others_do_not_count(place: Place) -> None:
    """The manifest is given, with its hash."""
    place.done(FILES)
    (place.folder / "terraform.tfstate").touch()
    (place.folder / "mine.txt").touch()
    found = as_written(place.output, place.said.append)
    assert found
    assert (found.manifest.inputs, sorted(found.manifest.files)) == (INPUTS, sorted(FILES))
    assert found.digest == digest((place.folder / MANIFEST).read_bytes())


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.tf").write_text("locals {}\n"),
        lambda folder: (folder / "modules/b/main.tf").unlink(),
        lambda folder: (folder / MANIFEST).unlink(),
        lambda folder: (folder / MANIFEST).write_text("{"),
        lambda folder: (folder / MARKER).touch(),
        lambda folder: (folder / ".tfgen-transaction").mkdir(),
        lambda folder: (folder / "a.tf").unlink() or (folder / "a.tf").symlink_to("modules/b/main.tf"),
        lambda folder: (folder / "a.tf").unlink() or (folder / "a.tf").mkdir(),
    ],
)
def test_any_change_counts(place: Place, change: object) -> None:
    """And every trace of a render that was interrupted."""
    place.done(FILES)
    assert callable(change)
    change(place.folder)
    assert as_written(place.output, place.said.append) is None


def test_where_nothing_is_nothing_is_written(place: Place, tmp_path: Path) -> None:
    """Nor is anything made there."""
    assert as_written(place.output, place.said.append) is None
    assert not place.folder.exists()
    assert tmp_path.is_dir()
