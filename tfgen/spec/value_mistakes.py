"""Mistakes in a value: of the wrong type, or not what is allowed."""

import json

from tfgen.diagnostics import Diagnostic, Link, error
from tfgen.source import SourceRange
from tfgen.spec.describe import type_names, type_of, type_remedy
from tfgen.spec.failure import Failure
from tfgen.spec.fields import description
from tfgen.spec.reasons import reason, suggestion
from tfgen.values import Node, Plain, Sequence, Unset, plain, shown


def wrong_type(types: list[str], failure: Failure) -> Diagnostic:
    """Say which types are allowed, which one is there, and how to write it right."""
    value = "" if failure.value is None else f": {shown(failure.value)}"
    detail = f"{failure.name} takes {type_names(types)}, and this is {type_of(failure.value)}{value}."
    remedy = type_remedy(failure.value, types)
    return _at(failure.node, "spec-wrong-type", "Wrong type", detail + remedy, failure.node.where)


def invalid_value(failure: Failure) -> Diagnostic:
    """Say what is wrong with a value of the right type."""
    hint = suggestion(failure.kind, failure.value) + description(failure.own)
    detail = f"{failure.name} {reason(failure.kind, failure.value, failure.own)}.{hint}"
    return _at(failure.node, "spec-invalid-value", "Invalid value", detail, failure.node.where)


def repeated_item(node: Sequence, failure: Failure) -> Diagnostic:
    """Point to the first item of a list that stands in it before."""
    item = _first_repeated(node)
    detail = f"{failure.name} holds {shown(plain(item))} twice. Remove one of the two.{description(failure.own)}"
    return _at(node, "spec-invalid-value", "Invalid value", detail, item.where)


def _first_repeated(node: Sequence) -> Node:
    """Give the first item that stands in a list before; the list where that cannot be told."""
    texts = [json.dumps(_comparable(plain(item)), sort_keys=True) for item in node.items]
    first = {text: at for at, text in reversed([*enumerate(texts)])}
    return next((item for at, item in enumerate(node.items) if first[texts[at]] < at), node)


def _comparable(value: Plain) -> Plain:
    """Give equal values for what JSON Schema takes for equal: 1 and 1.0 are, 1 and true are not."""
    match value:
        case float():
            return int(value) if value.is_integer() else value
        case list():
            return [_comparable(item) for item in value]
        case dict():
            return {key: _comparable(item) for key, item in value.items()}
        case _:
            return value


def no_form(forms: list[list[Diagnostic]], failure: Failure) -> Diagnostic:
    """Say why a value has none of several forms, each with its own mistakes."""
    reasons = [" ".join(mistake.detail for mistake in form) for form in forms]
    listing = " ".join(f"({number}) {text}" for number, text in enumerate(reasons, 1))
    detail = f"{failure.name} has none of the forms that are allowed.{description(failure.own)} {listing}"
    return _at(failure.node, "spec-invalid-value", "Invalid value", detail, failure.node.where)


def _at(node: Node, rule: str, summary: str, detail: str, where: SourceRange) -> Diagnostic:
    return error(rule, summary, detail, where, _overridden(node))


def _overridden(node: Node) -> tuple[Link, ...]:
    links = []
    while not isinstance(node, Unset) and node.overrode:
        node = node.overrode
        links.append(Link("overrides", node.where))
    return tuple(links)
