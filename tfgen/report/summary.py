"""What became of each environment, in a line."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from tfgen.changes import Action, FileChange
from tfgen.report.text import visible

if TYPE_CHECKING:
    from tfgen.rendered import BuiltEnvironment


class Outcome(Struct, frozen=True):
    """One environment's result: counts of its files and resource blocks, and how long it took.

    `written` is False where the command writes nothing or the environment has errors.
    """

    name: str
    valid: bool
    written: bool
    created: int
    updated: int
    unchanged: int
    deleted: int
    resources: int
    seconds: float = 0.0


def outcome(built: "BuiltEnvironment", changes: Sequence[FileChange] | None = None, *, valid: bool = True) -> Outcome:
    """Sum up a built environment; `changes` are those that were written, None where nothing was.

    How long it took is for the caller to add.
    """
    count = Counter(change.action for change in changes or ())
    return Outcome(
        built.name,
        valid=built.ok and valid,
        written=changes is not None,
        created=count[Action.CREATE],
        updated=count[Action.UPDATE],
        unchanged=count[Action.NO_OP],
        deleted=count[Action.DELETE],
        resources=built.resources,
    )


def describe(outcome: Outcome) -> str:
    """Say in a line what became of an environment."""
    name = visible(outcome.name)
    if not outcome.valid:
        return f"{name}: has errors"
    counts = [_files(outcome)] if outcome.written else ["valid"]
    return f"{name}: {', '.join([*counts, _count(outcome.resources, 'resource')])}, {outcome.seconds:.2f} s"


def _files(outcome: Outcome) -> str:
    written = outcome.created + outcome.updated
    return f"{_count(written, 'file')} written, {outcome.unchanged} unchanged, {outcome.deleted} removed"


def total(outcomes: list[Outcome], seconds: float) -> str:
    """Say in a line what became of all environments, and how long that took."""
    bad = sum(not outcome.valid for outcome in outcomes)
    words = [_count(len(outcomes), "environment"), f"{bad} with errors"]
    if any(outcome.written for outcome in outcomes):
        written = sum(outcome.created + outcome.updated for outcome in outcomes)
        words.append(f"{_count(written, 'file')} written")
    return f"{', '.join(words)}, {seconds:.2f} s"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def as_json(outcomes: list[Outcome]) -> dict[str, Any]:
    """Give what a command's JSON document says of its environments."""
    rows = [{**asdict(outcome), "seconds": round(outcome.seconds, 3)} for outcome in outcomes]
    return {"environments": rows}
