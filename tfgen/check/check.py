"""The checker: what Terraform would reject in a configuration, told in its words."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from tfgen.check.calls import check_calls
from tfgen.check.configuration import Configuration
from tfgen.check.content import check_content
from tfgen.check.context import Context
from tfgen.check.cycles import check_cycles
from tfgen.check.knowledge import Knowledge
from tfgen.check.moves import check_moves
from tfgen.check.outputs import check_checks, check_locals, check_outputs
from tfgen.check.providers import check_providers, note_passed
from tfgen.check.requirements import check_requirements, check_versions_together
from tfgen.check.resources import check_resources
from tfgen.check.schemas import Schemas, version_constraints
from tfgen.check.settings import check_settings
from tfgen.check.shapes import FILE
from tfgen.check.tfvars import check_values_file
from tfgen.check.variables import check_variables, read_types
from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Body
from tfgen.recent import Recent, Same
from tfgen.source import SourceRange


class Found(Struct, frozen=True):
    """What the check of one module gives: what is wrong, and which checks were left out."""

    diagnostics: list[Diagnostic]
    left_out: set[str]


def check(
    configuration: Configuration,
    knowledge: Knowledge,
    folder: Path | None,
    values: Mapping[str, Body],
    recent: Recent[Same, Found] | None = None,
) -> tuple[list[Diagnostic], set[str]]:
    """Check a configuration; gives what is wrong, and which checks were left out.

    `values` are the files of values for the root's variables; `folder` is where the root module lies, None for one that
    is not on disk, whose files can't be looked up. `recent` keeps what was found of modules, for those that are the
    same again in the next configuration, by the same knowledge.
    """
    contexts = _contexts(configuration, knowledge, folder)
    for context in contexts.values():
        read_types(context)
        note_passed(context, contexts)
    root, *others = contexts.values()
    kept = recent or Recent()
    found = [
        _check_root(root, contexts, values),
        *(kept.get(one.module.folder, _same(one), partial(_check_module, one, contexts)) for one in others),
    ]
    diagnostics = [diagnostic for one in found for diagnostic in one.diagnostics]
    cycles = check_cycles(configuration)
    return _each_once([*diagnostics, *cycles]), {sentence for one in found for sentence in one.left_out}


def _contexts(configuration: Configuration, knowledge: Knowledge, folder: Path | None) -> dict[str, Context]:
    """Give what the check of each module needs, by its folder."""
    constraints = version_constraints(configuration)
    return {
        name: Context(configuration, module, Schemas(knowledge.catalogue, constraints), knowledge.functions, folder)
        for name, module in configuration.modules.items()
    }


def _same(context: Context) -> Same:
    """Give what the check of a module hangs on: its files, those of all that it calls, and what it is passed."""
    files = (body for module in context.configuration.reached(context.module) for body in module.files.values())
    return Same(tuple(files), (*sorted(context.passed), repr(context.schemas.constraints)))


def _check_root(context: Context, contexts: Mapping[str, Context], values: Mapping[str, Body]) -> Found:
    found = _check_module(context, contexts)
    for body in values.values():
        check_values_file(context, body)
    context.diagnostics += check_versions_together(context.configuration)
    return found


def _check_module(context: Context, contexts: Mapping[str, Context]) -> Found:
    _check_shapes(context)
    context.diagnostics += check_requirements(context.module)
    check_settings(context)
    check_providers(context)
    check_variables(context)
    check_locals(context)
    check_resources(context)
    check_calls(context, contexts)
    check_outputs(context)
    check_checks(context)
    check_moves(context)
    if context.work.left <= 0:
        context.schemas.left_out.add(_too_much(context))
    return Found(context.diagnostics, context.schemas.left_out)


def _too_much(context: Context) -> str:
    return f"values in {context.display}: working them out takes too long, so that some were taken as unknown."


def _check_shapes(context: Context) -> None:
    for path, body in context.module.files.items():
        context.diagnostics += check_content(body, FILE, SourceRange(path, 1, 1, 1, 1))


def _each_once(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """What an expression is told several times over, as in a dynamic block's elements, is told once."""
    seen: dict[tuple[str, SourceRange | None], Diagnostic] = {}
    for diagnostic in diagnostics:
        seen.setdefault((diagnostic.summary, diagnostic.subject), diagnostic)
    return list(seen.values())
