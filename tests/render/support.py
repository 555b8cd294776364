"""Render small templates with plain values, without spec files."""

from collections.abc import Mapping
from pathlib import Path

from tfgen.diagnostics import Diagnostic
from tfgen.environment import ResolvedEnvironment
from tfgen.render.render import open_renderer
from tfgen.rendered import RenderedFile
from tfgen.source import SourceRange
from tfgen.values import Entry, Map, Node, Plain, Scalar, Sequence

SPEC = "environments/dev.yaml"


def environment(values: dict[str, Plain]) -> ResolvedEnvironment:
    """Make a resolved environment; the top-level key number n stands on line n + 1 of its file."""
    entries = {key: Entry(_at(line), _node(value, line)) for line, (key, value) in enumerate(values.items(), 1)}
    return ResolvedEnvironment("dev", Map(entries, _at(1)), values, (SPEC,))


def _at(line: int) -> SourceRange:
    return SourceRange(SPEC, line, 1, line, 2)


def _node(value: Plain, line: int) -> Node:
    match value:
        case dict():
            return Map({key: Entry(_at(line), _node(item, line)) for key, item in value.items()}, _at(line))
        case list():
            return Sequence(tuple(_node(item, line) for item in value), _at(line))
        case _:
            return Scalar(value, _at(line))


def render_files(
    folder: Path, templates: Mapping[str, str], values: dict[str, Plain] | None = None
) -> tuple[list[RenderedFile], list[Diagnostic]]:
    """Render templates, given by their paths from the templates folder."""
    for name, text in templates.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    renderer, diagnostics = open_renderer(folder, "templates/")
    made = list(renderer.render(environment(values or {}))) if renderer else diagnostics
    files = [one for one in made if isinstance(one, RenderedFile)]
    return files, [one for one in made if isinstance(one, Diagnostic)]


def render(folder: Path, template: str, values: dict[str, Plain] | None = None, **partials: str) -> str:
    """Render one template without its header; `name="…"` adds the partial `_name.j2`."""
    named = {f"_{name}.j2": text for name, text in partials.items()}
    files, diagnostics = render_files(folder, {"root/main.tf.j2": template, **named}, values)
    assert diagnostics == []
    return files[0].text.split("\n", 2)[2] if files else ""


def failure(folder: Path, template: str, values: dict[str, Plain] | None = None, **partials: str) -> Diagnostic:
    """Render one template that has one mistake, and give the diagnostic."""
    named = {f"_{name}.j2": text for name, text in partials.items()}
    files, (diagnostic,) = render_files(folder, {"root/main.tf.j2": template, **named}, values)
    assert files == []
    return diagnostic
