"""How long a process takes to look its first schema up: milliseconds beyond what `tfgen validate` loads anyway.

Run from the checkout: `python scripts/lookup_speed.py`. It measures what ships, and what `tfgen providers schema` has
cached if it has: a usual type, and one whose schema is among the largest.
"""

import statistics
import subprocess
import sys

RUNS = 15
TYPES = ("aws_vpc", "aws_quicksight_dashboard")
LOOK_UP = """
import time, tfgen.cli, tfgen.hcl.parse
start = time.perf_counter()
from tfgen.providers.catalogue import Catalogue
found = Catalogue.open({folder}).resource("hashicorp/aws", "{type_}", ["~> 5.0"])
taken = time.perf_counter() - start
print(taken * 1000 if found else "nan")
"""


def measure(type_: str, folder: str) -> float:
    """Look a type up in a process of its own; gives milliseconds."""
    code = LOOK_UP.format(type_=type_, folder=folder)
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return float(done.stdout)


def main() -> None:
    """Measure, and print the medians; `nan` where the schema is not there."""
    for type_ in TYPES:
        for what, folder in (("shipped", "__import__('pathlib').Path('none')"), ("cached", "None")):
            median = statistics.median(measure(type_, folder) for _ in range(RUNS))
            sys.stdout.write(f"{type_}, {what}: {median:.1f} ms\n")


if __name__ == "__main__":
    main()
