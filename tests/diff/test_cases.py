"""What tfgen announces for small changes is what the real Terraform plans; the plans are recorded."""

import pytest

from tests.diff.cases import Case, all_cases, plans
from tests.diff.support import difference, line_of

CASES = all_cases()
CERTAIN_AT_LEAST = 0.9


def announced(case: Case) -> dict[str, bool]:
    """Give what tfgen announces, written as plans are, each with whether it is certain."""
    found = difference(case.before, case.after)
    resources = {line_of(change).removeprefix("may "): change.is_certain for change in found.resources}
    return resources | {f"output {name}": change.is_certain for name, change in found.outputs}


@pytest.mark.parametrize("name", CASES)
def test_tfgen_announces_what_terraform_plans(name: str) -> None:
    """What is certain is planned, what is planned is announced, and what only may happen is known to be so."""
    told, planned = announced(CASES[name]), {*plans()[name].changes}
    certain = {line for line, is_certain in told.items() if is_certain}
    assert certain <= planned
    assert planned <= told.keys()
    assert told.keys() - planned <= {*CASES[name].may}


def test_nearly_all_announcements_are_certain() -> None:
    """At least nine in ten announcements say what happens, and not what may happen."""
    verdicts = [is_certain for case in CASES.values() for is_certain in announced(case).values()]
    assert sum(verdicts) >= CERTAIN_AT_LEAST * len(verdicts)


def test_every_plan_is_of_its_texts() -> None:
    """A case that was edited is asked anew: `python -m tests.diff.record`."""
    assert {name: plan.digest for name, plan in plans().items()} == {name: case.digest for name, case in CASES.items()}
