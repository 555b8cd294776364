"""Which environment a file of the output belongs to."""

from collections.abc import Collection
from pathlib import Path

from msgspec import Struct


class OutputPlace(Struct, frozen=True):
    """A file of the output: its environment, and its path from the environment's folder."""

    environment: str
    path: str


def find_output(file: Path, generated: Path, environments: Collection[str]) -> OutputPlace | None:
    """Give the place of a file below `generated` or another folder with environments in it, None where it has none."""
    absolute = file.absolute()
    parts = absolute.relative_to(generated).parts if absolute.is_relative_to(generated) else absolute.parts
    order = range(len(parts) - 1) if absolute.is_relative_to(generated) else range(len(parts) - 2, -1, -1)
    found = next((at for at in order if parts[at] in environments), None)
    return None if found is None else OutputPlace(parts[found], "/".join(parts[found + 1 :]))
