"""What became of environments, in a line each."""

import pytest
from msgspec.structs import replace

from tfgen.changes import Action, FileChange
from tfgen.diagnostics import error
from tfgen.hcl.module import Body
from tfgen.hcl.parser import parse
from tfgen.rendered import BuiltEnvironment
from tfgen.report.summary import Outcome, as_json, describe, outcome, total


def resources(count: int) -> Body:
    """Make a file with some resource blocks, and another block that is none."""
    text = "".join(f'resource "aws_eip" "a{number}" {{}}\n' for number in range(count))
    body, _ = parse(f"{text}locals {{}}\n", "main.tf")
    assert body
    return body


BUILT = BuiltEnvironment("dev", (), bodies={"main.tf": resources(3)})
CHANGES = [
    FileChange(action, f"{number}.tf", None)
    for action, count in ((Action.CREATE, 1), (Action.UPDATE, 2), (Action.NO_OP, 3), (Action.DELETE, 4))
    for number in range(count)
]


def test_changes_are_counted() -> None:
    """Created and updated files are both written."""
    written = replace(outcome(BUILT, CHANGES), seconds=1.234)
    assert describe(written) == "dev: 3 files written, 3 unchanged, 4 removed, 3 resources, 1.23 s"


@pytest.mark.parametrize(("count", "words"), [(0, "0 resources"), (1, "1 resource"), (2, "2 resources")])
def test_one_is_singular(count: int, words: str) -> None:
    """As a person would write it."""
    assert describe(outcome(replace(BUILT, bodies={"main.tf": resources(count)}))) == f"dev: valid, {words}, 0.00 s"


def test_errors_leave_nothing_to_count() -> None:
    """Whether they were found while building or while writing."""
    broken = replace(BUILT, diagnostics=(error("e", "Wrong", "No."),))
    assert describe(outcome(broken)) == "dev: has errors"
    assert describe(outcome(BUILT, valid=False)) == "dev: has errors"


def test_the_total_adds_up() -> None:
    """Files are counted where the command writes."""
    good, bad = replace(outcome(BUILT, CHANGES), seconds=1.0), replace(outcome(BUILT, valid=False), seconds=0.5)
    assert total([good, bad, good], 2.5) == "3 environments, 1 with errors, 6 files written, 2.50 s"
    assert total([replace(good, written=False), bad], 1.5) == "2 environments, 1 with errors, 1.50 s"


def test_json_has_every_count() -> None:
    """Seconds are rounded to what a clock can tell."""
    row = Outcome(
        "dev", valid=True, written=True, created=1, updated=2, unchanged=3, deleted=4, resources=5, seconds=0.12345
    )
    expected = {
        "name": "dev",
        "valid": True,
        "written": True,
        "created": 1,
        "updated": 2,
        "unchanged": 3,
        "deleted": 4,
        "resources": 5,
        "seconds": 0.123,
    }
    assert as_json([row]) == {"environments": [expected]}
