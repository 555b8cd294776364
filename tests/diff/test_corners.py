"""What configurations seldom hold, or should not hold at all: a comparison goes on with what is known."""

import pytest

from tests.diff.support import arguments, changes, difference

ID = 'resource "terraform_data" "id" {}\n'


def one(code: str) -> str:
    """Give a resource whose input is an expression, beside one that it may refer to."""
    return f'{ID}resource "terraform_data" "one" {{\n  input = {code}\n}}\n'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("merge({ a = length(terraform_data.id.id) }, {})", "{ a = length(terraform_data.id.id) }", 1),
        ("merge({ a = length(terraform_data.id.id) }, {}).a", "merge({ a = length(terraform_data.id.id) }, {}).a", 0),
        ("concat([length(terraform_data.id.id)], [1])", "concat([length(terraform_data.id.id)], [2])", 1),
        ("format(terraform_data.id.id)", "format(terraform_data.id.id)", 0),
        ('format("%03d-%d", 7, 1000)', '"007-1000"', 0),
        ('format("%x", 7)', '"7"', 1),
        ("keys({ a = { b = terraform_data.id.id } })", '["a"]', 0),
        ('lower(jsonencode({ a = { b = terraform_data.id.id } }))', 'lower("x")', 1),
        ("[null, true, terraform_data.id.id == null]", "[null, true, null == terraform_data.id.id]", 1),
        ("[1, 2][length(terraform_data.id.id)]", "[1, 2][length(terraform_data.id.id)]", 0),
        ("toset([{ a = 1 }, { a = 2 }])", "toset([{ a = 1 }, { a = 3 }])", 1),
        ("(1 + length(terraform_data.id.id)) > 3", "(2 + length(terraform_data.id.id)) > 3", 1),
        ("[for n in [length(terraform_data.id.id)] : n]", "[for m in [length(terraform_data.id.id)] : m]", 0),
        ("[length(terraform_data.id.id)][*]", "[length(terraform_data.id.id)]", 0),
        ("split(\",\", terraform_data.id.id)[*].x.y", "split(\",\", terraform_data.id.id)[*].x.y", 0),
        ('file("none.txt")', 'file("none.txt")', 0),
        ("file()", "file()", 0),
        ("true ? length(terraform_data.id.id) : 1", "length(terraform_data.id.id)", 0),
        ("sha256({ a = terraform_data.id.id }.a)", "sha256(terraform_data.id.id)", 0),
        ("try({ a = length(terraform_data.id.id) }, 1)", "try({ a = length(terraform_data.id.id) }, 2)", 0),
        ("length({ a = terraform_data.id.id })", "1", 0),
        ("terraform_data.id[terraform_data.id.id]", "terraform_data.id[terraform_data.id.id]", 0),
        ("[1, 2][ # which\n    length(terraform_data.id.id)]", "[1, 2][length(terraform_data.id.id)]", 0),
        ("nope(terraform_data.id.id)", "nope(terraform_data.id.id)", 0),
        ("cidrhost(lookup({ a = terraform_data.id.id }, \"a\"), 1)", "cidrhost(terraform_data.id.id, 1)", 0),
    ],
)  # fmt: skip
def test_expressions_come_to_the_same_or_they_do_not(before: str, after: str, told: int) -> None:
    """An expression over what only the state knows is the same if all in it is."""
    assert len(arguments(one(before), one(after))) == told


def test_files_count_by_their_content() -> None:
    """Whatever a function makes of a file, it makes the same of the same text."""
    files = {"main.tf": one('templatefile("${path.module}/a.tpl", {})'), "a.tpl": "x"}
    assert changes(files, files) == []
    assert changes(files, {**files, "a.tpl": "y"}) == ["may update terraform_data.one"]


def test_variables_of_wrong_types_keep_the_values_that_they_are_given() -> None:
    """The check refuses them; here they only must not be in the way."""

    def text(given: str) -> str:
        return (
            f'{ID}variable "a" {{ type = "string" }}\nvariable "b" {{\n  type    = number\n  default = {given}\n}}\n'
            'variable "c" {\n  type    = object({ x = optional(number, 1) })\n  default = "text"\n}\n'
            'resource "terraform_data" "one" { input = [var.a, var.b, var.c] }'
        )

    assert changes(text("[1]"), text("[1]")) == []
    assert changes(text("[1]"), text('["x"]')) == ["update terraform_data.one"]


def test_inputs_that_do_not_convert_stay_symbols() -> None:
    """A text from the state where a number is wanted is taken for the number that it may be."""

    def texts(given: str) -> dict[str, str]:
        return {
            "main.tf": f'{ID}module "a" {{\n  source = "./a"\n  size   = {given}\n  list   = [{given}]\n}}\n',
            "a/main.tf": 'variable "size" { type = number }\nvariable "list" { type = map(string) }\n'
            'resource "terraform_data" "one" { input = [var.size, var.list] }',
        }

    assert changes(texts("terraform_data.id.id"), texts("terraform_data.id.id")) == []
    assert changes(texts("terraform_data.id.id"), texts("1")) == ["may update module.a.terraform_data.one"]


def test_nested_blocks_may_hold_what_aws_decided() -> None:
    """An argument of a block that was not set and is set now may have had that value."""
    text = 'resource "aws_instance" "main" {{\n  root_block_device {{\n    {}\n  }}\n}}'
    assert arguments(text.format(""), text.format("volume_size = 8")) == [
        "may root_block_device[0].volume_size: aws_instance.main.root_block_device.volume_size -> 8"
    ]


def test_blocks_that_stand_alone_are_compared_by_their_arguments() -> None:
    """They have no number; a dynamic one that makes none is none."""
    text = 'resource "aws_s3_bucket_lifecycle_configuration" "main" {{\n  bucket = "x"\n  {}\n}}'
    none = text.format('dynamic "timeouts" {\n    for_each = []\n    content {}\n  }')
    ten, twenty = (text.format(f'timeouts {{ create = "{minutes}m" }}') for minutes in (10, 20))
    assert arguments(ten, twenty) == ['timeouts.create: "10m" -> "20m"']
    assert arguments(none, none) == []
    assert [line.partition(":")[0] for line in arguments(none, ten)] == ["timeouts.create"]


def test_timeouts_change_nothing_where_the_provider_keeps_them_to_itself() -> None:
    """They say how long Terraform waits; only newer resources have them in their state."""
    text = 'resource "aws_db_instance" "main" {{\n  instance_class = "x"\n  {}\n}}'
    assert changes(text.format(""), text.format('timeouts { create = "10m" }')) == []


def test_what_terraform_does_not_keep_changes_with_its_version_only() -> None:
    """Nobody can tell whether a write-only argument has another value."""
    text = (
        'resource "aws_ssm_parameter" "main" {\n  name = "x"\n  type = "SecureString"\n'
        '  value_wo = "one"\n  value_wo_version = 1\n}'
    )
    assert changes(text, text.replace("one", "two")) == []
    assert arguments(text, text.replace("one", "two").replace("= 1", "= 2")) == ["value_wo_version: 1 -> 2"]


def test_data_sources_wait_for_modules_that_are_switched_off() -> None:
    """What goes with the module is a change in it."""

    def texts(count: int) -> dict[str, str]:
        return {
            "main.tf": f'module "m" {{\n  source = "./m"\n  count  = {count}\n}}\n'
            'data "aws_region" "current" {\n  depends_on = [module.m]\n}\n'
            'resource "terraform_data" "one" { input = data.aws_region.current.name }',
            "m/main.tf": 'resource "terraform_data" "in" {}',
        }

    assert changes(texts(1), texts(0)) == ["delete module.m.terraform_data.in", "update terraform_data.one"]
    assert changes(texts(1), texts(1)) == []


def test_a_block_that_comes_is_told_though_it_says_nothing_certain() -> None:
    """An empty block is something, too."""
    text = 'resource "aws_flow_log" "main" {{\n  {}\n}}'
    assert arguments(text.format(""), text.format("destination_options {}"))[0] == "destination_options[0]: - -> {}"


def test_moves_that_lead_nowhere_are_passed_over() -> None:
    """Quoted addresses, circles, numbers with a point, other modules and other keys move nothing."""
    before = 'resource "terraform_data" "a" {}\nmodule "m" {\n  for_each = { x = 1 }\n  source   = "./m"\n}\n'
    moves = [
        ('"terraform_data.a"', "terraform_data.b"), ("module.m[\"y\"]", "module.m[\"z\"]"), ("module.q", "module.r"),
        ("terraform_data.c", "terraform_data.d"), ("terraform_data.d", "terraform_data.c"), ("a.b.c.d", "a.b"),
        ("terraform_data.a", "module.n"), ("a", "module"),
    ]  # fmt: skip
    blocks = "".join(f"moved {{\n  from = {start}\n  to = {end}\n}}\n" for start, end in moves)
    module = {"m/main.tf": 'resource "terraform_data" "in" {}'}
    after = {"main.tf": f"{before}{blocks}moved {{}}\n", **module}
    assert changes({"main.tf": before, **module}, after) == []


def test_a_circle_of_moves_has_an_end() -> None:
    """Terraform refuses it, and nothing is moved for ever."""
    before = 'resource "terraform_data" "a" {}'
    circle = "moved {\n  from = terraform_data.a\n  to = terraform_data.b\n}\n"
    circle += "moved {\n  from = terraform_data.b\n  to = terraform_data.c\n}\n"
    circle += "moved {\n  from = terraform_data.c\n  to = terraform_data.b\n}\n"
    assert changes(before, circle) in (["delete terraform_data.b"], ["delete terraform_data.c"])


def test_triggers_that_are_none_trigger_nothing() -> None:
    """Numbers, variables and what is not declared: the check tells."""
    text = (
        'variable "a" { default = 1 }\nresource "terraform_data" "one" {\n  input = 1\n  lifecycle {\n'
        "    replace_triggered_by = [1, var.a, terraform_data.none, var]\n    ignore_changes = [1]\n  }\n}"
    )
    assert changes(text, text.replace("input = 1", "input = 2")) == ["update terraform_data.one"]
    assert changes(text, text.replace("[1, var.a, terraform_data.none, var]", "var.a")) == []


def test_a_trigger_that_may_fire_may_replace() -> None:
    """What it waits for may change only."""
    text = (
        f'{ID}resource "terraform_data" "a" {{ input = upper(terraform_data.id.id) }}\n'
        'resource "terraform_data" "b" {\n  lifecycle { replace_triggered_by = [terraform_data.a] }\n}\n'
        'resource "terraform_data" "c" {\n  lifecycle { replace_triggered_by = [terraform_data.a.input] }\n}\n'
        'resource "terraform_data" "d" { input = terraform_data.b.id }\n'
        'resource "terraform_data" "e" { input = "x-${terraform_data.b.id}" }\n'
        'resource "terraform_data" "f" { triggers_replace = terraform_data.a.input }\n'
    )
    told = [("update", "a"), ("replace", "b"), ("replace", "c"), ("update", "d"), ("update", "e"), ("replace", "f")]
    assert changes(text, text.replace("upper", "lower")) == [f"may {what} terraform_data.{name}" for what, name in told]


def test_another_resource_of_the_type_has_another_id() -> None:
    """Two groups never share their id or ARN; what else they have may be the same."""
    text = (
        'resource "aws_security_group" "a" {}\nresource "aws_security_group" "b" {}\n'
        'resource "aws_network_interface" "main" {\n'
        '  subnet_id       = "x"\n  security_groups = [aws_security_group.a.id]\n'
        "  description     = aws_security_group.a.name\n}\n"
    )
    told = arguments(text, text.replace("[aws_security_group.a", "[aws_security_group.b").replace("a.name", "b.name"))
    assert [line.partition(":")[0] for line in told] == ["security_groups", "may description"]


def test_data_sources_wait_for_instances_that_go() -> None:
    """A deletion is a change as any other; what is not declared is waited for in vain."""

    def text(keys: str) -> str:
        return (
            f'locals {{ l = 1 }}\nresource "terraform_data" "many" {{\n  for_each = toset([{keys}])\n}}\n'
            'data "aws_region" "current" {\n'
            '  depends_on = [terraform_data.many, terraform_data.none, local.l, module, module.none, "quoted"]\n}\n'
            'resource "terraform_data" "one" { input = data.aws_region.current.name }\n'
            'data "aws_region" "other" { name = module }\n'
        )

    assert changes(text('"a"'), text('"a", "b"')) == ["create terraform_data.many", "update terraform_data.one"]
    assert changes(text('"a", "b"'), text('"a"')) == ["delete terraform_data.many", "update terraform_data.one"]


def test_data_sources_may_wait_for_what_may_change() -> None:
    """Then what they read may be another value, or the same."""
    text = (
        f'{ID}resource "terraform_data" "a" {{ input = upper(terraform_data.id.id) }}\n'
        'data "aws_region" "current" {\n  depends_on = [terraform_data.a]\n}\n'
        'resource "terraform_data" "one" { input = data.aws_region.current.name }\n'
        'data "aws_iam_policy_document" "doc" {\n  policy_id = "x"\n  depends_on = [terraform_data.a]\n}\n'
        'resource "terraform_data" "two" { input = data.aws_iam_policy_document.doc.json }\n'
    )
    assert changes(text, text.replace("upper", "lower")) == [
        "may update terraform_data.a", "may update terraform_data.one", "may update terraform_data.two",
    ]  # fmt: skip


def test_default_tags_that_nobody_knows_are_left_aside() -> None:
    """Which tags there are is not known here, so that nothing is said of them."""
    text = (
        f'{ID}provider "aws" {{\n  default_tags {{\n    tags = jsondecode(terraform_data.id.id)\n  }}\n}}\n'
        'resource "aws_eip" "main" {}'
    )
    assert changes(text, text.replace("jsondecode", "yamldecode")) == []


def test_an_attribute_that_is_not_there_is_nothing() -> None:
    """Nor is a nested block that is not set; an argument that is not set has one default for all."""
    text = one(
        "[aws_vpc.main.none, aws_s3_bucket.main.logging, aws_eip.main.instance, aws_vpc.main.instance_tenancy, "
        "aws_flow_log.main.vpc_id]"
    )
    text += 'resource "aws_vpc" "main" {}\nresource "aws_s3_bucket" "main" {}\nresource "aws_eip" "main" {}'
    text += '\nresource "aws_db_instance" "main" { instance_class = "x" }\nresource "aws_flow_log" "main" {}'
    text += '\noutput "t" { value = [aws_db_instance.main.timeouts, aws_db_instance.main.s3_import] }'
    assert changes(text, text) == []


def test_a_default_that_is_written_out_changes_nothing() -> None:
    """Nor does one that is taken away; another value is certainly another one."""
    none, default = 'resource "aws_vpc" "main" {}', 'resource "aws_vpc" "main" { instance_tenancy = "default" }'
    assert changes(none, default) == changes(default, none) == []
    dedicated = default.replace('"default"', '"dedicated"')
    assert arguments(none, dedicated) == ['instance_tenancy: "default" -> "dedicated"']


def test_arguments_that_a_type_does_not_have_are_passed_over() -> None:
    """The check refuses them."""
    assert changes('resource "aws_vpc" "main" {}', 'resource "aws_vpc" "main" { none = 1 }') == []


def test_documents_over_what_is_computed_anew_are_read_later() -> None:
    """A policy that names a new resource is known after apply only, and changes."""
    text = (
        'resource "terraform_data" "a" { triggers_replace = 1 }\n'
        'data "aws_iam_policy_document" "doc" { policy_id = terraform_data.a.id }\n'
        'resource "terraform_data" "one" { input = data.aws_iam_policy_document.doc.json }\n'
    )
    assert changes(text, text.replace("= 1", "= 2")) == ["replace terraform_data.a", "update terraform_data.one"]


def test_outputs_and_variables_that_are_not_there_have_their_names() -> None:
    """A reference to an output that a module does not have, or to a variable that nobody sets."""

    def texts(name: str) -> dict[str, str]:
        return {
            "main.tf": f'variable "unset" {{}}\nmodule "m" {{ source = "./m" }}\n'
            f'resource "terraform_data" "one" {{ input = [module.m.{name}, var.unset] }}\n'
            'ephemeral "aws_secretsmanager_secret_version" "x" { secret_id = "x" }',
            "m/main.tf": 'output "empty" {}',
        }

    assert changes(texts("none"), texts("none")) == []
    assert changes(texts("none"), texts("empty")) == ["may update terraform_data.one"]


def test_causes_are_followed_however_a_value_is_written() -> None:
    """Through parentheses, defaults of variables, lists of objects, and past what is no reference."""
    text = (
        'variable "a" { default = 1 }\nlocals { b = [var.a, var.a, var] }\nresource "terraform_data" "one" {\n'
        '  input = (jsonencode([{ name = "x", value = local.b }, 2]))\n}\n'
        'resource "terraform_data" "two" {\n  count = var.a\n  input = [{ a = [{ b = var.a }] }, var]\n}\n'
        'resource "aws_iam_policy" "main" { policy = var }\nresource "aws_eip" "main" { tags = var }\n'
    )
    found = difference(text, text.replace("= 1", "= 2"))
    assert {cause.where.line for change in found.resources for cause in change.causes} == {1}
    other = difference(
        text, text.replace("{ policy = var }", "{ policy = jsonencode(1) }").replace("tags = var", "tags = { a = 1 }")
    )
    assert all(change.causes for change in other.resources)
