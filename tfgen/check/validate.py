"""Checking a whole directory or a whole rendered environment."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from tfgen.check.check import Found, check
from tfgen.check.directory import Directory
from tfgen.check.knowledge import Knowledge
from tfgen.check.load import RenderedFolders, load_configuration
from tfgen.check.locking import check_locking
from tfgen.check.module import Module
from tfgen.check.tfvars import is_values_file
from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Body
from tfgen.hcl.syntax import is_gate_complete
from tfgen.recent import Recent, Same

_NO_GATE = (
    "syntax, by HashiCorp's own parser: it is not installed, so that tfgen's parser judged alone and told a file's "
    "first mistake only. `pip install 'tfgen[strict]'` brings it, where there is a wheel for the platform."
)


class Verdict(Struct, frozen=True):
    """What a check found, and which checks it left out, in sentences; `resources` counts the resource blocks."""

    diagnostics: list[Diagnostic]
    left_out: list[str]
    resources: int


class RenderedCheck:
    """Checks rendered environments one after another; a module that several of them have is checked once."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take what is known of Terraform, which is the same for all of them."""
        self.knowledge = knowledge
        self._recent: Recent[Same, Found] = Recent()

    def of(self, bodies: Mapping[str, Body]) -> Verdict:
        """Check an environment's rendered files, whose syntax is right."""
        configuration, diagnostics = load_configuration(RenderedFolders(bodies))
        values = {path: body for path, body in bodies.items() if is_values_file(path)}
        found, left_out = check(configuration, self.knowledge, None, values, self._recent)
        found += check_locking(configuration.root)
        return _verdict(configuration.modules, [*diagnostics, *found], left_out)


def check_directory(root: Path, knowledge: Knowledge) -> Verdict:
    """Check a Terraform directory on disk, with the modules that it reaches; `root` is there and is a folder."""
    directory = Directory(root)
    configuration, diagnostics = load_configuration(directory, directory.installed())
    values = directory.values()
    if directory.diagnostics:
        return _verdict(configuration.modules, directory.diagnostics, directory.left_out)
    found, left_out = check(configuration, knowledge, root, values)
    return _verdict(configuration.modules, [*diagnostics, *found], left_out | directory.left_out)


def _verdict(modules: Mapping[str, Module], diagnostics: list[Diagnostic], left_out: set[str]) -> Verdict:
    resources = sum(key[0] == "resource" for module in modules.values() for key in module.resources)
    ordered = sorted(diagnostics, key=_place)
    missing = left_out if is_gate_complete() else {_NO_GATE, *left_out}
    return Verdict(ordered, sorted(missing), resources)


def _place(found: Diagnostic) -> tuple[str, int, int]:
    """Give what orders diagnostics: file, line, column; what has no place comes first."""
    return (found.subject.file, found.subject.line, found.subject.column) if found.subject else ("", 0, 0)
