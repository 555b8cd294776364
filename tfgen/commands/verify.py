"""`tfgen render --verify`: the same inputs give the same bytes, whatever the machine."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error
from tfgen.output.manifest import MANIFEST, read_manifest
from tfgen.project import GENERATED, Project
from tfgen.source import line_range

# Two machines as unlike as one can play: the order of sets, the encoding and case rules of a locale, the time.
_MACHINES: Sequence[Mapping[str, str]] = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "TZ": "UTC0"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "TZ": "XYZ-13:45"},
)
_SAME = "Rendered twice more, under other hash seeds, locales and time zones: the same bytes."


def verify(project: Project, names: Sequence[str], overrides: Sequence[str], console: Console) -> list[Diagnostic]:
    """Render environments twice, in processes that see different machines; gives an error for each file that differs.

    Mistakes in specs and templates are left for the rendering itself to tell.
    """
    with tempfile.TemporaryDirectory(prefix="tfgen-verify-") as scratch:
        folders = [Path(scratch, str(number)) for number in range(len(_MACHINES))]
        pairs = zip(folders, _MACHINES, strict=True)
        runs = [_render(project, names, overrides, folder, machine) for folder, machine in pairs]
        codes = {run.returncode for run in runs}
        if codes != {0}:
            return [_failed([run.stderr for run in runs])] if len(codes) > 1 else []
        differences = list(_differences(*folders))
    if not differences:
        console.say(_SAME)
    return differences


def _render(
    project: Project, names: Sequence[str], overrides: Sequence[str], out: Path, machine: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    options = ["--quiet", "--no-cache", "--out", str(out), *(f"--set={override}" for override in overrides)]
    command = ["-m", "tfgen", "-C", str(project.root), "render", *options, "--", *names]
    return subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-P", *command],
        env={**os.environ, **machine},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _differences(one: Path, other: Path) -> Iterator[Diagnostic]:
    templates = {**_templates(one), **_templates(other)}
    for path in sorted(templates):
        if _read(one / path) != _read(other / path):
            yield _differs(path, templates[path])


def _templates(folder: Path) -> dict[str, str]:
    """Give the template of each rendered file, by its path from the folder of all environments."""
    manifests = {path.parent.name: read_manifest(path.read_bytes()) for path in folder.glob(f"*/{MANIFEST}")}
    return {
        f"{name}/{path}": written.template for name, found in manifests.items() for path, written in found.files.items()
    }


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _differs(path: str, template: str) -> Diagnostic:
    detail = (
        f"{GENERATED}/{path} comes out otherwise under another hash seed, locale or time zone, so that it would differ "
        f"between machines. See what {template} prints that is not in the spec, and report it, please."
    )
    return error("output-varies", "Output that is not always the same", detail, line_range(template, 1))


def _failed(said: Sequence[str]) -> Diagnostic:
    detail = (
        "The rendering fails under one hash seed, locale and time zone and not under another, so that it depends on "
        f"the machine. Please report it with this:\n{''.join(said)}"
    )
    return error("output-varies", "Output that is not always the same", detail)
