"""Which environments a command is about."""

from collections.abc import Sequence

from tfgen.diagnostics import Diagnostic, error, has_errors
from tfgen.project import Project
from tfgen.source import line_range
from tfgen.spec.names import ENVIRONMENTS, environment_names, misnamed_specs


def choose_environments(
    project: Project, names: Sequence[str], gone: Sequence[str] = ()
) -> tuple[list[str], list[Diagnostic]]:
    """Give the named environments in their order, each once, or all of them; what is none is an error.

    `gone` are environments whose specs are no longer there.
    """
    known = sorted({*environment_names(project.root), *gone})
    misnamed = [] if names else [_misnamed(name) for name in misnamed_specs(project.root)]
    if misnamed:
        return [], misnamed
    if not names and not known:
        detail = f"{ENVIRONMENTS}/ holds no environment. Write {ENVIRONMENTS}/dev.yaml, say."
        return [], [error("spec-no-environments", "No environments", detail)]
    chosen = list(dict.fromkeys(names)) or known
    return chosen, [mistake for name in chosen if name not in known for mistake in _not_there(project, name)]


def _misnamed(name: str) -> Diagnostic:
    detail = (
        "It would be passed over: a spec's name ends in .yaml and is made of letters, digits, `_`, `-` and single "
        "dots. Rename it, or put it elsewhere."
    )
    return error("spec-name", "Not a spec's name", detail, line_range(f"{ENVIRONMENTS}/{name}", 1))


def _not_there(project: Project, name: str) -> list[Diagnostic]:
    from tfgen.spec.load import load_spec  # noqa: PLC0415 - heavy, and most names are right

    _, mistakes = load_spec(project.root, name)
    if has_errors(mistakes):
        return mistakes
    detail = f"{name} begins with `_`, so it is a parent for others to extend and is not rendered itself."
    return [error("spec-parent-only", "Not an environment", detail)]
