"""A pack's assertions are evaluated over the resolved spec and blame the value that breaks them."""

from pathlib import Path

import pytest

from tests.render.support import environment
from tfgen.check.assertions import Assertion, ExpressionError, check_assertions, read_assertions
from tfgen.diagnostics import Diagnostic
from tfgen.render.engine import Engine
from tfgen.render.expressions import PackExpressions
from tfgen.render.render import template_variables
from tfgen.source import SourceRange
from tfgen.spec.yaml import parse_yaml
from tfgen.values import Plain

SPEC: dict[str, Plain] = {"cidr": "10.0.0.0/16", "subnets": ["10.0.1.0/24", "10.1.0.0/24"], "tags": {"a": None, "b": 1}}


def check(text: str, spec: dict[str, Plain] = SPEC) -> list[Diagnostic]:
    """Evaluate the assertions of a file's text."""
    root, _ = parse_yaml(text, "templates/assertions.yaml")
    assert root
    assertions, diagnostics = read_assertions(root)
    resolved = environment(spec)
    expressions = PackExpressions(Engine(Path(), "templates/"), ExpressionError)
    return diagnostics or check_assertions(assertions, resolved, template_variables(resolved), expressions)


ONE = """\
assertions:
  - path: {path}
    condition: {condition}
    error_message: "{message}"
"""


def test_a_true_condition_says_nothing() -> None:
    """The spec is as the pack demands."""
    assert check(ONE.format(path="cidr", condition="cidr | cidr_prefix == 16", message="")) == []


def test_a_false_condition_blames_the_value_and_names_the_assertion() -> None:
    """The message has its values filled in, plainly."""
    text = ONE.format(
        path="tags.b", condition="tags.b > 1", message="{{ tags.b }} of {{ tags }} is not > {{ 1 }}: {{ cidr }}"
    )
    (diagnostic,) = check(text)
    assert diagnostic.summary == "Assertion failed"
    assert diagnostic.detail == '1 of {"a": null, "b": 1} is not > 1: 10.0.0.0/16'
    assert str(diagnostic.subject) == "environments/dev.yaml:3:1"
    assert [str(link.where) for link in diagnostic.chain] == ["templates/assertions.yaml:3:16"]


def test_for_each_checks_every_element_of_a_list_and_of_a_map() -> None:
    """Each broken element is told with its own place."""
    text = (
        "assertions:\n"
        '  - for_each: subnets\n    path: "subnets[{{ each.key }}]"\n'
        "    condition: each.value is cidr_within(cidr)\n"
        '    error_message: "{{ each.value }} is not in {{ cidr }}."\n'
        '  - for_each: tags\n    path: "tags.{{ each.key }}"\n'
        "    condition: each.value is not none\n"
        '    error_message: "{{ each.key }} is null."\n'
    )
    assert [diagnostic.detail for diagnostic in check(text)] == ["10.1.0.0/24 is not in 10.0.0.0/16.", "a is null."]


def test_a_path_that_leads_nowhere_blames_what_is_nearest() -> None:
    """A value that is absent has no place of its own."""
    (diagnostic,) = check(ONE.format(path="tags.c.d", condition="false", message="x"))
    assert str(diagnostic.subject) == "environments/dev.yaml:3:1"


@pytest.mark.parametrize(
    ("condition", "message", "detail"),
    [
        ("nope > 1", "", "`nope > 1`: 'nope' is undefined"),
        ("1 +", "", "`1 +`: "),
        ("false", "{{ nope }}", "`{{ nope }}`: 'nope' is undefined"),
        ("subnets is cidr_within(cidr)", "", "write a network as in 10.0.0.0/16"),
    ],
)
def test_an_assertion_that_fails_to_run_is_the_packs_mistake(condition: str, message: str, detail: str) -> None:
    """It is told with its place in the pack, not as a mistake of the spec."""
    (diagnostic,) = check(ONE.format(path="cidr", condition=condition, message=message))
    assert diagnostic.summary == "Invalid assertion"
    assert detail in diagnostic.detail
    assert str(diagnostic.subject) == "templates/assertions.yaml:3:16"


def test_each_needs_elements() -> None:
    """A number has none, and that is no bug."""
    text = "assertions:\n  - for_each: cidr | cidr_prefix\n    path: cidr\n    condition: true\n    error_message: x\n"
    (diagnostic,) = check(text)
    assert "for_each takes a map or a list" in diagnostic.detail


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("- a\n", ['The file holds one key, "assertions", with a list.']),
        ("assertions: 1\n", ['The file holds one key, "assertions", with a list.']),
        ("assertions: []\nmore: 1\n", ['The file holds one key, "assertions", with a list.']),
        ("assertions:\n  - 1\n", ["An assertion is a map with the keys path, condition, error_message, for_each."]),
        (
            "assertions:\n  - path: a\n    conditon: b\n    error_message: [1]\n",
            [
                'An assertion has no key "conditon". Did you mean "condition"?',
                '"error_message" is one expression or text.',
                'The assertion lacks the key "condition".',
            ],
        ),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_told_whole(text: str, details: list[str]) -> None:
    """Every mistake comes at once, with a suggestion."""
    assert [diagnostic.detail for diagnostic in check(text)] == details


def test_reading_keeps_the_condition_s_place() -> None:
    """The place is that of the condition."""
    root, _ = parse_yaml(ONE.format(path="a", condition="b", message="c"), "f")
    assert root
    assertions, _ = read_assertions(root)
    assert assertions == [Assertion("a", "b", "c", None, SourceRange("f", 3, 16, 3, 17))]
