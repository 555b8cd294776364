"""The environments that the end-to-end tests apply, each once a run, on an emulator of its own."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.e2e.demonstration import Demonstration
from tests.e2e.deployment import Account, Deployment
from tests.e2e.expected import EXPECTED, Expected
from tests.emulator.process import run_emulator
from tests.terraform import Terraform

# With these a protected environment can be destroyed and leaves nothing behind but the database's last snapshot.
DISPOSABLE = {
    "local": (),
    "prod": (
        "cache.skip_final_snapshot=true",
        "database.delete_automated_backups=true",
        "database.deletion_protection=false",
    ),
}


# The other shipped environments differ from these in sizes: they are applied, planned again and destroyed, not read.
OTHERS = ("dev", "staging")
LAST = ("test_destroy", "test_shipped", "test_demo")


@dataclass(frozen=True, slots=True)
class Running:
    """A deployment and the work that goes on with it in the background."""

    deployment: Deployment
    work: "Future[None]"
    emulator_log: Path
    told: list[BaseException] = field(default_factory=list)

    def result(self) -> Deployment:
        """Wait for the work and give the deployment; what went wrong is told in full once, not by every test."""
        if self.told:
            pytest.fail(f"{self.deployment.name}: see the first failure.", pytrace=False)
        if error := self.work.exception():
            self.told.append(error)
            raise error
        return self.deployment


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run first what fills the time in which environments are deployed, and last what destroys or goes on beside."""
    order = dict.fromkeys(["test_matrix"], -1) | {name: n for n, name in enumerate(LAST, start=1)}
    items.sort(key=lambda item: order.get(item.path.stem, 0))


def tests_of(session: pytest.Session) -> Iterator[pytest.Function]:
    """Yield the collected tests."""
    return (item for item in session.items if isinstance(item, pytest.Function))


def chosen(session: pytest.Session) -> list[str]:
    """Return the environments that the collected tests ask for: `-k local` deploys only `local`."""
    calls = [getattr(item, "callspec", None) for item in session.items]
    asked = {call.params.get("deployment") for call in calls if call}
    return [name for name in DISPOSABLE if name in asked]


@pytest.fixture(scope="session")
def executor() -> Iterator[ThreadPoolExecutor]:
    """Give threads in which the environments are worked on side by side: most of the time the provider waits."""
    with ThreadPoolExecutor() as pool:
        yield pool


@pytest.fixture(scope="session", autouse=True)
def deploying(
    request: pytest.FixtureRequest, executor: ThreadPoolExecutor, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Running]]:
    """Start to deploy the environments with the session; whatever still runs at the end of the tests is stopped."""
    base = tmp_path_factory.mktemp("e2e")
    with ExitStack() as stack:
        running = {}
        for name in chosen(request.session):
            terraform = Terraform.create(base / "rendered" / name, base / name / "terraform")
            log = base / name / "emulator.log"
            account = Account(stack.enter_context(run_emulator(log)))
            deployment = Deployment(name, account, terraform, DISPOSABLE[name])
            stack.callback(terraform.stop)
            running[name] = Running(deployment, executor.submit(deployment.deploy), log)
        yield running


@pytest.fixture(scope="session", autouse=True)
def living(
    request: pytest.FixtureRequest, executor: ThreadPoolExecutor, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Running]]:
    """Start to deploy and destroy the other environments with the session, if a test asks how that went."""
    with ExitStack() as stack:
        running = {}
        for name in OTHERS if any("living" in item.fixturenames for item in tests_of(request.session)) else ():
            base = tmp_path_factory.mktemp(f"life-of-{name}")
            terraform = Terraform.create(base / "rendered" / name, base / "terraform")
            log = base / "emulator.log"
            deployment = Deployment(name, Account(stack.enter_context(run_emulator(log))), terraform)
            stack.callback(terraform.stop)
            running[name] = Running(deployment, executor.submit(deployment.live), log)
        yield running


@pytest.fixture(scope="session", autouse=True)
def demonstrating(request: pytest.FixtureRequest) -> Iterator[Demonstration | None]:
    """Start the demo with the session, if a test asks how it ended, so that it runs beside all others."""
    if not any("demonstration" in item.fixturenames for item in tests_of(request.session)):
        yield None
        return
    started = Demonstration.start()
    yield started
    started.stop()


@pytest.fixture
def demonstration(demonstrating: Demonstration | None) -> Demonstration:
    """Give the demo that runs since the session began."""
    assert demonstrating
    return demonstrating


@pytest.fixture(params=list(DISPOSABLE))
def deployment(request: pytest.FixtureRequest, deploying: Mapping[str, Running]) -> Deployment:
    """Give an environment as `terraform apply` left it."""
    return deploying[request.param].result()


@pytest.fixture(scope="session")
def destroying(deploying: Mapping[str, Running], executor: ThreadPoolExecutor) -> Mapping[str, Running]:
    """Start to destroy the environments that were deployed."""

    def destroy(running: Running) -> None:
        running.result().destroy()

    return {
        name: Running(running.deployment, executor.submit(destroy, running), running.emulator_log)
        for name, running in deploying.items()
    }


@pytest.fixture
def expected(deployment: Deployment) -> Expected:
    """Give what the environment's spec asks for."""
    return EXPECTED[deployment.name]
