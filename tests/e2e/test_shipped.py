"""The shipped environments that no other test applies: each is made, found complete and destroyed once."""

from collections.abc import Mapping

import pytest

from tests.e2e.conftest import DISPOSABLE, OTHERS, Running
from tests.e2e.deployment import ROOT
from tests.e2e.inventory import added, take_inventory


def test_every_shipped_environment_is_applied() -> None:
    """Those that are read back and those that only live are all that there are."""
    specs = {path.stem for path in (ROOT / "environments").glob("*.yaml")}
    assert {*DISPOSABLE, *OTHERS} == {name for name in specs if not name.startswith("_")}


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_applied_complete_and_destroyed(name: str, living: Mapping[str, Running]) -> None:
    """A second plan finds nothing to do, and after destroy the account holds what it held before."""
    deployment = living[name].result()
    assert deployment.second_plan
    assert deployment.second_plan.exit_code == 0, deployment.second_plan.output
    assert added(deployment.before, take_inventory(deployment.account)) == {}
