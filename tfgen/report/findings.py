"""What the reports for machines have in common: findings told once, and places that are files."""

import posixpath
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.source import SourceRange


class Finding(Struct, frozen=True):
    """A diagnostic, and the environments that have it."""

    diagnostic: Diagnostic
    environments: tuple[str, ...]


def findings(diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Gather what several environments have in common, in the order in which it came first."""
    found: dict[Diagnostic, dict[str, None]] = {}
    for diagnostic in diagnostics:
        environments = found.setdefault(replace(diagnostic, environment=None), {})
        if diagnostic.environment:
            environments[diagnostic.environment] = None
    return [Finding(diagnostic, tuple(names)) for diagnostic, names in found.items()]


def is_file(where: SourceRange) -> bool:
    """Tell whether a place is in a file, and no option of the command line."""
    return not where.file.startswith("--")


def below(folder: str, file: str) -> str:
    """Give a file's path as seen from the root of the repository, in which `folder` is where its path starts."""
    return posixpath.normpath(posixpath.join(folder, file))
