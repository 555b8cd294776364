"""A pack's files: the templates, the schema and the assertions. Imports nothing heavy."""

import os
from collections.abc import Iterator
from pathlib import Path

from tfgen.inputs import hash_files
from tfgen.root import TEMPLATES

SUFFIX = ".j2"
SCHEMA_FILE = f"{TEMPLATES}/schema.yaml"
ASSERTIONS_FILE = f"{TEMPLATES}/assertions.yaml"


def template_names(folder: Path) -> list[str]:
    """Give the names of all templates of a folder, sorted; links and what is no file are not among them."""
    return sorted(name for name, entry in _entries(folder) if entry.is_file(follow_symlinks=False))


def odd_entries(folder: Path) -> list[str]:
    """Give the names of links to templates or folders, and of what is named as a template and is no file, sorted.

    A link could lead out of the folder, or come back into it.
    """
    return sorted(name for name, entry in _entries(folder) if not entry.is_file(follow_symlinks=False))


def pack_version(root: Path) -> str:
    """Give one hash of all files in a project's pack that tfgen reads; raises OSError."""
    return hash_files(root, _pack_files(root))


def _pack_files(root: Path) -> Iterator[str]:
    yield from (f"{TEMPLATES}/{name}" for name in template_names(root / TEMPLATES))
    yield from (file for file in (SCHEMA_FILE, ASSERTIONS_FILE) if (root / file).exists())


def _entries(folder: Path, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Give all that is named as a template, and all links to folders, by name."""
    with os.scandir(folder / prefix) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) or (entry.is_symlink() and entry.is_dir()):
                yield prefix + entry.name, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(folder, f"{prefix}{entry.name}/")
