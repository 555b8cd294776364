"""A real Terraform for tests: where it and its AWS provider lie, and how to run it without touching the machine."""

import os
import platform
import shutil
import signal
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

PROVIDER = Path("hashicorp", "aws", "5.100.0")
PLUGIN_DIR_VARIABLE = "TFGEN_TEST_PLUGIN_DIR"
USUAL_MIRRORS = (
    Path("~/.terraform.d/plugins"),
    Path("~/.local/share/terraform/plugins"),
    Path("/usr/local/share/terraform/plugins"),
    Path("/usr/share/terraform/plugins"),
)
# Not walked: what the kernel makes up, and what `terraform init` left in some project.
PRUNED = frozenset({"/dev", "/proc", "/run", "/sys"})
PRUNED_NAMES = frozenset({".git", ".terraform", "node_modules", "site-packages"})
STOP_WITHIN_SECONDS = 20


class TerraformError(AssertionError):
    """A Terraform command answered something else than was expected; the message holds all that it printed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a Terraform command came to: its exit code and all that it printed."""

    exit_code: int
    output: str


def unavailable(what: str) -> NoReturn:
    """Skip the test that needs `what`; in CI (`CI=true`) its absence is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}; in CI this test must run.", pytrace=False)
    pytest.skip(f"{what}.")


@cache
def find_terraform() -> str | None:
    """Return the path of the `terraform` on PATH."""
    return shutil.which("terraform")


@cache
def find_plugin_dir() -> Path | None:
    """Return the folder to pass to `terraform init` as `-plugin-dir`, so that the provider comes without a download.

    It is `TFGEN_TEST_PLUGIN_DIR` if that is set, else the first mirror that holds the provider: one of Terraform's
    usual folders, else the first found in the file system, which takes a few seconds.
    """
    if given := os.environ.get(PLUGIN_DIR_VARIABLE):
        return Path(given)
    roots = (mirror.expanduser() for mirror in USUAL_MIRRORS)
    return next((mirror for root in (*roots, Path("/")) for mirror in mirrors_below(root)), None)


def mirrors_below(root: Path) -> Iterator[Path]:
    """Yield the folders at or below `root` that are laid out as a filesystem mirror with the provider in it.

    Such a mirror is `<mirror>/<registry>/hashicorp/aws/5.100.0/<platform>/`.
    """
    for folder, names, _ in os.walk(root):
        path = Path(folder)
        if path.parts[-3:] == PROVIDER.parts and provider_platform() in names:
            yield path.parents[3]
        names[:] = sorted(name for name in names if name not in PRUNED_NAMES and str(path / name) not in PRUNED)


def provider_platform() -> str:
    """Return this machine's name in a mirror, such as `linux_amd64`."""
    machine = platform.machine().lower()
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)
    return f"{platform.system().lower()}_{architecture}"


@dataclass(slots=True)
class Terraform:
    """Runs Terraform in `directory`; everything that it keeps outside of it goes to `scratch`.

    Credentials and settings of the machine (`AWS_…`, `TF_…`) do not reach it. The provider is linked from its mirror
    and not copied. Each command's output stays in `scratch`, numbered.
    """

    directory: Path
    scratch: Path
    executable: str
    plugin_dir: Path
    commands: int = 0
    running: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    stopped: bool = False

    @classmethod
    def create(cls, directory: Path, scratch: Path) -> "Terraform":
        """Return a Terraform for `directory`; skip the test (in CI: fail it) if it or the provider is absent."""
        if (executable := find_terraform()) is None:
            unavailable("terraform is not on PATH")
        if (plugin_dir := find_plugin_dir()) is None:
            unavailable(f"no mirror with the provider {PROVIDER} was found; {PLUGIN_DIR_VARIABLE} can name one")
        scratch.mkdir(parents=True, exist_ok=True)
        return cls(directory, scratch, executable, plugin_dir)

    def init(self, *options: str) -> Answer:
        """Run `terraform init` with the provider from the mirror."""
        return self.run("init", "-input=false", f"-plugin-dir={self.plugin_dir}", *options)

    def run(self, command: str, *options: str, expect: Collection[int] = (0,)) -> Answer:
        """Run one command and return its answer; raise `TerraformError` unless the exit code is one of `expect`."""
        if self.stopped:
            raise TerraformError(f"terraform {command} was not started: the test run is ending.")
        self.commands += 1
        log = self.scratch / f"{self.commands:02}-{command}.log"
        answer = self.wait([self.executable, command, "-no-color", *options], log)
        if answer.exit_code not in expect:
            call = " ".join((command, *options))
            raise TerraformError(f"terraform {call} answered {answer.exit_code}, not {expect}:\n{answer.output}")
        return answer

    def wait(self, call: list[str], log: Path) -> Answer:
        """Run one process to its end, with its output in `log`; if this is interrupted, it does not outlive it."""
        with log.open("wb") as output:
            self.running = subprocess.Popen(
                call, cwd=self.directory, env=self.environment(), stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        try:
            exit_code = self.running.wait()
        except BaseException:
            self.stop()
            raise
        return Answer(exit_code, log.read_text(encoding="utf-8"))

    def stop(self) -> None:
        """Start no more commands, and end the running one together with the provider's process."""
        self.stopped = True
        if self.running is None or self.running.poll() is not None:
            return
        os.killpg(self.running.pid, signal.SIGINT)
        try:
            self.running.wait(timeout=STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()

    def environment(self) -> dict[str, str]:
        """Return the environment of a command: this process's, without what would change what Terraform does."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_"))}
        return kept | {
            "AWS_EC2_METADATA_DISABLED": "true",
            "CHECKPOINT_DISABLE": "true",
            "HOME": str(self.scratch),
            "NO_PROXY": "127.0.0.1",
            "TF_DATA_DIR": str(self.scratch / "data"),
            "TF_IN_AUTOMATION": "true",
        }
