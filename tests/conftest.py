"""What all tests share: Hypothesis profiles, a small project, and ways to run tfgen on it."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import PROJECT, Run, Said, write_files
from tfgen.cli import run as run_command_line

# In CI the same examples come every time; a machine's slowness is no failure of a property.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", deadline=None)
# For the properties on which the promise of safety rests: see `make proof`.
settings.register_profile("long", settings.get_profile("ci"), max_examples=8_000)
settings.load_profile(os.environ.get("TFGEN_HYPOTHESIS") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session", autouse=True)
def _interrupts_are_heeded() -> None:
    """A shell's background job ignores Ctrl-C, and so would all that the tests start in it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _cache_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Providers that somebody has cached on this machine would change what tfgen knows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, in the current folder, with the environments dev and prod."""
    folder = tmp_path / "project"
    write_files(folder, PROJECT)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in this process and gives what it came to, times replaced by `0.00 s`."""
    monkeypatch.delenv("COLUMNS", raising=False)
    # What has run here before decides whether processes could be forked: see tests/commands/test_workers.py for those.
    monkeypatch.setattr("tfgen.processes.are_free", lambda: False)

    def run_here(*arguments: str) -> Said:
        capsys.readouterr()
        code = run_command_line(arguments)
        said = capsys.readouterr()
        return Said(code, said.out, re.sub(r"\d+\.\d\d s$", "0.00 s", said.err, flags=re.MULTILINE))

    return run_here


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for 64 KiB; only root can mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
