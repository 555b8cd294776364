"""How tfgen does from one environment to ten thousand, beside Jinja alone: see docs/benchmarks.md.

    python -m benchmarks.scale [--sizes 1,10,100,1000,10000] [--rounds 5] [--rounds-of-many 3]

All cases of a round run one right after the other, in processes of their own. Of the two largest sizes there are fewer
rounds, and of the largest just one where it is beyond a thousand. Writes benchmarks/results.json after each case, then
docs/benchmarks.svg, and prints the table.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

import tfgen
from benchmarks.curve import curve
from benchmarks.measure import measure
from benchmarks.projects import NAME, ROOT
from benchmarks.results import Results
from benchmarks.table import table

MANY = 1000
# What python-hcl2 takes minutes for is left out.
MOST_PARSED = 10
TFGEN = Path(sys.executable).parent / "tfgen"
CHANGED_SPEC = ("LOG_LEVEL: debug", "LOG_LEVEL: info")
TEMPLATE = "templates/modules/processing/main.tf.j2"
CHANGED_TEMPLATE = ('= "SERVICE"', '= "TASK_DEFINITION"')


class Lab(Struct):
    """A project of some environments, and what is made of it.

    Each round has folders of its own, and all go at the very end: ext4 is slow to make files for a minute after many
    were removed.
    """

    folder: Path
    size: int
    results: Results
    number: int = 0

    @property
    def project(self) -> Path:
        """The project's folder."""
        return self.folder / "project"

    def round(self) -> None:
        """Run all cases once."""
        self.number += 1
        self._tfgen("empty", "render")
        self._python("bare")
        if self.size <= MOST_PARSED:
            self._python("parsed", "--parse")
        self._tfgen("same", "render")
        if 1 < self.size <= MANY:
            self._changed("one", f"environments/{NAME.format(self.size // 2)}.yaml", CHANGED_SPEC, "render")
            self._changed("diff", TEMPLATE, CHANGED_TEMPLATE, "diff", expected=2)

    def start_up(self) -> None:
        """Run what needs no project once."""
        words = {"_TFGEN_COMPLETE": "bash_complete", "COMP_WORDS": "tfgen render e", "COMP_CWORD": "2"}
        self._add("python", [sys.executable, "-c", "pass"])
        self._add("--version", [str(TFGEN), "--version"])
        self._add("--help", [str(TFGEN), "--help"])
        self._add("completion", [str(TFGEN)], more=words)

    def _command(self, command: str) -> list[str]:
        return [str(TFGEN), command, "--quiet", "--out", str(self.folder / f"out{self.number}")]

    def _tfgen(self, case: str, command: str, expected: int = 0) -> None:
        self._add(f"{case} {self.size}", self._command(command), expected)

    def _python(self, case: str, *more: str) -> None:
        options = [str(self.project), str(self.folder / f"{case}{self.number}"), str(self.size), *more]
        self._add(f"{case} {self.size}", [sys.executable, "-m", "benchmarks.bare", *options])

    def _changed(self, case: str, path: str, change: tuple[str, str], command: str, expected: int = 0) -> None:
        """Run a command after a change, and take the change back."""
        file = self.project / path
        text = file.read_text()
        assert change[0] in text
        file.write_text(text.replace(*change))
        self._tfgen(case, command, expected)
        file.write_text(text)
        if command == "render":
            measure(self._command("render"), self.project, self._environment())

    def _add(self, case: str, command: Sequence[str], expected: int = 0, more: dict[str, str] | None = None) -> None:
        os.sync()  # what was written or removed before must not be waited for now
        self.results.add(case, measure(command, self.project, {**self._environment(), **(more or {})}, (expected,)))
        sys.stderr.write(f"{case}: {self.results.samples[case][-1].seconds:.3f} s\n")

    def _environment(self) -> dict[str, str]:
        """Give the environment of every command: compiled modules are kept, as where tfgen is installed."""
        left_out = {"PYTHONDONTWRITEBYTECODE", "NO_COLOR"}
        own = {"XDG_CACHE_HOME": str(self.folder / f"cache{self.number}"), "PYTHONPATH": str(ROOT)}
        return {**{name: value for name, value in os.environ.items() if name not in left_out}, **own}


def run(sizes: Sequence[int], rounds: int, rounds_of_many: int, results: Results) -> None:
    """Measure every size, the smallest first."""
    with tempfile.TemporaryDirectory(prefix="tfgen-bench-") as scratch:
        for size in sizes:
            lab = Lab(Path(scratch, str(size)), size, results)
            make = [sys.executable, "-m", "benchmarks.projects", str(lab.project), str(size)]
            subprocess.run(make, cwd=ROOT, check=True)  # noqa: S603 - our own
            for _ in range(1 if size > MANY else rounds_of_many if size == MANY else rounds):
                if size == sizes[0]:
                    lab.start_up()
                lab.round()


def draw(results: Results, sizes: Sequence[int]) -> str:
    """Draw the curve of what was measured."""
    names = {"empty": "tfgen, empty cache", "bare": "bare Jinja", "same": "tfgen, nothing changed"}
    lines = {
        name: [(float(size), results.median(f"{case} {size}") * 1000 / size) for size in sizes]
        for case, name in names.items()
    }
    return curve(lines)


def _sizes(text: str) -> list[int]:
    sizes = sorted({int(word) for word in text.split(",")})
    if not sizes or sizes[0] != 1:
        raise argparse.ArgumentTypeError("sizes are numbers with commas between them, 1 the first of them")
    return sizes


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, draw and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=_sizes, default=[1, 10, 100, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rounds-of-many", type=int, default=3)
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks/results.json")
    parser.add_argument("--curve", type=Path, default=ROOT / "docs/benchmarks.svg")
    given = parser.parse_args(arguments)
    if not TFGEN.exists() or Path(tfgen.__file__).parent.parent != ROOT:
        raise SystemExit(f"{TFGEN} is not there, or not that of {ROOT}: run `make bench`.")
    results = Results(given.results)
    run(given.sizes, given.rounds, given.rounds_of_many, results)
    given.curve.write_text(draw(results, given.sizes))
    sys.stdout.write(table(results, given.sizes))


if __name__ == "__main__":
    main()
