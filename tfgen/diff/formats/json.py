"""A comparison as JSON."""

from typing import Any

from tfgen.diff.changes import (
    ArgumentChange,
    Cause,
    Change,
    EnvironmentDifference,
    FileDifference,
    ResourceChange,
    Shown,
)
from tfgen.diff.comparison import Comparison, count, differs
from tfgen.diff.formats.lines import format_argument_path
from tfgen.diff.formats.text import file_diff


def comparison_json(comparison: Comparison, folder: str) -> dict[str, Any]:
    """Give what the JSON document says beside the diagnostics: sorted, and the same for the same differences."""
    return {
        "compared_with": comparison.against,
        "differences": bool(comparison.differing),
        "environments": [_environment(found, comparison, folder) for found in comparison.differences],
    }


def _environment(difference: EnvironmentDifference, comparison: Comparison, folder: str) -> dict[str, Any]:
    counts = count(difference)
    return {
        "name": difference.name,
        "change": difference.change or Change.UPDATE if differs(difference, by_text=comparison.by_text) else "no-op",
        "counts": {
            **{change.value: counts.changes[change] for change in Change},
            "may_change": counts.uncertain,
            "outputs": counts.outputs,
            "blocks": counts.blocks,
        },
        "resources": [_resource(found) for found in sorted(difference.resources, key=lambda one: one.address)],
        "outputs": [
            {"name": name, **_argument(found)} for name, found in sorted(difference.outputs, key=lambda one: one[0])
        ],
        "blocks": [{"name": one.name, "causes": [_cause(cause) for cause in one.causes]} for one in difference.blocks],
        "files": [_file(found, f"{folder}/{difference.name}", comparison) for found in difference.files],
    }


def _resource(change: ResourceChange) -> dict[str, Any]:
    return {
        "address": change.address,
        "change": change.change.value,
        "certain": change.is_certain,
        **({"previous_address": change.previous_address} if change.previous_address else {}),
        "arguments": [
            {"path": list(found.path), "name": format_argument_path(found.path), **_argument(found)}
            for found in change.arguments
        ],
        "notes": [{"rule": note.rule, "text": note.text, "source": note.source} for note in change.notes],
        "causes": [_cause(cause) for cause in change.causes],
    }


def _argument(change: ArgumentChange) -> dict[str, Any]:
    return {
        "before": _shown(change.before),
        "after": _shown(change.after),
        "certain": change.is_certain,
        "forces_replacement": change.forces_replacement,
        "causes": [_cause(cause) for cause in change.causes],
    }


def _shown(side: Shown | None) -> dict[str, Any] | None:
    """Give a side; its value is there only where it is known and may be seen."""
    if side is None:
        return None
    value = {"value": side.value} if side.is_known and not side.is_sensitive else {}
    return {"text": side.text, "known": side.is_known, "sensitive": side.is_sensitive, **value}


def _cause(cause: Cause) -> dict[str, Any]:
    where = cause.where
    found = {"filename": where.file, "line": where.line, "column": where.column, "code": cause.code}
    return found | ({"commit": cause.commit} if cause.commit else {})


def _file(file: FileDifference, folder: str, comparison: Comparison) -> dict[str, Any]:
    change = Change.CREATE if file.before is None else Change.DELETE if file.after is None else Change.UPDATE
    text = {"diff": list(file_diff(file, f"{folder}/{file.path}"))} if comparison.by_text else {}
    return {"path": file.path, "change": change.value, **text}
