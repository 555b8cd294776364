"""What is configured beside resources and outputs."""

from collections.abc import Mapping

import pytest

from tfgen.diff.configuration import differing_blocks
from tfgen.diff.rendering import Rendering

MAIN = 'provider "aws" {\n  region = "a"\n}\n\nlocals {\n  a = 1\n  b = [1, 2]\n}\n'
CHECK = 'check "size" {\n}\n'


def blocks(before: Mapping[str, str], after: Mapping[str, str], *, settings_only: bool = False) -> tuple[str, ...]:
    """Compare two sets of files."""
    found = differing_blocks(Rendering.of_texts(before), Rendering.of_texts(after), settings_only=settings_only)
    return tuple(block.name for block in found)


@pytest.mark.parametrize(
    "after",
    [
        {"main.tf": MAIN.replace(" ", "   ").replace("\n\n", "\n")},
        {"main.tf": f"# Why\n{MAIN}"},
        {"main.tf": MAIN.replace("a = 1\n  b = [1, 2]", "b = [1, /* two */ 2]\n  a = 1 // one")},
        {"b.tf": MAIN.split("\n\n", maxsplit=1)[0] + "\n", "a.tf": MAIN.split("\n\n")[1]},
        {"main.tf": MAIN, "notes.txt": "nothing of Terraform's"},
    ],
)
def test_looks_comments_and_order_are_left_aside(after: dict[str, str]) -> None:
    """So is the file in which a block stands, and the order of arguments."""
    assert blocks({"main.tf": MAIN}, after) == ()


def test_blocks_that_differ_are_named_with_their_modules() -> None:
    """Those that come and go among them."""
    before = {"main.tf": MAIN, "modules/network/a.tf": CHECK, "modules/other/a.tf": CHECK}
    after = {
        "main.tf": MAIN.replace('"a"', "true") + "terraform {\n}\n",
        "modules/network/a.tf": "",
        "modules/other/b.tf": CHECK,
    }
    assert blocks(before, after) == ('modules/network: check "size"', 'provider "aws"', "terraform")
    assert blocks(before, after, settings_only=True) == ('provider "aws"', "terraform")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('resource "a_b" "c" {}', 'resource "a_b" "c" {\n  x = 1\n}', ()),
        ('resource "a_b" "c" {}', 'resource "a_b" "c" {\n  lifecycle { prevent_destroy = true }\n}',
         ('resource "a_b" "c"',)),
        ('module "m" { source = "./a" }', 'locals { x = 1 }\nmodule "m" {\n  source = "./b"\n  x = local.x\n}', ()),
        ('module "m" { source = "./a" }', 'module "m" {\n  source = "./a"\n  depends_on = [a_b.c]\n}', ('module "m"',)),
        ('variable "v" { default = 1 }', 'variable "v" {\n  type = number\n  description = "x"\n}', ()),
        ('variable "v" {}', 'variable "v" { sensitive = true }', ('variable "v"',)),
        ('output "o" { value = 1 }', 'output "o" {\n  value = 2\n  description = "x"\n}', ()),
        ("moved {\n  from = a_b.c\n  to = a_b.d\n}", "", ()),
    ],
)  # fmt: skip
def test_what_is_followed_to_resources_and_outputs_is_not_told_again(
    before: str, after: str, told: tuple[str, ...]
) -> None:
    """A value that goes another way to the same argument changes nothing; protection and order are in no argument."""
    assert blocks({"main.tf": before}, {"main.tf": after}) == told


def test_the_line_of_a_block_is_told_without_what_stands_there() -> None:
    """Nobody knows which of a provider's arguments are secret."""
    sides = (Rendering.of_texts({"main.tf": text}) for text in (MAIN, MAIN.replace('"a"', '"secret"')))
    [block] = differing_blocks(*sides, settings_only=False)
    assert [(cause.where.file, cause.where.line, cause.code) for cause in block.causes] == [("main.tf", 2, "")]


def test_the_same_block_twice_is_not_the_same_as_once() -> None:
    """Terraform would say more of that."""
    assert blocks({"main.tf": CHECK}, {"main.tf": CHECK, "more.tf": CHECK}) == ('check "size"',)


def test_where_a_file_s_name_means_something_it_counts() -> None:
    """A block in a file that overrides is another one, and so is a value in a file of variables."""
    assert blocks({"main.tf": CHECK}, {"main_override.tf": CHECK}) == (
        'check "size"',
        'main_override.tf: check "size"',
    )
    assert blocks({"a.auto.tfvars": "a = 1\n"}, {"a.auto.tfvars": "a = 2\n"}) == ("a.auto.tfvars: a",)
