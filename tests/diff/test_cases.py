"""What tfgen announces for small changes is what the real Terraform plans; the plans are recorded."""

import functools

import pytest

from tests.diff.cases import Case, all_cases, plans
from tfgen.check.knowledge import Knowledge
from tfgen.diff.changes import EnvironmentDifference, ResourceChange
from tfgen.diff.compare import compare
from tfgen.diff.rendering import Rendering

CASES = all_cases()
knowledge = functools.cache(Knowledge.open)


def announced(case: Case) -> EnvironmentDifference:
    """Give what tfgen announces."""
    return compare("case", Rendering.of_texts(case.before), Rendering.of_texts(case.after), knowledge())


def line_of(change: ResourceChange) -> str:
    """Write an announcement as plans are written."""
    moved = f" from {change.previous_address}" if change.previous_address else ""
    return f"{change.change} {change.address}{moved}"


@pytest.mark.parametrize("name", CASES)
def test_tfgen_announces_what_terraform_plans(name: str) -> None:
    """The resources, what happens to them and the outputs that change are those of the plan; the rest may change."""
    difference = announced(CASES[name])
    outputs = {f"output {output}": one.is_certain for output, one in difference.outputs}
    told = {line_of(change): change.is_certain for change in difference.resources} | outputs
    may = {line for line, is_certain in told.items() if not is_certain}
    assert (sorted(told.keys() - may), may) == (
        sorted({*plans()[name].changes} - {*CASES[name].may}),
        {*CASES[name].may},
    )


def test_every_plan_is_of_its_texts() -> None:
    """A case that was edited is asked anew: `python -m tests.diff.record`."""
    assert {name: plan.digest for name, plan in plans().items()} == {name: case.digest for name, case in CASES.items()}
