"""A pack's assertions over the resolved spec: templates/assertions.yaml, for what a schema can't say.

    assertions:
      - path: network.private_subnets          # the spec value to blame; may be a template
        for_each: network.private_subnets      # optional: each.key and each.value in the rest
        condition: each.value is cidr_within(network.cidr)
        error_message: "{{ each.value }} does not lie within {{ network.cidr }}."

The words are those of Terraform's own `validation` and `assert` blocks.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Link, did_you_mean, error
from tfgen.environment import ResolvedEnvironment
from tfgen.source import SourceRange
from tfgen.values import Map, Node, Scalar, Sequence, nearest_node, parse_path

_REQUIRED = ("path", "condition", "error_message")
_KEYS = (*_REQUIRED, "for_each")


class ExpressionError(Exception):
    """An expression of the pack that can't be evaluated; the message says why."""


class Expressions(Protocol):
    """Evaluates Jinja expressions and short templates; both raise ExpressionError."""

    def value(self, source: str, variables: Mapping[str, Any]) -> Any:
        """Give the value of an expression."""

    def text(self, source: str, variables: Mapping[str, Any]) -> str:
        """Give the text of a template."""


class Assertion(Struct, frozen=True):
    """One assertion; each part is the text of an expression or a template."""

    path: str
    condition: str
    error_message: str
    for_each: str | None
    where: SourceRange


def read_assertions(root: Node) -> tuple[list[Assertion], list[Diagnostic]]:
    """Read the tree of an assertions file."""
    node = root.entries["assertions"].node if isinstance(root, Map) and set(root.entries) == {"assertions"} else None
    if not isinstance(node, Sequence):
        return [], [_invalid('The file holds one key, "assertions", with a list.', root.where)]
    diagnostics = [problem for item in node.items for problem in _problems(item)]
    if diagnostics:
        return [], diagnostics
    return [_assertion(item) for item in node.items if isinstance(item, Map)], []


def _problems(item: Node) -> Iterator[Diagnostic]:
    if not isinstance(item, Map):
        yield _invalid(f"An assertion is a map with the keys {', '.join(_KEYS)}.", item.where)
        return
    for key, entry in item.entries.items():
        if key not in _KEYS:
            yield _invalid(f'An assertion has no key "{key}".{did_you_mean(key, _KEYS)}', entry.key)
        elif not isinstance(entry.node, Scalar):
            yield _invalid(f'"{key}" is one expression or text.', entry.node.where)
    for key in _REQUIRED:
        if key not in item.entries:
            yield _invalid(f'The assertion lacks the key "{key}".', item.where)


def _invalid(detail: str, where: SourceRange) -> Diagnostic:
    return error("assertion-invalid", "Invalid assertion", detail, where)


def _assertion(item: Map) -> Assertion:
    texts = {key: str(entry.node.value) for key, entry in item.entries.items() if isinstance(entry.node, Scalar)}
    where = item.entries["condition"].node.where
    return Assertion(texts["path"], texts["condition"], texts["error_message"], texts.get("for_each"), where)


def check_assertions(
    assertions: list[Assertion],
    environment: ResolvedEnvironment,
    variables: Mapping[str, Any],
    expressions: Expressions,
) -> list[Diagnostic]:
    """Give an error for each assertion, and each of its elements, whose condition is false."""
    diagnostics: list[Diagnostic] = []
    for assertion in assertions:
        try:
            for scope in _scopes(assertion, variables, expressions):
                diagnostics += _check(assertion, environment, scope, expressions)
        except ExpressionError as problem:
            diagnostics.append(_invalid(f"The assertion can't be evaluated: {problem}", assertion.where))
    return diagnostics


def _scopes(
    assertion: Assertion, variables: Mapping[str, Any], expressions: Expressions
) -> Iterator[Mapping[str, Any]]:
    """Give the variables of each element that the assertion is about, as Terraform's `each` names them."""
    if assertion.for_each is None:
        yield variables
        return
    elements = expressions.value(assertion.for_each, variables)
    if not isinstance(elements, Mapping | list):
        raise ExpressionError(f"`{assertion.for_each}`: for_each takes a map or a list")
    pairs = elements.items() if isinstance(elements, Mapping) else enumerate(elements)
    for key, value in pairs:
        yield {**variables, "each": {"key": key, "value": value}}


def _check(
    assertion: Assertion, environment: ResolvedEnvironment, scope: Mapping[str, Any], expressions: Expressions
) -> list[Diagnostic]:
    if expressions.value(assertion.condition, scope):
        return []
    path = parse_path(expressions.text(assertion.path, scope))
    detail = expressions.text(assertion.error_message, scope)
    blamed = nearest_node(environment.root, path).where
    chain = (Link("assertion", assertion.where),)
    return [error("assertion-failed", "Assertion failed", detail, blamed, chain)]
