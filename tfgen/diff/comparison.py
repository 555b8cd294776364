"""What a run of `tfgen diff` has found, over all environments."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tfgen.diff.changes import Change, EnvironmentDifference, ResourceChange

# In the order in which Terraform sums up a plan; the first four are always told.
_WORDS = {
    Change.CREATE: "to add",
    Change.UPDATE: "to change",
    Change.DELETE: "to destroy",
    Change.REPLACE: "to replace",
    Change.MOVE: "to move",
    Change.IMPORT: "to import",
    Change.FORGET: "to forget",
}
_SAME = "no differences"
_ALWAYS = (Change.CREATE, Change.UPDATE, Change.DELETE, Change.REPLACE)


class Comparison(Struct, frozen=True):
    """The environments' differences, those that do not differ among them, by name.

    `against` says for people what they are compared with (`generated/`, `main (1a2b3c4d5e6f)`); with `by_text`, the
    files are compared byte by byte, and differ where their text does.
    """

    against: str
    differences: Sequence[EnvironmentDifference]
    by_text: bool = False

    @property
    def differing(self) -> list[EnvironmentDifference]:
        """The environments that differ."""
        return [found for found in self.differences if differs(found, by_text=self.by_text)]


def differs(difference: EnvironmentDifference, *, by_text: bool) -> bool:
    """Tell whether an environment differs: in what is configured or, `by_text`, in any byte."""
    return difference.change is not None or (by_text and bool(difference.files))


class Counts(Struct, frozen=True):
    """How many resources change how, those that may change counted apart, and how many outputs and other blocks."""

    changes: Counter[Change]
    uncertain: int
    outputs: int
    blocks: int

    def __str__(self) -> str:
        """Sum up as `terraform plan` does: `2 to add, 1 to change, 0 to destroy, 1 to replace`."""
        told = [change for change in _WORDS if change in _ALWAYS or self.changes[change]]
        words = [f"{self.changes[change]} {_WORDS[change]}" for change in told]
        words += [f"{self.uncertain} may change"] if self.uncertain else []
        words += [f"{self.outputs} output{'s' * (self.outputs != 1)} to change"] if self.outputs else []
        words += [f"{self.blocks} other block{'s' * (self.blocks != 1)} to change"] if self.blocks else []
        return ", ".join(words)


def count(difference: EnvironmentDifference) -> Counts:
    """Count the changes of an environment."""
    certain = Counter(change.change for change in difference.resources if change.is_certain)
    return Counts(certain, len(difference.resources) - certain.total(), len(difference.outputs), len(difference.blocks))


def risks(resources: Iterable[ResourceChange]) -> int:
    """Count the notes on risk."""
    return sum(len(change.notes) for change in resources)


def headline(difference: EnvironmentDifference, *, by_text: bool) -> str:
    """Sum up an environment in a line."""
    files = f"{len(difference.files)} file{'s' * (len(difference.files) != 1)}"
    if by_text:
        return f"{files} differ" if len(difference.files) > 1 else f"{files} differs" if difference.files else _SAME
    if difference.change is None:
        return f"{_SAME} (text only: {files}; --text shows them)" if difference.files else _SAME
    kind = {Change.CREATE: "new environment, ", Change.DELETE: "environment removed, "}.get(difference.change, "")
    return f"{kind}{count(difference)}"


def total(comparison: Comparison) -> str:
    """Sum up all environments in a line."""
    number = len(comparison.differences)
    return f"{number} environment{'s' * (number != 1)}, {len(comparison.differing)} with differences"
