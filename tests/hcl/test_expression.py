"""References and expressions that a template asks for by name."""

import pytest

from tfgen.hcl.expression import NotAnExpression, expression, is_identifier, reference


def test_names_are_identifiers() -> None:
    """A label or an argument can hold dashes, but begins with a letter or `_`."""
    assert [is_identifier(name) for name in ("a-b_1", "_", "1a", "a b", "", "-")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_reference_is_made_of_names_and_numbers() -> None:
    """A text may hold several names; numbers are elements of a list."""
    assert reference(["var.x"]).text == "var.x"
    assert reference(["module", "network", "subnet_ids", 0, "id"]).text == "module.network.subnet_ids[0].id"


@pytest.mark.parametrize("parts", [["a b"], ["a.", "b"], ["a", "b[0]"], ["a", "${x}"], [""], [], [0, "a"], ["a\n"]])
def test_what_is_no_name_is_no_part_of_a_reference(parts: list[str | int]) -> None:
    """So a value in a reference can only choose what it leads to."""
    with pytest.raises(NotAnExpression):
        reference(parts)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("var.x", "var.x"),
        (" var.x ", "var.x"),
        ("f(1, var.x)[0].id", "f(1, var.x)[0].id"),
        ("provider::aws::arn_parse(x)", "provider::aws::arn_parse(x)"),
        ('"a-${var.x + 1}"', '"a-${var.x + 1}"'),
        ("{ for k, v in var.m : k => v if v > 1 }", "{ for k, v in var.m : k => v if v > 1 }"),
        ("1 + 2", "(1 + 2)"),
        ("-x", "(-x)"),
        ("a ? b : c", "(a ? b : c)"),
    ],
)
def test_an_expression_stands_as_an_operand(text: str, term: str) -> None:
    """Where it has an operator of its own it comes in parentheses."""
    assert expression(text).term == term


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a b",
        "a)",
        "(a",
        "a) + (b",
        "a, b",
        "a # b",
        "a\nb = 1",
        "a /* b */",
        '"a',
        "<<E\nx\nE\n",
        "a = 1",
        "a; b",
        "${a}",
        "\0",
        "a\u2028b",
    ],
)
def test_what_is_not_one_expression_is_refused(text: str) -> None:
    """It could change what stands around it."""
    with pytest.raises(NotAnExpression):
        expression(text)
