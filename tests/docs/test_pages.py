"""docs/architecture.md and docs/spec.md are what templates, specs and schema say."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.docs.architecture import architecture_page
from scripts.docs.modules import Architecture, read_architecture
from scripts.docs.pages import ROOT, DocsError, pages
from scripts.docs.spec import spec_page
from tests.spec.support import read
from tests.support import PROJECT, write_files
from tfgen.hcl.syntax import read_hcl
from tfgen.spec.fields import Fields

FILES = {
    "main.tf": """\
locals {
  ids = values(module.network.subnet_ids)
}

module "network" {
  source = "./modules/network"
}

module "log" {
  source = "./modules/network"
}

module "database" {
  source     = "./modules/database"
  subnet_ids = local.ids
  name       = module.log["a"].name
  depends_on = [module.log]
}

output "subnets" {
  description = "All | subnets."
  value       = module.network.subnet_ids
}
""",
    "modules/network/main.tf": """\
resource "aws_vpc" "main" {
}

resource "aws_subnet" "main" {
  for_each = {}
  vpc_id   = local.vpc
}

locals {
  vpc = data.aws_vpc.main.id
}

data "aws_vpc" "main" {
  id = aws_vpc.main.id
}

output "name" {
  value = "a"
}

output "subnet_ids" {
  description = "IDs of the subnets."
  value       = aws_subnet.main
}
""",
    "modules/database/main.tf": """\
variable "subnet_ids" {
  description = "Where it runs."
}
""",
}
SCHEMA = """\
type: object
required: [size]
definitions:
  word: {type: string, description: A word., pattern: a|b}
properties:
  size: {type: integer, minimum: 1, maximum: 9, x-unit: GiB, description: The size.}
  words:
    type: array
    minItems: 2
    items: {$ref: "#/definitions/word"}
  network:
    type: object
    description: The network.
    properties:
      mode: {type: [string, "null"], enum: [a, b], default: a, description: How it works.}
      names:
        type: object
        additionalProperties: {type: boolean, contentEncoding: base64}
"""


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    """The pages as the repository's templates make them now."""
    return pages(ROOT)


@pytest.fixture(scope="module")
def architecture() -> Architecture:
    """The architecture of a small environment."""
    bodies = {path: body for path, text in FILES.items() if (body := read_hcl(text, path)[0])}
    return read_architecture(bodies)


@pytest.mark.parametrize("path", ["docs/architecture.md", "docs/spec.md"])
def test_the_committed_pages_are_up_to_date(path: str, made: Mapping[str, str]) -> None:
    """Who changes a template or the schema is told how to make the page anew."""
    assert Path(ROOT, path).read_text("utf-8") == made[path], f"{path} is out of date: run `make docs` and commit it."


def test_every_module_has_a_section_and_a_node(made: Mapping[str, str]) -> None:
    """No module that the root calls is left out of the page."""
    called = re.findall(r'^module "(\w+)"', Path(ROOT, "generated/prod/main.tf").read_text("utf-8"), re.MULTILINE)
    text = made["docs/architecture.md"]
    assert called
    assert [name for name in called if f"\n## {name}\n" not in text or f'm_{name}["' not in text] == []


def test_an_output_leads_to_the_inputs_that_take_it(architecture: Architecture) -> None:
    """Locals are followed, a key of a call's instance is left out, and outputs of the root are told."""
    found = [(feed.giver, feed.output, feed.taker, feed.input) for feed in architecture.feeds]
    assert found == [
        ("log", "name", "database", "name"),
        ("network", "subnet_ids", "database", "subnet_ids"),
        ("network", "subnet_ids", "root output", "subnets"),
    ]
    assert architecture.waits == (("log", "database"),)


def test_resources_are_linked_through_locals_and_data_sources(architecture: Architecture) -> None:
    """What stands between two resources does not hide that one needs the other."""
    assert architecture.calls["network"].resource_links() == [("aws_subnet.main", "aws_vpc.main")]


def test_the_architecture_is_drawn(architecture: Architecture) -> None:
    """Arrows run from what gives to what takes, and no cell breaks its table."""
    lines = architecture_page(architecture, "dev").splitlines()
    assert '  m_network["network (2)"]' in lines
    assert "  m_network -->|subnet_ids| m_database" in lines
    assert "  m_log -.-> m_database" not in lines  # there is an arrow already
    assert '  r1["subnet.main (repeated)"]' in lines
    assert "  r2 --> r1" in lines
    assert "| `subnet_ids` | `network.subnet_ids` | Where it runs. |" in lines
    assert "| `subnet_ids` | `database.subnet_ids`, output `subnets` | IDs of the subnets. |" in lines
    assert r"| `subnets` | All \| subnets. |" in lines


def test_every_field_of_a_schema_is_told() -> None:
    """Fields of maps and items of lists too, each with type, unit, default, bounds and meaning."""
    lines = spec_page(Fields(read(SCHEMA, "templates/schema.yaml"))).splitlines()
    rows = [line for line in lines if line.startswith("| `")]
    assert rows == [
        "| `size` | whole number | GiB | required | at least 1, at most 9 | The size. |",
        "| `words` | list |  |  | at least 2 items |  |",
        "| `words[]` | text |  |  | a [pattern](#patterns) | A word. |",
        '| `network.mode` | text or null |  | `"a"` | one of `"a"`, `"b"` | How it works. |',
        "| `network.names` | map |  |  |  |  |",
        '| `network.names.{name}` | true or false |  |  | `contentEncoding: "base64"` |  |',
    ]
    assert lines[lines.index("## network") + 2] == "The network."
    assert "- `words[]`: `a|b`" in lines


def test_templates_with_mistakes_make_no_page(tmp_path: Path) -> None:
    """The mistake is told, and nothing is written."""
    write_files(tmp_path, {**PROJECT, "environments/prod.yaml": "size: 3\n"})
    with pytest.raises(DocsError, match="name"):
        pages(tmp_path)
