"""Findings about rendered lines, led back to the template lines and spec values that a person would edit."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Link
from tfgen.lineage.lineage import Lineage, Stretch
from tfgen.lineage.values import spec_links
from tfgen.rendered import BuiltEnvironment, TemplateLine
from tfgen.source import line_range


def lead_back(
    diagnostics: Iterable[Diagnostic], built: BuiltEnvironment, code_of: Callable[[TemplateLine], str]
) -> Iterator[Diagnostic]:
    """Move diagnostics from the lines of a built environment's files to their template lines.

    What lies between, down to the spec, becomes their chain; `code_of` gives a template line's text.
    """
    lineage = Lineage(built)
    for diagnostic in diagnostics:
        place = diagnostic.subject
        assert place, "a finding about rendered text has a place in it"
        stretch = lineage.stretch(place.file, place.line, place.end_line)
        subject = line_range(stretch.template.file, stretch.template.line, code_of(stretch.template))
        chain = (Link("rendered line", place, stretch.code), *_links(stretch, built), *diagnostic.chain)
        yield replace(diagnostic, subject=subject, chain=chain)


def _links(stretch: Stretch, built: BuiltEnvironment) -> tuple[Link, ...]:
    """Give the steps from a stretch to the spec: where its references are defined, and the values behind it."""
    paths = stretch.paths()
    values = spec_links(paths, built.resolved.root) if built.resolved and paths else ()
    return (*_definitions(stretch), *values)


def _definitions(stretch: Stretch) -> Iterator[Link]:
    for reference in stretch.references:
        yield Link(f"{reference.name} set on", reference.stretch.where, reference.stretch.code)
        yield from _definitions(reference.stretch)
