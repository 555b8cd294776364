"""Ask the provider what arguments are that nobody sets, and write tfgen/diff/data/hashicorp/aws/defaults.json.

    python -m scripts.defaults [--plugin-dir MIRROR]

For each type that ships (scripts/schemas.toml) Terraform plans to create a resource with nothing but what is required,
without AWS and without credentials. What the plan then knows of other arguments that no computation decides are their
defaults. Of nested blocks those are asked that must stand there, and those that scripts/replacements.toml sets.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.probing.bench import Bench, Resource
from scripts.probing.bodies import Bodies
from scripts.probing.wanted import Wanted, wanted
from tfgen.diff.replacements import DATA
from tfgen.providers.compact import dump
from tfgen.providers.records import format_records
from tfgen.providers.schema import BlockSchema

Json = Mapping[str, Any]
EMPTY: tuple[Any, ...] = (None, "", 0, [], {})


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plugin-dir", type=Path, help="a filesystem mirror that holds the provider")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = ask(wanted(), Bench(Path(folder), arguments.plugin_dir))
    lines = {type_: dump(record) for type_, record in found.items()}
    (DATA / "defaults.json").write_text(format_records(lines), "utf-8")


def ask(asked: Wanted, bench: Bench) -> dict[str, Json]:
    """Give the records of the types of which the provider takes a body."""
    resources = [Resource(f"p{number}", *found) for number, found in enumerate(bodies(asked))]
    refused = bench.refused(resources)
    taken = [each for each in resources if each.name not in refused]
    planned = bench.plan(taken)
    answers: dict[str, list[Answer]] = {}
    for each in taken:
        if each.name in planned:
            after = planned[each.name]["change"]["after"]
            answers.setdefault(each.type, []).append(Answer.of(asked.schemas[each.type], each.body, after))
    return {type_: record(found) for type_, found in answers.items()}


def bodies(asked: Wanted) -> Iterator[tuple[str, Json]]:
    """Give bodies of all types: with the least that may do, and with what is known to do."""
    for type_, schema in asked.schemas.items():
        for base in ({}, *asked.told["bases"].get(type_, [])):
            yield type_, Bodies(type_, schema, base).body(base)


@dataclass(slots=True)
class Answer:
    """What a plan says of one body: optional arguments that are set, or have a value all the same; and its blocks."""

    given: set[str] = field(default_factory=set)
    defaults: dict[str, Any] = field(default_factory=dict)
    blocks: set[str] = field(default_factory=set)

    @staticmethod
    def of(schema: BlockSchema, body: Json, after: Json) -> "Answer":
        """Read a plan."""
        found = Answer()
        found.read(schema, body, after, "")
        return found

    def read(self, schema: BlockSchema, body: Json, after: Json, prefix: str) -> None:
        """Read a block of it; what is empty is as good as nothing."""
        for name in (name for name, known in schema.attributes.items() if known.optional and not known.computed):
            value = after.get(name)
            if name in body:
                self.given.add(f"{prefix}{name}")
            elif value is True or (value is not False and value not in EMPTY):
                self.defaults[f"{prefix}{name}"] = value
        for name, nested in schema.blocks.items():
            written, planned = _first(body.get(name)), _first(after.get(name))
            if written is not None and planned is not None:
                self.blocks.add(f"{prefix}{name}")
                self.read(nested.block, written, planned, f"{prefix}{name}.")


def record(answers: list[Answer]) -> Json:
    """Give what is known of a type: defaults, what was always set so that its default is not, and the blocks."""
    values = {name: value for answer in answers for name, value in answer.defaults.items()}
    unknown = set.intersection(*(answer.given for answer in answers))
    blocks = {name for answer in answers for name in answer.blocks}
    parts = {"values": values, "unknown": sorted(unknown), "blocks": sorted(blocks)}
    return {name: part for name, part in parts.items() if part}


def _first(blocks: Any) -> Json | None:
    found = blocks[0] if isinstance(blocks, list) and blocks else blocks
    return found if isinstance(found, dict) else None


if __name__ == "__main__":
    main()
