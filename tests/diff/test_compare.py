"""What is told of changed arguments: where they are, both sides, and what is certain."""

import pytest

from tests.diff.support import arguments, changes, difference
from tfgen.diff.changes import Change

VPC = 'resource "aws_vpc" "main" {{ {} }}'


def data(code: str) -> str:
    """Give a resource whose input is an expression, beside one that others refer to."""
    return f'resource "terraform_data" "id" {{}}\nresource "terraform_data" "one" {{ input = {code} }}'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("{ a = 1, b = { c = 2 } }", "{ a = 1, b = { c = 3 } }", ["input.b.c: 2 -> 3"]),
        ("{ a = 1 }", "{ b = 1 }", ["input.a: 1 -> -", "input.b: - -> 1"]),
        ("[1, 2]", "[1, 3]", ["input: [1, 2] -> [1, 3]"]),
        ("[1, 2]", "[1]", ["input: [1, 2] -> [1]"]),
        ("[{ a = 1 }]", "[{ a = 2 }, { a = 3 }]", ["input[0].a: 1 -> 2", 'input[1]: - -> {\n  a = 3\n}']),
        ("toset([1, 2])", "toset([2, 3])", ["input: [1, 2] -> [2, 3]"]),
        ('jsonencode({ a = [{ name = "x", v = 1 }] })', 'jsonencode({ a = [{ name = "x", v = 2 }] })',
         ["input.a.x.v: 1 -> 2"]),
        ('jsonencode([1])', '"no document"', ['input: "[1]" -> "no document"']),
        ('"{broken"', '"{broken too"', ['input: "{broken" -> "{broken too"']),
        ('"${terraform_data.id.id}:*"', "terraform_data.id.id",
         ['input: "${terraform_data.id.id}:*" -> terraform_data.id.id']),
        ('"a"', "terraform_data.id.id", ['may input: "a" -> terraform_data.id.id']),
        ('"${terraform_data.id.id}b"', '"a${terraform_data.id.id}"',
         ['may input: "${terraform_data.id.id}b" -> "a${terraform_data.id.id}"']),
        ("[terraform_data.id.id]", '["a"]', ['may input: [terraform_data.id.id] -> ["a"]']),
        ("true", '"true"', ['input: true -> "true"']),
        ("1", "true", ["input: 1 -> true"]),
        ('"a"', "sensitive(\"b\")", ["input: (sensitive value) -> (sensitive value)"]),
        ("sensitive([1])", "sensitive([1])", []),
        ('"\\u0000"', '"x"', ['input: "\\u0000" -> "x"']),
        ("length(terraform_data.id.id)", "1 + length(terraform_data.id.id)",
         ["may input: length(terraform_data.id.id) -> 1 + length(terraform_data.id.id)"]),
        ("upper(terraform_data.id.id)", "upper( # loudly\n  terraform_data.id.id)", []),
        ("{ (terraform_data.id.id) = 1 }", "{ (terraform_data.id.id) = 2 }", ["input.terraform_data.id.id: 1 -> 2"]),
    ],
)  # fmt: skip
def test_a_changed_value_is_told_by_its_path(before: str, after: str, told: list[str]) -> None:
    """Only what differs within a value is told, and as possible only where the state decides."""
    assert arguments(data(before), data(after)) == told


def test_an_environment_that_is_new_or_gone_is_told_as_such() -> None:
    """All its resources come or go, and so do its files."""
    text = 'resource "terraform_data" "one" {}\noutput "x" { value = 1 }'
    new, gone, same = difference(None, text), difference(text, None), difference(text, text + "\n")
    assert [one.change for one in (new, gone, same)] == [Change.CREATE, Change.DELETE, None]
    assert [one.change for side in (new, gone, same) for one in side.resources] == [Change.CREATE, Change.DELETE]
    assert [[file.path for file in one.files] for one in (new, gone, same)] == [["main.tf"]] * 3
    assert [name for name, _ in (*new.outputs, *gone.outputs)] == ["x", "x"]


def test_a_value_that_was_never_set_may_be_the_one_that_is_set_now() -> None:
    """What AWS decided by itself is not known here: that it changes can't be claimed."""
    before, after = VPC.format(""), VPC.format("enable_dns_hostnames = true")
    assert arguments(before, after) == ["may enable_dns_hostnames: aws_vpc.main.enable_dns_hostnames -> true"]


def test_a_type_without_a_schema_is_compared_by_what_is_written() -> None:
    """Of a provider that nobody knows, names and values count; what it computes is a symbol as well."""
    before = 'resource "made_up" "one" {\n  size = 1\n  block { a = 1 }\n}\noutput "x" { value = made_up.one.id }'
    after = 'resource "made_up" "one" {\n  size = 2\n  block { a = 1 }\n}\noutput "x" { value = made_up.one.id }'
    assert arguments(before, after) == ["size: 1 -> 2"]
    assert changes(before, after) == ["may update made_up.one"]
    assert difference(before.replace("made_up.one.id", "made_up.one"), after).outputs


def test_broken_references_are_taken_for_values_of_their_names() -> None:
    """What is not declared is told by the check; a comparison goes on with what is known."""
    text = data("[var.a, local.b, module.c.d, data.e.f.g, aws_vpc.h.id, ephemeral.i.j.k, path.cwd, var, self.x]")
    assert changes(text, text) == []
    assert changes(text, text.replace("var.a", "var.z")) == ["may update terraform_data.one"]


def test_a_circle_of_locals_has_an_end() -> None:
    """A configuration that Terraform refuses does not bring the comparison down."""
    text = "locals {\n  a = local.b\n  b = local.a\n}\n" + data("local.a")
    assert changes(text, text) == []


def test_a_module_that_calls_itself_has_an_end() -> None:
    """So does a module in a circle of calls."""
    text = 'module "self" { source = "./" }\nresource "terraform_data" "one" {}'
    assert changes(text, text) == []


def test_instances_that_nobody_can_count_are_compared_as_one() -> None:
    """Where for_each or count depends on the state, there is one resource that stands for all."""

    def text(value: str) -> str:
        return (
            'resource "terraform_data" "id" {}\n'
            'resource "terraform_data" "many" {\n  for_each = { for k in split(",", terraform_data.id.id) : k => k }\n'
            f"  input = {value}\n}}\n"
            'resource "terraform_data" "counted" {\n  count = length(terraform_data.id.id)\n  input = count.index\n}\n'
            'output "one" { value = terraform_data.many["a"].id }'
        )

    assert changes(text("1"), text("1")) == []
    assert changes(text("1"), text("2")) == ["update terraform_data.many"]


def test_dynamic_blocks_over_unknown_elements_may_change() -> None:
    """Nobody can tell how many blocks there are; the same expression makes the same blocks."""

    def text(value: str) -> str:
        return (
            'resource "terraform_data" "id" {}\nresource "aws_db_parameter_group" "main" {\n  family = "x"\n'
            f'  dynamic "parameter" {{\n    for_each = split(",", {value})\n    iterator = each_one\n'
            "    content {\n      name = each_one.value\n      value = 1\n    }\n  }\n}"
        )

    assert changes(text("terraform_data.id.id"), text("terraform_data.id.id")) == []
    assert changes(text("terraform_data.id.id"), text('"a"')) == ["may update aws_db_parameter_group.main"]
    assert changes(text('"a,b"'), text('"b,a"')) == []
    assert changes(text('"a"'), text('"a"').replace('split(",", "a")', "7")) == [
        "may update aws_db_parameter_group.main"
    ]


def test_a_dynamic_block_without_content_makes_nothing() -> None:
    """The check tells what is wrong with it."""
    broken = 'resource "aws_db_parameter_group" "main" {\n  dynamic "parameter" {\n    for_each = []\n  }\n}'
    assert changes(broken, broken.replace("[]", "[1]")) == []


NARROWED = "The rule no longer lets all traffic from 10.0.0.0/16 pass."
RULE = """
variable "port" { sensitive = true }
resource "aws_vpc_security_group_ingress_rule" "web" {
  for_each          = toset(["a", "b"])
  security_group_id = each.value
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("to_port           = 443", "to_port = 444", ["The rule now covers the ports 444."]),
        ('"10.0.0.0/16"', '"10.0.0.0/8"', ["The rule now lets traffic from 10.0.0.0/8 pass."]),
        ("to_port           = 443", "to_port = var.port", []),
        ('"tcp"', "var.port", []),
        ('cidr_ipv4         = "10.0.0.0/16"', "cidr_ipv6 = var.port", [NARROWED]),
    ],
)
def test_a_risk_is_told_once_for_all_instances(before: str, after: str, told: list[str]) -> None:
    """What the ports mean hangs on the protocol, which stays; a note that would tell a secret is not made."""
    [change] = difference(RULE, RULE.replace(before, after)).resources
    assert [note.text for note in change.notes] == told


def test_a_risk_is_told_of_what_is_deleted_too() -> None:
    """A table goes with its data; a type of the same name from another provider is none of AWS's."""
    other = 'terraform {\n  required_providers {\n    aws = { source = "made/up" }\n  }\n}\n'
    table = 'resource "aws_dynamodb_table" "main" {\n  name = "x"\n}\n'
    [deleted] = difference(table, "").resources
    [unknown] = difference(other + table, other).resources
    assert [note.rule for note in deleted.notes] == ["data-lost"]
    assert unknown.notes == ()
