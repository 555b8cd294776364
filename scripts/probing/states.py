"""States of resources that were never made: what a plan to create them knows, and made up values for the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tfgen.providers.schema import BlockSchema, Type


@dataclass(frozen=True, slots=True)
class State:
    """The attributes of a resource, and the paths of the sensitive ones among them."""

    attributes: Mapping[str, Any]
    sensitive: Sequence[Sequence[Mapping[str, Any]]]


def state_of(schema: BlockSchema, planned: Mapping[str, Any], settled: Mapping[str, Any]) -> State:
    """Give the state of a resource after a plan (`change` of `terraform show -json`) came true.

    `settled` are the values of attributes that the provider chooses; those of all others are made up.
    """
    given = {name: value for name, value in settled.items() if planned["after_unknown"].get(name)}
    filled = _filled(schema, {**planned["after"], **given}, {**planned["after_unknown"], **dict.fromkeys(given)})
    return State(filled, list(_sensitive(planned["after_sensitive"], ())))


def _sensitive(marks: Any, path: tuple[Mapping[str, Any], ...]) -> Iterator[tuple[Mapping[str, Any], ...]]:
    """Give the paths of what is marked, as a state writes them."""
    match marks:
        case True:
            yield path
        case dict():
            for name, inner in marks.items():
                yield from _sensitive(inner, (*path, {"type": "get_attr", "value": name}))
        case list():
            for number, inner in enumerate(marks):
                step = {"type": "index", "value": {"value": number, "type": "number"}}
                yield from _sensitive(inner, (*path, step))


def _filled(schema: BlockSchema, known: Mapping[str, Any], unknown: Mapping[str, Any]) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for key, attribute in schema.attributes.items():
        filled[key] = _value(known.get(key), unknown.get(key), attribute.type, key)
    for key, nested in schema.blocks.items():
        inner, open_ = known.get(key), unknown.get(key)
        if nested.nesting in {"single", "group"}:
            filled[key] = None if inner is None else _filled(nested.block, inner, open_ or {})
        elif nested.nesting == "map":
            filled[key] = inner or {}
        else:
            opens = open_ if isinstance(open_, list) else []
            filled[key] = [
                _filled(nested.block, one, opens[at] if at < len(opens) else {}) for at, one in enumerate(inner or [])
            ]
    return filled


def _value(known: Any, unknown: Any, wanted: Type, name: str) -> Any:
    if unknown is True:
        return made_up(wanted, name)
    match wanted, known:
        case [["list" | "set", inner], list()] if isinstance(unknown, list):
            items = zip(known, [*unknown, *([None] * len(known))], strict=False)
            return [_value(one, open_, inner, name) for one, open_ in items]
        case [["map", inner], dict()] if isinstance(unknown, dict):
            return {key: _value(known.get(key), unknown.get(key), inner, key) for key in {**known, **unknown}}
        case [["object", inner, *_], dict()]:
            opens = unknown if isinstance(unknown, dict) else {}
            return {key: _value(known.get(key), opens.get(key), type_, key) for key, type_ in inner.items()}
    return known


def made_up(wanted: Type, name: str) -> Any:
    """Give a value for a computed attribute."""
    match wanted:
        case "string":
            return f"arn:aws:service:eu-central-1:123456789012:{name}" if name.endswith("arn") else f"made-up-{name}"
        case "number":
            return 1
        case "bool":
            return False
        case ["map", *_]:
            return {}
        case ["object", *_]:
            return None
    return []
