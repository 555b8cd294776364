"""tfgen beside other tools that write Terraform, on one environment: see docs/benchmarks.md.

    python -m benchmarks.peers [--venvs DIR] [--rounds 5] [--results FILE]

DIR holds `.venv-cdktf` and `.venv-kapitan`, which `make bench-peers` makes. Before anything is measured, all make the
environment once, and must have made the same. Then every round runs them one right after the other, each in a process
of its own, into folders of its own. Writes the samples as JSON after each run, and prints the table.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

import tfgen
from benchmarks.measure import Sample, measure
from benchmarks.peers import kapitan_project, same
from benchmarks.peers.blocks import documents
from benchmarks.peers.memory import watched
from benchmarks.peers.report import report
from benchmarks.projects import NAME, ROOT, VALUES, values_of
from benchmarks.results import Results
from benchmarks.scale import TFGEN

ENVIRONMENT = NAME.format(0)
STACK = Path(__file__).parent / "cdktf_stack.py"
DOCUMENTS = "documents.json"


class Tools(Struct, frozen=True):
    """Where the other tools are."""

    cdktf: Path
    kapitan: Path

    @staticmethod
    def of(venvs: Path) -> "Tools":
        """Find the tools in their virtual environments, and node; raises SystemExit where one is absent."""
        tools = Tools(venvs / ".venv-cdktf/bin/python", venvs / ".venv-kapitan/bin/kapitan")
        absent = [str(path) for path in (tools.cdktf, tools.kapitan) if not path.exists()]
        absent += ["node, which CDKTF runs on"] * (shutil.which("node") is None)
        if absent:
            raise SystemExit(f"Not there: {', '.join(absent)}. `make bench-peers` sets up all but node.")
        return tools


class Lab(Struct, frozen=True):
    """A folder with the same environment for every tool; what a round makes lies in a folder of the round."""

    folder: Path
    tools: Tools

    @property
    def project(self) -> Path:
        """The project's folder, for tfgen and bare Jinja."""
        return self.folder / "project"

    def make(self) -> None:
        """Write the project, in a process of its own, and kapitan's."""
        make = [sys.executable, "-m", "benchmarks.projects", str(self.project), "1"]
        subprocess.run(make, cwd=ROOT, check=True)  # noqa: S603 - our own
        name, values = values_of((self.project / VALUES).read_text(), 0)
        kapitan_project.write(self.folder / "kapitan", self.project / "templates", name, values)

    def commands(self, out: Path) -> dict[str, list[str]]:
        """Give the command of each case, in the order of a round."""
        tfgen = [str(TFGEN), "render", "--quiet", "--out", str(out / "tfgen")]
        bare = [sys.executable, "-m", "benchmarks.bare", str(self.project), str(out / "bare"), "1"]
        cdktf = [str(self.tools.cdktf), str(STACK), str(self.folder / DOCUMENTS), str(out / "cdktf")]
        classes = [*cdktf[:-1], str(out / "classes"), "--classes"]
        kapitan = kapitan_project.command(self.tools.kapitan, out / "kapitan")
        others = {"cdktf": cdktf, "classes": classes, "kapitan": kapitan, "bare": bare}
        return {"tfgen": tfgen, "same": tfgen, **others}

    def compare(self) -> int:
        """Run every tool once, and hold what it made against tfgen's; gives how many addresses there are."""
        out = self.folder / "compared"
        commands = self.commands(out)
        self._run("tfgen", commands["tfgen"], out)
        made = out / "tfgen" / ENVIRONMENT
        (self.folder / DOCUMENTS).write_text(json.dumps(documents(made)))
        for case in ("cdktf", "classes", "kapitan", "bare"):
            self._run(case, commands[case], out)
        ours = same.of_terraform(made)
        for case in ("cdktf", "classes"):
            same.check("CDKTF", ours, same.of_cdktf(out / case))
        same.check("kapitan", ours, same.of_terraform(out / "kapitan/compiled" / ENVIRONMENT))
        same.check("Bare Jinja", ours, same.of_terraform(out / "bare" / ENVIRONMENT))
        return len(ours)

    def round(self, number: int, results: Results) -> None:
        """Run all cases once."""
        out = self.folder / f"round{number}"
        for case, command in self.commands(out).items():
            os.sync()  # what was written before must not be waited for now
            with watched() as peak:
                sample = self._run(case, command, out)
            results.add(case, replace(sample, memory=peak.memory or sample.memory))
            sys.stderr.write(f"{case}: {sample.seconds:.3f} s, {results.samples[case][-1].memory:.0f} MB\n")

    def _run(self, case: str, command: Sequence[str], out: Path) -> Sample:
        out.mkdir(exist_ok=True)
        folder = self.folder / "kapitan" if case == "kapitan" else self.project
        return measure(command, folder, self._environment(case, out))

    def _environment(self, case: str, out: Path) -> dict[str, str]:
        """Give a command's environment: compiled modules and jsii's cache are kept, as where tools are in use."""
        left_out = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "NO_COLOR"}
        own = {"XDG_CACHE_HOME": str(out / "cache"), "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(self.folder / "jsii")}
        if case == "bare":
            own["PYTHONPATH"] = str(ROOT)
        return {**{name: value for name, value in os.environ.items() if name not in left_out}, **own}


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__.partition("\n")[0])
    parser.add_argument("--venvs", type=Path, default=ROOT, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--results", type=Path, default=Path(__file__).parent / "results.json")
    given = parser.parse_args(arguments)
    if not TFGEN.exists() or Path(tfgen.__file__).parent.parent != ROOT:
        raise SystemExit(f"{TFGEN} is not there, or not that of {ROOT}: run `make bench-peers`.")
    results = Results(given.results)
    with tempfile.TemporaryDirectory(prefix="tfgen-bench-") as scratch:
        lab = Lab(Path(scratch), Tools.of(given.venvs.resolve()))
        lab.make()
        sys.stderr.write(f"All made the same {lab.compare()} resources and data sources.\n")
        for number in range(given.rounds):
            lab.round(number, results)
    sys.stdout.write(report(results))


if __name__ == "__main__":
    main()
