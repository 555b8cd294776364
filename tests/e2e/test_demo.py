"""`make demo` shows the whole life of an environment, and leaves nothing behind, however it ends."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from scripts.demo.tour import CHANGE
from tests.e2e.demonstration import Demonstration

Start = Callable[..., Demonstration]


@pytest.fixture
def started() -> Iterator[Start]:
    """Starts a demo, which is over when the test is."""
    with ExitStack() as stack:

        def start(plugin_dir: Path | None = None) -> Demonstration:
            demonstration = Demonstration.start(plugin_dir)
            stack.callback(demonstration.stop)
            return demonstration

        yield start


def test_the_demo_shows_an_environments_life(demonstration: Demonstration) -> None:
    """It ends well, having applied, changed and destroyed what it said, and tfgen and Terraform agreed."""
    code, printed = demonstration.result()
    assert code == 0, printed
    steps = re.findall(r"^--- \d+\. (\w+)", printed, re.MULTILINE)
    first = "Starting Rendering Initialising Applying These Changing Rendering They Applying Destroying Stopping"
    assert steps == first.split()
    assert CHANGE in printed
    assert "database_host = " in printed
    assert re.search(r"Apply complete! Resources: 0 added, 0 changed, [1-9]\d* destroyed\.", printed)
    assert "nothing is left" in printed
    demonstration.assert_nothing_left()


def test_an_interrupted_demo_leaves_nothing(started: Start) -> None:
    """Ctrl-C while Terraform creates things ends Terraform, its provider and the emulator, and says so."""
    demonstration = started()
    demonstration.wait_for("Creating...")
    demonstration.process.send_signal(signal.SIGINT)
    code, printed = demonstration.result()
    assert (code, "Interrupted." in printed, "nothing is left" in printed) == (130, True, True), printed
    assert "Apply complete!" not in printed
    demonstration.assert_nothing_left()


def test_a_missing_provider_is_told_with_its_remedy(started: Start, tmp_path: Path) -> None:
    """Where the mirror holds no provider, the person learns how to name one that does."""
    demonstration = started(tmp_path)
    code, printed = demonstration.result()
    assert (code, "make demo PLUGIN_DIR=<folder>" in printed) == (1, True), printed
    demonstration.assert_nothing_left()


def test_a_missing_terraform_is_told_with_its_remedy(tmp_path: Path) -> None:
    """Nothing is started without it."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts.demo"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Terraform is not on PATH" in done.stderr
