"""The examples beside each rule, told by the checker and by the real provider."""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.check.values.support import Writer, check, schema_of
from tests.terraform import Terraform
from tfgen.check.values.config import UNKNOWN
from tfgen.check.values.store import DATA, rules_of
from tfgen.providers.catalogue import Catalogue
from tfgen.providers.schema import BlockSchema

FILES = sorted(path for path in (DATA / "hashicorp" / "aws").glob("*.json") if path.name[0] != "_")
HEADER = """terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "unknown" {}
"""
# What the provider tells twice, in the block as well as at the top of the resource, tfgen tells once.
TOLD_TWICE = ("Invalid String Enum Value", "Invalid RFC3339 String Value")


def type_of(path: Path) -> tuple[str, str]:
    """Give kind and type that a file of rules is for."""
    kind, _, type_ = path.stem.rpartition(".")
    return kind or "resource", type_


def examples(rule: Mapping[str, Any], which: str) -> Iterator[tuple[str, Any]]:
    """Give path and value of the examples of a rule."""
    path = rule["at"].removesuffix("[]").removesuffix("{}")
    for value in rule.get(which, ()):
        yield path, [value] if path != rule["at"] else value


def plausible(schema: BlockSchema, path: str) -> Any:
    """Give a value of the type that a path has; None for a block."""
    name, _, rest = path.partition(".")
    if name in schema.blocks:
        return plausible(schema.blocks[name].block, rest) if rest else None
    wanted = schema.attributes[name].type
    match wanted:
        case "number":
            return 1
        case "bool":
            return True
        case [_, "string"] if wanted[0] != "map":
            return ["x"]
        case ["map", _]:
            return {"a": "x"}
    return "x"


def groups(schema: BlockSchema, rule: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give values that break a rule on arguments that go together, or that keep it."""
    paths = [rule["at"], *rule["with"]]
    holder = rule["at"].rpartition(".")[0]
    yield {holder: None} if holder else {}
    for path in paths:
        yield {path: plausible(schema, path)}
        yield {path: UNKNOWN} if plausible(schema, path) is not None else {}
    for first, second in itertools.combinations(paths, 2):
        yield {first: plausible(schema, first), second: plausible(schema, second)}


def examples_of(schema: BlockSchema, kind: str, type_: str) -> Iterator[dict[str, Any]]:
    """Give values by their paths, for each example of a type."""
    for rule in rules_of("hashicorp/aws", kind, type_):
        if "with" in rule and rule["rule"] not in ("required", "never"):
            yield from groups(schema, rule)
        for at, value in (*examples(rule, "good"), *examples(rule, "bad")):
            yield {at: value}


def write_examples(directory: Path, catalogue: Catalogue) -> dict[str, set[int]]:
    """Write all examples and give the lines told, by file; a few a file, since Terraform is slow to quote long ones."""
    ours: dict[str, set[int]] = {}
    for path in FILES:
        kind, type_ = type_of(path)
        schema = schema_of(catalogue, kind, type_)
        given = list(examples_of(schema, kind, type_))
        for start in range(0, len(given), 10):
            writer, name = Writer(prefix=f"e{start}"), f"{path.stem}-{start}.tf"
            blocks = [writer.resource(kind, type_, schema, values) for values in given[start : start + 10]]
            found = (one for block in blocks for one in check(type_, block, kind))  # type: ignore[arg-type]
            ours[name] = {one.subject.line for one in found if one.subject}
            (directory / name).write_text("\n".join(writer.lines) + "\n", "utf-8")
    return ours


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_rule_tells_its_bad_examples_and_no_good_one(path: Path, tmp_path: Path) -> None:
    """A rule in the data that lets its own bad example pass, or refuses its good one, is noticed at once."""
    kind, type_ = type_of(path)
    schema = schema_of(Catalogue.open(tmp_path), kind, type_)
    for rule in rules_of("hashicorp/aws", kind, type_):
        name = f"value-{rule['rule'].replace('_', '-')}"
        for which in ("good", "bad") if rule["rule"] != "any" else ():
            for at, value in examples(rule, which):
                found = check(type_, Writer().resource(kind, type_, schema, {at: value}), kind)  # type: ignore[arg-type]
                assert (name in {one.rule for one in found}) == (which == "bad"), (rule, value)


def test_every_rule_on_a_value_has_a_good_and_a_bad_example() -> None:
    """Who adds a rule shows what it refuses and what it lets pass."""
    for path in FILES:
        for rule in json.loads(path.read_text("utf-8"))["rules"]:
            assert "with" in rule or (rule["good"] and rule["bad"]), (path.name, rule)


def test_terraform_tells_the_same_examples_on_the_same_lines(tmp_path: Path) -> None:
    """What tfgen says of values, the real provider says too, on that line; and of all else neither says a thing."""
    catalogue = Catalogue.open(tmp_path / "cache")
    directory = tmp_path / "root"
    directory.mkdir()
    (directory / "main.tf").write_text(HEADER, "utf-8")
    ours = write_examples(directory, catalogue)
    terraform = Terraform.create(directory, tmp_path / "scratch")
    terraform.init()
    answer = json.loads(terraform.run("validate", "-json", expect=(1,)).output)
    theirs: dict[str, set[int]] = defaultdict(set)
    for diagnostic in answer["diagnostics"]:
        twice = diagnostic["summary"] in TOLD_TWICE and diagnostic["range"]["start"]["line"] not in ours.get(
            diagnostic["range"]["filename"], ()
        )
        if diagnostic["severity"] == "error" and not twice:
            theirs[diagnostic["range"]["filename"]].add(diagnostic["range"]["start"]["line"])
    ours = {name: lines for name, lines in ours.items() if lines}
    assert {name: (lines, theirs.get(name)) for name, lines in ours.items() if lines != theirs.get(name)} == {}
    assert theirs.keys() == ours.keys()
