"""What goes wrong while a template runs, as diagnostics that lead to the template line and the spec."""

import re
from collections.abc import Iterator, Mapping
from types import TracebackType

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError

from tfgen.diagnostics import Diagnostic, Link, did_you_mean, error
from tfgen.environment import ResolvedEnvironment
from tfgen.lineage.values import spec_links
from tfgen.render.engine import Engine, UnknownName
from tfgen.render.fill import Unsafe
from tfgen.render.limits import LimitReached
from tfgen.render.view import SpecFloat, SpecInteger, SpecList, SpecMap, SpecText
from tfgen.rendered import TemplateLine
from tfgen.source import SourceRange, line_range
from tfgen.values import Path, format_path, shown

# Python's messages name the types of operands; an author knows those of YAML.
_TYPE_NAMES = {
    "NoneType": "null",
    "bool": "boolean",
    "dict": "map",
    "float": "number",
    "int": "number",
    "str": "text",
    SpecFloat.__name__: "number",
    SpecInteger.__name__: "number",
    SpecList.__name__: "list",
    SpecMap.__name__: "map",
    SpecText.__name__: "text",
}
_QUOTED_TYPE = re.compile(f"['\"]({'|'.join(_TYPE_NAMES)})['\"]")


def explain_failure(problem: Exception, engine: Engine, template: str, environment: ResolvedEnvironment) -> Diagnostic:
    """Turn what a rendering raised into a diagnostic; `template` is the one that was asked for."""
    frames = list(_template_frames(problem.__traceback__, engine.prefix))
    if isinstance(problem, TemplateSyntaxError):
        place = TemplateLine(engine.prefix + (problem.name or template), problem.lineno)
    else:
        place = frames[-1] if frames else TemplateLine(engine.prefix + template, 1)
    outer = [Link("included from", template_range(frame, engine)) for frame in reversed(frames[:-1]) if frame != place]
    rule, summary, detail = _describe(problem, engine, environment)
    chain = (*outer[:5], *spec_links(_paths_read(problem, engine), environment.root))
    return error(rule, summary, detail, template_range(place, engine), chain)


def explain_unsafe(unsafe: Unsafe, engine: Engine, environment: ResolvedEnvironment) -> Diagnostic:
    """Turn a value that has no safe form in its place into a diagnostic."""
    detail = f"The value {shown(unsafe.hole.value)} can't be written as {unsafe.context}: {unsafe.reason}."
    place = template_range(unsafe.hole.template, engine)
    return error("template-value", "Unsuitable value", detail, place, spec_links(unsafe.hole.paths, environment.root))


def template_range(place: TemplateLine, engine: Engine) -> SourceRange:
    """Give the range of a template's line."""
    return line_range(place.file, place.line, engine.line_of(place))


def _template_frames(traceback: TracebackType | None, prefix: str) -> Iterator[TemplateLine]:
    """Find the places in templates that a traceback goes through, outermost first."""
    while traceback:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            yield TemplateLine(prefix + (template.name or ""), line)
        traceback = traceback.tb_next


def _describe(problem: Exception, engine: Engine, environment: ResolvedEnvironment) -> tuple[str, str, str]:
    """Give rule, summary and detail."""
    match problem:
        case UnknownName():
            return "template-undefined", "Undefined name", _unknown_name(problem, environment)
        case TemplateNotFound():
            name = str(problem.name)
            known = engine.list_templates()
            detail = f'There is no template "{name}" in {engine.prefix}; names are paths from that folder.'
            return "template-missing", "Template not found", detail + did_you_mean(name, known)
        case TemplateSyntaxError():
            return "template-syntax", "Invalid template", f"{_sentence(problem.message or '')}"
        case LimitReached():
            detail = f"The template gives up after {problem}. Does a loop or a macro not end?"
            return "template-limit", "Template without end", detail
        case RecursionError():
            detail = "The template includes, imports or calls itself without end."
            return "template-limit", "Template without end", detail
        case _:
            told = str(problem) or type(problem).__name__
            told = _QUOTED_TYPE.sub(lambda found: _TYPE_NAMES[found[1]], told)
            return "template-error", "Template error", f"The expression on this line fails: {_sentence(told)}"


def _unknown_name(problem: UnknownName, environment: ResolvedEnvironment) -> str:
    name = str(problem.name)
    if isinstance(problem.container, SpecMap):
        where = f'"{format_path(problem.container.path)}"' if problem.container.path else "The spec"
        return f'{where} has no key "{name}".{did_you_mean(name, problem.container)}'
    if problem.container is None:
        return (
            f'"{name}" is no key of the spec and no variable of the template.{did_you_mean(name, environment.values)}'
        )
    kind = type(problem.container).__name__
    kind = "map" if isinstance(problem.container, Mapping) else _TYPE_NAMES.get(kind, kind)
    return f"A {kind} has no element or attribute {name!r} here."


def _paths_read(problem: Exception, engine: Engine) -> tuple[Path, ...]:
    if isinstance(problem, UnknownName) and isinstance(problem.container, SpecMap):
        return (problem.container.path,)
    return engine.latest_reads()


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."
