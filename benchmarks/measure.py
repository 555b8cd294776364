"""Measuring a command as a whole: how long it takes, how much of the processors, how much memory."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct


class Sample(Struct, frozen=True):
    """One run: seconds by the clock, seconds of all processes together, MB of the largest process."""

    seconds: float
    processor: float
    memory: float


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], expected: Sequence[int] = (0,)
) -> Sample:
    """Run a command in a folder; raises SystemExit with what it says where it fails."""
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode not in expected:
        raise SystemExit(f"{' '.join(command)} gave {process.returncode}:\n{said}")
    return Sample(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
