"""The emulator as a process of its own, for tests and for whoever wants an AWS to try things on."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
READY_WITHIN_SECONDS = 60


class EmulatorError(RuntimeError):
    """The emulator did not come up; the message holds its log."""


@contextmanager
def run_emulator(log: Path, *arguments: str) -> Iterator[str]:
    """Serve an empty emulated AWS on a free port of loopback, and give its address, such as `http://127.0.0.1:40321`.

    `arguments` are more of its command line. Each call to it writes a line into `log`. It stops when the block ends,
    and with this process if that dies first. A signal from the terminal does not reach it, so that what the block
    does on Ctrl-C still finds it there. Raises `EmulatorError` when it does not come up.
    """
    command = [sys.executable, "-m", "tests.emulator", "--until-stdin-closes", *arguments]
    pipe = subprocess.PIPE
    with (
        log.open("w", encoding="utf-8") as stderr,
        subprocess.Popen(
            command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=stderr, text=True, start_new_session=True
        ) as process,
    ):
        try:
            yield ready_address(process, log)
        finally:
            stop(process)


def ready_address(process: subprocess.Popen[str], log: Path) -> str:
    """Wait until the emulator tells its address and answers there."""
    assert process.stdout
    address = process.stdout.readline().strip()
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while address and time.monotonic() < deadline:
        if answers(address):
            return address
        time.sleep(0.05)
    raise EmulatorError(f"The emulator did not come up:\n{log.read_text(encoding='utf-8')}")


def answers(address: str) -> bool:
    """Whether an HTTP request to the emulator succeeds."""
    try:
        with urlopen(f"{address}/moto-api/data.json", timeout=10) as response:  # noqa: S310 -- our own address
            return bool(response.status == 200)
    except OSError:
        return False


def stop(process: subprocess.Popen[str]) -> None:
    """End the emulator's process and wait for it."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
