"""Types as Terraform's JSON has them, and the types of converted values that are not known."""

import pytest

from tests.language.cases import evaluated
from tests.language.compare import as_json
from tfgen.hcl.parser import parse
from tfgen.language.convert import convert
from tfgen.language.type_expressions import read_type
from tfgen.language.types import Type, from_json


def constraint(text: str) -> Type:
    """Read a type constraint."""
    body, _ = parse(f"type = {text}\n", "variables.tf")
    assert body
    return read_type(body.attributes[0].expression)[0]


@pytest.mark.parametrize(
    "text", ["string", "any", "list(any)", "set(number)", "tuple([bool, map(any)])", "object({a=any})"]
)
def test_a_type_is_read_from_what_terraform_writes(text: str) -> None:
    """Provider schemas and signatures of functions have types as JSON."""
    assert from_json(as_json(constraint(text))) == constraint(text)


def test_optional_attributes_are_read_too() -> None:
    """They come as a third part."""
    assert from_json(["object", {"a": "string"}, ["a"]]) == constraint("object({ a = optional(string) })")


@pytest.mark.parametrize("data", ["text", ["list"], ["queue", "string"], ["tuple", "string"], ["object", []], None, 1])
def test_what_is_no_type_is_refused(data: object) -> None:
    """Data of a future Terraform does not pass for something else."""
    with pytest.raises(ValueError, match="not a type"):
        from_json(data)


@pytest.mark.parametrize(
    ("expression", "wanted", "found"),
    [
        ("{ a = 1, b = 2 }", "object({ a = any })", "object({ a = number })"),
        ("{ a = 1 }", "object({ a = any, b = optional(list(any)) })", "object({ a = number, b = list(any) })"),
        ("{ a = 1, b = 2 }", "map(any)", "map(number)"),
        ("tomap({ a = 1 })", "object({ a = any })", "object({ a = number })"),
        ("tomap({ a = [1] })", "map(any)", "map(tuple([number]))"),
        ('[1, "a"]', "tuple([any, any])", "tuple([number, string])"),
        ('[1, "a"]', "list(any)", "list(string)"),
        ("toset([1])", "list(any)", "list(number)"),
    ],
)
def test_any_is_what_stands_there_in_a_value_that_is_not_known(expression: str, wanted: str, found: str) -> None:
    """So what is done with the value can be checked all the same."""
    value = evaluated(f"var.boo ? {expression} : {expression}").value
    assert not value.is_known
    assert convert(value, constraint(wanted)).type == constraint(found)
