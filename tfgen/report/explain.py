"""Explanations as text for people and as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from tfgen.lineage.explain import KeyExplanation, LineExplanation
from tfgen.lineage.lineage import Stretch
from tfgen.lineage.values import Setting, SpecValue
from tfgen.report.snippet import Sources
from tfgen.report.text import visible
from tfgen.source import SourceRange, line_range
from tfgen.values import format_path, shown

FORMAT_VERSION = "1.0"


def key_text(found: KeyExplanation, folder: str, sources: Sources) -> str:
    """Write where the values of a key come from, and which lines of the output, below `folder`, they reach."""
    lines = [line for value in found.values for line in _value(value, sources)]
    lines += ["", "Used in:" if found.uses else "No line of the output uses it."]
    lines += [f"  {_line(use, folder)}" for use in found.uses]
    return "\n".join(lines) + "\n"


def line_text(found: LineExplanation, folder: str, sources: Sources) -> str:
    """Write what stands behind a line of the output, below `folder`: its template line, and the spec values."""
    values = [f"  {line}" for value in found.values for line in _value(value, sources)]
    lines = [*_stretch(found.stretch, folder, sources), "", "Spec values:" if values else "No spec value is behind it."]
    return "\n".join([*lines, *values]) + "\n"


def key_json(environment: str, found: KeyExplanation, folder: str) -> str:
    """Write a key's explanation as JSON."""
    document = {
        "environment": environment,
        "key": format_path(found.path),
        "values": [_value_document(value) for value in found.values],
        "uses": [_stretch_document(use, folder) for use in found.uses],
    }
    return _written(document)


def line_json(environment: str, found: LineExplanation, folder: str) -> str:
    """Write a line's explanation as JSON."""
    document = {
        "environment": environment,
        "line": _stretch_document(found.stretch, folder),
        "values": [_value_document(value) for value in found.values],
    }
    return _written(document)


def _written(document: dict[str, Any]) -> str:
    return json.dumps({"format_version": FORMAT_VERSION, **document}, indent=2, ensure_ascii=False)


def _line(stretch: Stretch, folder: str) -> str:
    return f"{folder}/{stretch.where.file}:{stretch.where.line}: {visible(stretch.code.strip())}"


def _stretch(stretch: Stretch, folder: str, sources: Sources) -> Iterator[str]:
    template = line_range(stretch.template.file, stretch.template.line)
    yield _line(stretch, folder)
    yield f"  from {_place(template, sources)}"
    for hole in stretch.holes:
        yield f"  where {{{{ {visible(hole.expression)} }}}} is {visible(shown(hole.value))}"
    for reference in stretch.references:
        yield f"  {reference.name} is set on"
        yield from (f"    {line}" for line in _stretch(reference.stretch, folder, sources))


def _value(value: SpecValue, sources: Sources) -> Iterator[str]:
    yield f"{format_path(value.path)} = {visible(shown(value.setting.value))}"
    yield f"  from {_place(value.setting.where, sources)}"
    yield from (f"  overrides {_place(setting.where, sources)}" for setting in value.overrode)


def _place(where: SourceRange, sources: Sources) -> str:
    """Write a place with its line of code, as `grep -n` does."""
    snippet = sources.snippet(where)
    place = f"{where.file}:{where.line}" if snippet else str(where)
    return f"{place}: {visible(snippet.code.strip())}" if snippet else place


def _stretch_document(stretch: Stretch, folder: str) -> dict[str, Any]:
    return {
        "range": _range(stretch.where, f"{folder}/{stretch.where.file}"),
        "code": stretch.code,
        "template": {"filename": stretch.template.file, "line": stretch.template.line},
        "holes": [
            {
                "expression": hole.expression,
                "template": {"filename": hole.template.file, "line": hole.template.line},
                "keys": [format_path(path) for path in hole.paths],
            }
            for hole in stretch.holes
        ],
        "references": [
            {"name": reference.name, "set_on": _stretch_document(reference.stretch, folder)}
            for reference in stretch.references
        ],
    }


def _value_document(value: SpecValue) -> dict[str, Any]:
    return {
        "key": format_path(value.path),
        **_setting(value.setting),
        "overrode": [_setting(setting) for setting in value.overrode],
    }


def _setting(setting: Setting) -> dict[str, Any]:
    return {"value": setting.value, "range": _range(setting.where, setting.where.file)}


def _range(where: SourceRange, file: str) -> dict[str, Any]:
    start = {"line": where.line, "column": where.column}
    return {"filename": file, "start": start, "end": {"line": where.end_line, "column": where.end_column}}
