"""How fast the checker is: `tfgen validate --dir` in a cold process, beside `terraform validate`, on the same folders.

The folders are the bases of tests/faults/. Terraform's init is left out; the two run in turn, and the ratio is of their
medians. Where Terraform or its provider is absent, only tfgen is measured.

Run from the checkout: `python -m benchmarks.check`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.cases import BASES, folders_in
from tests.faults.record import Recorder, init, validate
from tests.terraform import Terraform, find_plugin_dir, find_terraform

RUNS = 7


def seconds(work: Callable[[], object]) -> float:
    """Do a piece of work once; gives how long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def check(folder: Path) -> None:
    """Check a folder with tfgen in a process of its own, which must find it valid.

    Compiled modules may be kept, as they are where tfgen is installed, whatever this process's environment says.
    """
    command = [sys.executable, "-m", "tfgen", "validate", "--dir", str(folder), "--format", "json", "--quiet"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)  # noqa: S603


def initialised(folder: Path, scratch: Path) -> Terraform | None:
    """Give a Terraform for a copy of the folder that is ready to validate it; None where there is none."""
    if find_terraform() is None or find_plugin_dir() is None:
        return None
    terraform = Recorder(scratch).terraform(folder)
    init(terraform, "-backend=false")
    return terraform


def measure(folder: Path, scratch: Path) -> str:
    """Measure both on a folder; gives the line to print."""
    terraform = initialised(folder, scratch)
    lines = sum(path.read_bytes().count(b"\n") for path in folder.rglob("*.tf"))
    ours, theirs = [], []
    check(folder)
    for _ in range(RUNS):
        ours.append(seconds(lambda: check(folder)))
        if terraform is not None:
            theirs.append(seconds(lambda: validate(terraform)))
    mine = statistics.median(ours)
    line = f"check: {folder.name:9} {lines:5} lines: tfgen {mine * 1000:.0f} ms"
    if theirs:
        other = statistics.median(theirs)
        line += f", terraform validate {other * 1000:.0f} ms, ratio 1:{other / mine:.0f}"
    return f"{line} (median of {RUNS})\n"


def main() -> None:
    """Measure each base, and print a line for each."""
    for name, folder in folders_in(BASES).items():
        with tempfile.TemporaryDirectory() as scratch:
            sys.stdout.write(measure(folder, Path(scratch).resolve() / name))


if __name__ == "__main__":
    main()
