"""The journal: one whole change of an environment's folder, written down before any of its files is touched.

It lies with the new texts in a folder of its own, `.tfgen-transaction`, in the environment's folder: the texts are
called 0, 1, … as their steps, and `journal.json` appears, in one step, when all of them are on the disk. From then on
the change will be made, by this run or by the next one.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from tfgen.output.manifest import MANIFEST, is_plain_path
from tfgen.protected import OWN_PREFIX, is_protected

TRANSACTION = f"{OWN_PREFIX}transaction"
JOURNAL = f"{TRANSACTION}/journal.json"
STAGED_MARKER = f"{TRANSACTION}/marker"
FORMAT_VERSION = "1.0"

MARKER_TEXT = """\
# `tfgen render` is changing this folder, or was interrupted while it did: some files are old and some are new.
# Run `tfgen render` again. It finishes the change and takes this file away.
tfgen_render_was_interrupted "run tfgen render again" {
}
"""
"""Terraform has no such block, so that it refuses the folder, and shows this line."""


class NotAJournal(Exception):
    """A text is not a journal, or its texts are not all there."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one file: the hash of what stands there before and after, None for no file."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps of a change, the manifest's the last one."""

    steps: tuple[Step, ...]

    @property
    def needs_marker(self) -> bool:
        """Tell whether there is a time between the steps at which files of both sets are there."""
        return sum(step.path != MANIFEST for step in self.steps) > 1

    def text(self) -> str:
        """Write the journal as it stands on disk."""
        document = {"format_version": FORMAT_VERSION, "steps": [asdict(step) for step in self.steps]}
        return json.dumps(document, indent=2) + "\n"


def staged(number: int) -> str:
    """Give the path of a step's new text."""
    return f"{TRANSACTION}/{number}"


def read_journal(data: bytes) -> Journal:
    """Read a journal; raises `NotAJournal`."""
    try:
        journal = Journal(tuple(_step(row) for row in json.loads(data)["steps"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotAJournal from None
    return journal


def _step(row: Any) -> Step:
    step = Step(**row)
    if not is_plain_path(step.path) or (is_protected(step.path) and step.path != MANIFEST):
        raise ValueError
    return step
