"""What is configured beside resources and outputs."""

from collections.abc import Mapping

import pytest

from tfgen.diff.configuration import differing_blocks
from tfgen.diff.rendering import Rendering

MAIN = 'provider "aws" {\n  region = "a"\n}\n\nlocals {\n  a = 1\n  b = [1, 2]\n}\n'
MODULE = 'variable "cidr" {\n}\n'


def blocks(before: Mapping[str, str], after: Mapping[str, str], *, settings_only: bool = False) -> tuple[str, ...]:
    """Compare two sets of files."""
    return differing_blocks(Rendering.of_texts(before), Rendering.of_texts(after), settings_only=settings_only)


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
    before = {"main.tf": MAIN, "modules/network/a.tf": MODULE, "modules/other/a.tf": MODULE}
    after = {
        "main.tf": MAIN.replace('"a"', '"b"').replace("a = 1", "a = true") + "terraform {\n}\n",
        "modules/network/a.tf": "",
        "modules/other/b.tf": MODULE,
    }
    assert blocks(before, after) == ("locals", 'modules/network: variable "cidr"', 'provider "aws"', "terraform")
    assert blocks(before, after, settings_only=True) == ('provider "aws"', "terraform")


def test_the_same_block_twice_is_not_the_same_as_once() -> None:
    """Terraform would say more of that."""
    assert blocks({"main.tf": MODULE}, {"main.tf": MODULE, "more.tf": MODULE}) == ('variable "cidr"',)


def test_where_a_file_s_name_means_something_it_counts() -> None:
    """A block in a file that overrides is another one, and so is a value in a file of variables."""
    assert blocks({"main.tf": MODULE}, {"main_override.tf": MODULE}) == (
        'main_override.tf: variable "cidr"',
        'variable "cidr"',
    )
    assert blocks({"a.auto.tfvars": "a = 1\n"}, {"a.auto.tfvars": "a = 2\n"}) == ("a.auto.tfvars: a",)
