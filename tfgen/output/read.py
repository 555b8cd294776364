"""Read what lies in an environment's folder: what tfgen wrote there, and what stands where it would write."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePath

from tfgen.diagnostics import Diagnostic, error
from tfgen.output.changes import Output, own_files
from tfgen.source import line_range

# STUB
MANIFEST = ".tfgen-manifest.json"


def read_output(output: Output, rendered: Iterable[str]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Give the texts by path, sorted; files of others are passed over, except where `rendered` names their paths.

    Bytes that are no UTF-8 come as lone surrogates, so that texts are equal only where bytes are.
    """
    texts: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for path in sorted({*own_files(output.folder), *rendered}):
        place = output.folder / path
        if place.is_file():
            texts[path] = place.read_bytes().decode(errors="surrogateescape")
        elif os.path.lexists(place):
            diagnostics.append(_no_file(PurePath(output.name, path).as_posix()))
    return texts, diagnostics


def _no_file(name: str) -> Diagnostic:
    detail = f"{name} is a folder or the like, where a file is rendered. Move it away."
    return error("output-foreign", "File in the way", detail, line_range(name, 1))


def written_environments(folder: Path) -> tuple[str, ...]:
    """Give the names of the environments that tfgen has written into a folder, sorted."""
    folders = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return tuple(path.name for path in folders if (path / MANIFEST).is_file())
