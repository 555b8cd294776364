"""The checker: what Terraform would reject in a configuration, told in its words."""

from collections.abc import Mapping
from pathlib import Path

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
from tfgen.check.schemas import Schemas
from tfgen.check.settings import check_settings
from tfgen.check.shapes import FILE
from tfgen.check.tfvars import check_values_file
from tfgen.check.variables import check_variables, read_types
from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Body
from tfgen.source import SourceRange


def check(
    configuration: Configuration, knowledge: Knowledge, folder: Path | None, values: Mapping[str, Body]
) -> tuple[list[Diagnostic], set[str]]:
    """Check a configuration; gives what is wrong, and which checks were left out.

    `values` are the files of values for the root's variables; `folder` is where the root module lies, None for one that
    is not on disk, whose files can't be looked up.
    """
    schemas = Schemas.of(configuration, knowledge.catalogue)
    contexts = [
        Context(configuration, module, schemas, knowledge.functions, folder)
        for module in configuration.modules.values()
    ]
    by_folder = {context.module.folder: context for context in contexts}
    for context in contexts:
        read_types(context)
        note_passed(context, by_folder)
    for context in contexts:
        _check_shapes(context)
        context.diagnostics += check_requirements(context.module)
        check_settings(context)
        check_providers(context)
        check_variables(context)
        check_locals(context)
        check_resources(context)
        check_calls(context, by_folder)
        check_outputs(context)
        check_checks(context)
        check_moves(context)
    for body in values.values():
        check_values_file(contexts[0], body)
    contexts[0].diagnostics += check_versions_together(configuration)
    schemas.left_out |= {_too_much(context) for context in contexts if context.work.left <= 0}
    found = [diagnostic for context in contexts for diagnostic in context.diagnostics]
    return _each_once([*found, *check_cycles(configuration)]), schemas.left_out


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
