"""What tfgen announces for a change is what `terraform plan` then shows, no more and no fewer.

The plans are data, made by `python -m tests.diff.plans record`.
"""

from pathlib import Path

import pytest

from tests.diff.plans.cases import ENDPOINT, AnchorGone, Change, Edit, all_changes
from tests.diff.plans.compare import compared
from tests.diff.plans.verdicts import VERDICTS, kept

ALL = all_changes()
MET = [name for name, change in ALL.items() if not change.unmet]
UNMET = [name for name, change in ALL.items() if change.unmet]
CERTAIN_AT_LEAST = 0.9


@pytest.mark.parametrize("name", MET)
def test_tfgen_announces_what_terraform_plans(name: str) -> None:
    """The resources, what is done to them, and the outputs that change are those of the plan."""
    assert list(compared(ALL[name]).mismatches()) == []


@pytest.mark.parametrize("name", UNMET)
def test_what_is_known_to_be_announced_wrongly_still_is(name: str) -> None:
    """A change that tfgen has learnt to announce is no longer among those that it is known not to."""
    assert list(compared(ALL[name]).mismatches()) != []


def test_nearly_all_announcements_are_certain() -> None:
    """At least nine in ten announcements, over all changes, say what happens and not what may happen."""
    announcements = [change for one in ALL.values() for change in compared(one).announced.resources]
    certain = sum(change.is_certain for change in announcements)
    assert certain >= CERTAIN_AT_LEAST * len(announcements), f"{certain} of {len(announcements)}"


def test_nothing_changes_where_nothing_was_changed() -> None:
    """The environments that all changes start from plan nothing, so that each plan is of its change alone."""
    verdicts = kept("base").values()
    assert [(verdict.resources, verdict.outputs) for verdict in verdicts] == [({}, {}), ({}, {})]


def test_every_verdict_is_of_a_change() -> None:
    """No verdict is kept for a change that is gone."""
    verdicts = {name for path in VERDICTS.glob("*.json") for name in kept(path.stem)}
    assert verdicts == ALL.keys()


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Edit("environments/local.yaml", "no such text"), "'no such text' stands 0 times in environments/local.yaml."),
        (Edit("environments/local.yaml", "10.10"), "'10.10' stands 5 times in environments/local.yaml."),
        (Edit("environments/gone.yaml", ENDPOINT), "there is no file environments/gone.yaml."),
    ],
)
def test_a_change_whose_anchor_is_gone_says_so(edit: Edit, message: str, tmp_path: Path) -> None:
    """When the system changes under a change, the message names the change, the file and the text."""
    with pytest.raises(AnchorGone) as caught:
        Change("x", "test", edits=(edit,)).write(tmp_path / "project")
    assert str(caught.value) == f"test/x: {message}"
