"""How fast the formatter is: MB/s over generated/, repeated to about 2 MB, the median of five runs.

Run from the checkout: `python benchmarks/format.py`.
"""

import statistics
import sys
import time
from pathlib import Path

from tfgen.hcl.format import format_text

GENERATED = Path(__file__).parent.parent / "generated"
CHARACTERS, RUNS = 2_000_000, 5


def measure(text: str) -> float:
    """Format a text once; gives millions of bytes a second."""
    start = time.perf_counter()
    format_text(text)
    return len(text.encode()) / (time.perf_counter() - start) / 1e6


def main() -> None:
    """Measure, and print the median."""
    once = "".join(path.read_text("utf-8") for path in sorted(GENERATED.rglob("*.tf")))
    text = once * (CHARACTERS // len(once) + 1)
    speed = statistics.median(measure(text) for _ in range(RUNS))
    sys.stdout.write(f"format: {speed:.2f} MB/s ({len(text) / 1e6:.1f} MB, median of {RUNS})\n")


main()
