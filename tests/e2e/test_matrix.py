"""Every pair of choices that a spec offers: Terraform takes what tfgen renders, and plans to make it."""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

import pytest
from msgspec import Struct

from tests.e2e.deployment import STATE_BUCKET, Account, Deployment
from tests.e2e.matrix import SWITCHES, Row, rows
from tests.e2e.plant import Plant
from tests.emulator.process import run_emulator
from tests.terraform import Terraform


class Planned(Struct, frozen=True):
    """What Terraform said of a spec."""

    validated: str
    planned: str


def plan(row: Row, account: Account, plant: Plant, folder: Path) -> Planned:
    """Render a spec below `folder`, and initialise, validate and plan it; nothing is applied."""
    terraform = Terraform.create(folder / "dev", folder / "terraform")
    try:
        Deployment("dev", account, terraform).render(*row.overrides(plant))
        terraform.init()
        validated = terraform.run("validate").output
        return Planned(validated, terraform.run("plan", "-input=false", "-lock=false").output)
    finally:
        terraform.stop()


@pytest.fixture(scope="module")
def plans(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Planned]]]:
    """Plan all the specs that are asked for, two at a time, in one account with somebody's VPC in it."""
    folder = tmp_path_factory.mktemp("matrix")
    calls = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    asked = [params["row"] for params in calls if "row" in params]
    with ThreadPoolExecutor(2) as pool, run_emulator(folder / "emulator.log", "--bucket", STATE_BUCKET) as endpoint:
        account = Account(endpoint)
        plant = Plant.make(account)
        yield {row.id: pool.submit(plan, row, account, plant, folder / row.id) for row in asked}
        pool.shutdown(cancel_futures=True)


def test_every_two_choices_meet_in_a_spec() -> None:
    """What only fails together fails here."""
    met = {pair for row in rows() for pair in combinations(row.choices.items(), 2)}
    choices = {name: [(name, choice) for choice in found] for name, found in SWITCHES.items()}
    wanted = {(a, b) for one, other in combinations(choices, 2) for a in choices[one] for b in choices[other]}
    assert wanted - met == set()


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row.id)
def test_terraform_accepts_and_plans_it(row: Row, plans: dict[str, Future[Planned]]) -> None:
    """It initialises, validates without a warning, and plans to create things and nothing else."""
    said = plans[row.id].result()
    assert said.validated == "Success! The configuration is valid.\n\n"
    assert re.search(r"Plan: [1-9]\d* to add, 0 to change, 0 to destroy\.", said.planned), said.planned
    assert "Warning" not in said.planned
