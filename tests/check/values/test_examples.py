"""The examples beside each rule, told by the checker and by the real provider."""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.check.values.support import Writer, check, example_of, plausible, schema_of
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

# From so many blocks around an argument, Terraform points at the argument or at a block around it, as it happens.
DEEP = 3


def type_of(path: Path) -> tuple[str, str]:
    """Give kind and type that a file of rules is for."""
    if path.stem == "provider":
        return "provider", "aws"
    kind, _, type_ = path.stem.rpartition(".")
    return kind or "resource", type_


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
        for value in (*rule.get("good", ()), *rule.get("bad", ())):
            yield dict([example_of(rule, value)])


def write_examples(directory: Path, catalogue: Catalogue) -> tuple[dict[str, set[int]], dict[tuple[str, int], int]]:
    """Write all examples and give the lines told, by file; a few a file, since Terraform is slow to quote long ones.

    Also gives, by file and line, the first line of examples so deep that Terraform's line is another in each run.
    """
    ours: dict[str, set[int]] = {}
    deep: dict[tuple[str, int], int] = {}
    # Each provider block is a process of its own to Terraform: these are tried one by one, in tests/faults.
    for path in (path for path in FILES if path.stem != "provider"):
        kind, type_ = type_of(path)
        schema = schema_of(catalogue, kind, type_)
        given = list(examples_of(schema, kind, type_))
        for start in range(0, len(given), 10):
            writer, name = Writer(prefix=f"e{start}"), f"{path.stem}-{start}.tf"
            for values in given[start : start + 10]:
                first = len(writer.lines) + 1
                block = writer.example(kind, type_, schema, values)
                if max((path.count(".") for path in values), default=0) >= DEEP:
                    deep |= {(name, line): first for line in range(first, len(writer.lines) + 1)}
                found = {one.subject.line for one in check(type_, block, kind) if one.subject}  # type: ignore[arg-type]
                ours.setdefault(name, set()).update(deep.get((name, line), line) for line in found)
            (directory / name).write_text("\n".join(writer.lines) + "\n", "utf-8")
    return ours, deep


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_rule_tells_its_bad_examples_and_no_good_one(path: Path, tmp_path: Path) -> None:
    """A rule in the data that lets its own bad example pass, or refuses its good one, is noticed at once."""
    kind, type_ = type_of(path)
    schema = schema_of(Catalogue.open(tmp_path), kind, type_)
    for rule in rules_of("hashicorp/aws", kind, type_):
        name = f"value-{rule['rule'].replace('_', '-')}"
        for which in ("good", "bad") if rule["rule"] != "any" else ():
            for value in rule.get(which, ()):
                example = Writer().example(kind, type_, schema, dict([example_of(rule, value)]))
                found = check(type_, example, kind)  # type: ignore[arg-type]
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
    ours, deep = write_examples(directory, catalogue)
    terraform = Terraform.create(directory, tmp_path / "scratch")
    terraform.init()
    answer = json.loads(terraform.run("validate", "-json", expect=(1,)).output)
    theirs: dict[str, set[int]] = defaultdict(set)
    for diagnostic in answer["diagnostics"]:
        name, line = diagnostic["range"]["filename"], diagnostic["range"]["start"]["line"]
        line = deep.get((name, line), line)
        is_twice = diagnostic["summary"] in TOLD_TWICE and line not in ours.get(name, ())
        if diagnostic["severity"] == "error" and not is_twice:
            theirs[name].add(line)
    ours = {name: lines for name, lines in ours.items() if lines}
    assert {name: (lines, theirs.get(name)) for name, lines in ours.items() if lines != theirs.get(name)} == {}
    assert theirs.keys() == ours.keys()
