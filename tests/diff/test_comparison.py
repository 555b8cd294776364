"""Counts and summaries."""

from msgspec.structs import replace

from tests.diff.made import CREATED, DELETED, FILE, MOVED, OUTPUT, REPLACED, UPDATED, environment, same
from tfgen.diff.changes import Change
from tfgen.diff.comparison import Comparison, headline


def test_an_environment_is_summed_up_as_a_plan_is() -> None:
    """What is not there is told for the usual four only."""
    assert headline(environment("dev", CREATED, UPDATED, REPLACED, DELETED), by_text=False) == (
        "1 to add, 1 to change, 1 to destroy, 1 to replace"
    )
    more = [replace(MOVED, change=change) for change in (Change.MOVE, Change.IMPORT, Change.FORGET)]
    assert headline(environment("dev", *more, outputs=(OUTPUT,)), by_text=False) == (
        "0 to add, 0 to change, 0 to destroy, 0 to replace, 1 to move, 1 to import, 1 to forget, 1 output to change"
    )


def test_what_is_not_certain_is_counted_apart() -> None:
    """Nobody takes it for a change that is sure to come."""
    perhaps = replace(UPDATED, is_certain=False)
    assert headline(environment("dev", perhaps, perhaps, outputs=(OUTPUT, OUTPUT)), by_text=False) == (
        "0 to add, 0 to change, 0 to destroy, 0 to replace, 2 may change, 2 outputs to change"
    )


def test_environments_as_a_whole_come_and_go() -> None:
    """And that is said."""
    counts = "1 to add, 0 to change, 0 to destroy, 0 to replace"
    assert headline(environment("dev", CREATED, change=Change.CREATE), by_text=False) == f"new environment, {counts}"
    gone = environment("dev", DELETED, change=Change.DELETE)
    assert headline(gone, by_text=False).startswith("environment removed, 0 to add")


def test_text_alone_is_a_hint_unless_it_is_asked_for() -> None:
    """Formatting and comments change nothing that Terraform does."""
    assert headline(same("dev"), by_text=False) == "no differences"
    assert headline(same("dev", FILE), by_text=False) == "no differences (text only: 1 file; --text shows them)"
    assert headline(same("dev", FILE, FILE), by_text=False) == "no differences (text only: 2 files; --text shows them)"
    assert headline(same("dev"), by_text=True) == "no differences"
    assert headline(same("dev", FILE), by_text=True) == "1 file differs"
    assert headline(same("dev", FILE, FILE), by_text=True) == "2 files differ"


def test_by_text_any_byte_counts() -> None:
    """Else what is configured."""
    found = [same("dev", FILE), environment("prod", CREATED), same("test")]
    assert [one.name for one in Comparison("x", found).differing] == ["prod"]
    assert [one.name for one in Comparison("x", found, by_text=True).differing] == ["dev", "prod"]
