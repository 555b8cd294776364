"""What tfgen announces for a change, beside what Terraform plans for it."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.diff.plans.cases import Change, Sides
from tests.diff.plans.verdicts import Planned, Verdict, kept
from tfgen.check.knowledge import Knowledge
from tfgen.diff.changes import EnvironmentDifference, ResourceChange
from tfgen.diff.compare import compare
from tfgen.diff.rendering import Rendering

OUT_OF_DATE = "its verdict is of another text; `python -m tests.diff.plans record` asks Terraform anew"
# Terraform also plans to read data sources, which changes nothing.
READ = "read"
NOTHING = Planned()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides on one change."""

    announced: EnvironmentDifference
    verdict: Verdict

    def mismatches(self) -> Iterator[str]:
        """Yield, in a line each, where they differ on a resource or an output."""
        planned = {name: resource for name, resource in self.verdict.resources.items() if resource.actions != {READ}}
        told = by_address(self.announced)
        for address in sorted({*told, *planned}):
            yield from on_address(address, told.get(address, []), planned.get(address, NOTHING))
        yield from self.on_outputs()

    def on_outputs(self) -> Iterator[str]:
        """Yield where they differ on which outputs change."""
        told = dict(self.announced.outputs)
        certain = {name for name, change in told.items() if change.is_certain}
        for name in sorted(certain - self.verdict.outputs.keys()):
            yield f"output.{name}: announced, and not planned"
        for name in sorted(self.verdict.outputs.keys() - told.keys()):
            yield f"output.{name}: planned, and not announced"


def by_address(difference: EnvironmentDifference) -> dict[str, list[ResourceChange]]:
    """Give the announcements on each address: instances of one resource may share more than one fate."""
    told: dict[str, list[ResourceChange]] = {}
    for change in difference.resources:
        told.setdefault(change.address, []).append(change)
    return told


def on_address(address: str, told: list[ResourceChange], planned: Planned) -> Iterator[str]:
    """Yield where they differ on one resource; what is announced as possible only may come or not.

    Whether what is imported also changes is known to AWS alone, so that an import may be an update too.
    """
    certain = {str(change.change) for change in told if change.is_certain}
    actions = planned.actions - ({"update"} if "import" in planned.actions else set())
    if wrong := certain - actions:
        yield f"{address}: announced {listed(wrong)}, planned {listed(actions)}"
    elif all(change.is_certain for change in told) and (missed := actions - certain):
        yield f"{address}: planned {listed(missed)}, announced {listed(certain)}"
    else:
        yield from on_details(address, told, planned)


def on_details(address: str, told: list[ResourceChange], planned: Planned) -> Iterator[str]:
    """Yield where they differ on former addresses, on what forces a replacement, and on what changes."""
    previous = {change.previous_address for change in told if change.previous_address}
    if previous != planned.previous:
        yield f"{address}: announced to move from {listed(previous)}, planned from {listed(planned.previous)}"
    arguments = [argument for change in told if change.change in {"update", "replace"} for argument in change.arguments]
    forcing = {str(argument.path[0]) for argument in arguments if argument.is_certain and argument.forces_replacement}
    if wrong := forcing - {path.partition(".")[0] for path in planned.replace_paths}:
        yield f"{address}: announced to be replaced for {listed(wrong)}, planned for {listed(planned.replace_paths)}"
    if "replace" in planned.actions:
        return
    changed = {str(argument.path[0]) for argument in arguments if argument.is_certain}
    if wrong := changed - planned.changed:
        yield f"{address}: announced to change {listed(wrong)}, planned to change {listed(planned.changed)}"


def listed(names: set[str]) -> str:
    """Give names for a person to read."""
    return ", ".join(sorted(names)) or "nothing"


@cache
def compared(change: Change) -> Comparison:
    """Compare on a change; the kept verdict must be of the same texts."""
    verdict = kept(change.group)[change.id]
    with tempfile.TemporaryDirectory() as scratch:
        sides = Sides.of(change, Path(scratch) / "project")
    assert sides.digest == verdict.digest, f"{change.id}: {OUT_OF_DATE}"
    before, after = Rendering.of_built(sides.before), Rendering.of_built(sides.after)
    return Comparison(compare(change.base, before, after, knowledge()), verdict)


@cache
def knowledge() -> Knowledge:
    """Give what tfgen knows of providers, read once."""
    return Knowledge.open()
