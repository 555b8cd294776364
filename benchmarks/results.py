"""What was measured, as it is kept in JSON: the samples of each case, and the machine."""

import json
import os
import platform
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from benchmarks.measure import Sample


class Results(Struct):
    """Samples by case (`empty 1000`), round after round; saved after each, so that an interrupt loses none."""

    file: Path
    samples: dict[str, list[Sample]] = {}

    def add(self, case: str, sample: Sample) -> None:
        """Add a sample, and save."""
        self.samples.setdefault(case, []).append(sample)
        self.file.write_text(json.dumps(self._document(), indent=2) + "\n")

    def median(self, case: str, of: Callable[[Sample], float] = lambda sample: sample.seconds) -> float:
        """Give the median of a case, by default of its seconds."""
        return statistics.median(map(of, self.samples[case]))

    def ratio(self, case: str, against: str, factor: float = 1.0) -> tuple[float, float, float]:
        """Give the median of the rounds' ratios of two cases, the least and the largest.

        A round's two samples come one right after the other, so that what the machine does meanwhile touches both.
        """
        pairs = zip(self.samples[case], self.samples[against], strict=False)
        ratios = [factor * one.seconds / other.seconds for one, other in pairs]
        return statistics.median(ratios), min(ratios), max(ratios)

    def rounds(self, case: str) -> int:
        """Give how many samples a case has."""
        return len(self.samples[case])

    def _document(self) -> dict[str, Any]:
        cases = {case: [asdict(sample) for sample in samples] for case, samples in self.samples.items()}
        return {"python": platform.python_version(), "cores": os.cpu_count(), "cases": cases}


def load(file: Path) -> Results:
    """Read results that were saved."""
    cases = json.loads(file.read_text())["cases"]
    return Results(file, {case: [Sample(**sample) for sample in samples] for case, samples in cases.items()})
