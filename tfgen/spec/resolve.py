"""The whole way from a spec's file to a resolved, valid environment."""

from collections.abc import Sequence

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.environment import ResolvedEnvironment
from tfgen.spec.defaults import apply_defaults
from tfgen.spec.inherit import SpecLoader
from tfgen.spec.overrides import Override, apply_override, parse_override
from tfgen.spec.schema import SpecSchema
from tfgen.spec.validate import find_mistakes
from tfgen.values import Map, plain_map


def resolve_environment(
    loader: SpecLoader, name: str, overrides: Sequence[str], schema: SpecSchema
) -> tuple[ResolvedEnvironment | None, list[Diagnostic]]:
    """Resolve one environment: its spec, what it extends, `--set` (the youngest last) and the schema's defaults.

    Gives every mistake of all of them at once. Where some are errors the environment may be there all the same, for
    others to find more.
    """
    inherited, diagnostics = loader.inherited(name)
    parsed, mistakes = _parse_overrides(overrides)
    diagnostics = diagnostics + mistakes
    root = None
    if inherited and not mistakes:
        root, mistakes = _apply(inherited.root, parsed, schema)
        diagnostics += _new(mistakes, diagnostics)
    diagnostics = [replace(diagnostic, environment=name) for diagnostic in diagnostics]
    if inherited is None or root is None:
        return None, diagnostics
    return ResolvedEnvironment(name, root, plain_map(root), inherited.files), diagnostics


def _parse_overrides(arguments: Sequence[str]) -> tuple[list[Override], list[Diagnostic]]:
    parsed = [parse_override(argument) for argument in arguments]
    diagnostics = [mistake for _, mistakes in parsed for mistake in mistakes]
    return [override for override, _ in parsed if override], diagnostics


def _apply(root: Map, overrides: Sequence[Override], schema: SpecSchema) -> tuple[Map, list[Diagnostic]]:
    diagnostics: list[Diagnostic] = []
    for override in overrides:
        root, mistakes = apply_override(root, override)
        diagnostics += mistakes
    root = apply_defaults(schema.fields, root)
    return root, diagnostics + find_mistakes(schema.validator, schema.fields, root)


def _new(found: list[Diagnostic], known: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what is said of a place that has a mistake already: it would only be its consequence."""
    places = {diagnostic.subject for diagnostic in known}
    return [diagnostic for diagnostic in found if diagnostic.subject not in places]
