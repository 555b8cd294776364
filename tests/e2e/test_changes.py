"""What Terraform plans on an applied environment is what is kept as its verdict, and what `tfgen diff` announces."""

from pathlib import Path

import pytest

from tests.diff.plans.cases import all_changes
from tests.diff.plans.record import planned
from tests.diff.plans.verdicts import kept
from tests.e2e.deployment import Deployment

# An update, a replacement, resources that come, resources that go, a move, and a refactoring without effect.
TRIED = (
    "logs-longer-retention",
    "cache-port",
    "third-zone",
    "flow-gone",
    "module-renamed-with-moved",
    "dynamic-block-written-out",
)


@pytest.mark.parametrize("deployment", ["local"], indirect=True)
@pytest.mark.parametrize("name", TRIED)
def test_terraform_still_plans_what_is_kept(name: str, deployment: Deployment, tmp_path: Path) -> None:
    """A change plans today just what was recorded, to which `tests/diff/plans` holds what tfgen announces."""
    change = all_changes()[name]
    assert planned(deployment, change, tmp_path) == kept(change.group)[name]
