"""Renders the project in the current folder again and again, with sizes of its own choosing, for some seconds.

    python -m tests.output.rendering SEED SECONDS ENVIRONMENT...

Prints how many renders there were, and the exit code of the first that failed, or 0.
"""

import os
import random
import sys
import time

from tfgen import cli


def main(seed: str, seconds: str, *environments: str) -> None:
    """Render until the time is over."""
    generator = random.Random(int(seed))  # noqa: S311 - sizes, no secrets
    until = time.monotonic() + float(seconds)
    count = code = 0
    said = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    while time.monotonic() < until and not code:
        size = generator.randrange(1_000)
        code = cli.run(["render", generator.choice(environments), "--set", f"size={size}"])
        count += 1
    os.write(said, f"{count} {code}".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
