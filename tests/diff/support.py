"""What the tests of the comparison share."""

import functools
from collections.abc import Mapping

from tfgen.check.knowledge import Knowledge
from tfgen.diff.changes import ArgumentChange, EnvironmentDifference, ResourceChange
from tfgen.diff.compare import compare
from tfgen.diff.rendering import Rendering

knowledge = functools.cache(Knowledge.open)
Texts = str | Mapping[str, str] | None


def rendering(texts: Texts) -> Rendering | None:
    """Give a rendering of a main.tf, or of files by path; None for an environment that is not there."""
    if texts is None:
        return None
    return Rendering.of_texts({"main.tf": texts} if isinstance(texts, str) else texts)


def difference(before: Texts, after: Texts) -> EnvironmentDifference:
    """Compare two configurations."""
    return compare("dev", rendering(before), rendering(after), knowledge())


def changes(before: Texts, after: Texts) -> list[str]:
    """Give what happens, in a line each; what is not certain begins with `may`."""
    return [line_of(change) for change in difference(before, after).resources]


def line_of(change: ResourceChange) -> str:
    """Write an announcement as plans are written."""
    moved = f" from {change.previous_address}" if change.previous_address else ""
    return f"{'' if change.is_certain else 'may '}{change.change} {change.address}{moved}"


def arguments(before: Texts, after: Texts) -> list[str]:
    """Give the changed arguments of all resources, in a line each."""
    return [argument_line(one) for change in difference(before, after).resources for one in change.arguments]


def argument_line(one: ArgumentChange) -> str:
    """Write a changed argument: its path and both sides."""
    sides = [side.text if side else "-" for side in (one.before, one.after)]
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in one.path).removeprefix(".")
    return f"{'' if one.is_certain else 'may '}{path}: {' -> '.join(sides)}"
