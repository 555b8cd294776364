"""Folders of the output whose environment is no more."""

from collections.abc import Collection
from pathlib import Path

from tfgen.output.journal import TRANSACTION
from tfgen.output.manifest import MANIFEST


def removed_environments(generated: Path, environments: Collection[str]) -> list[str]:
    """Give the names of folders that tfgen wrote and whose environment has no spec, sorted."""
    folders = sorted(path for path in generated.iterdir() if path.is_dir()) if generated.is_dir() else []
    return [folder.name for folder in folders if folder.name not in environments and _is_ours(folder)]


def _is_ours(folder: Path) -> bool:
    return any((folder / name).exists() for name in (MANIFEST, TRANSACTION))
