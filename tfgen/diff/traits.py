"""What is known of how providers answer changes, beyond their schemas.

For a provider `data/<namespace>/<name>/` may hold, beside what `tfgen.diff.replacements` reads:

    defaults.json       {TYPE: {"values": {ARGUMENT: VALUE}, "unknown": [ARGUMENT], "blocks": [BLOCK]}}: what arguments
                        are that are not set; what is not named is null, within these blocks. scripts/defaults.py asks
    functions.json      {DATA SOURCE: [ATTRIBUTE]}: attributes that depend on nothing but the arguments
"""

import json
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from tfgen.check.requirements import BUILTIN
from tfgen.diff.changes import ArgumentPath, Note, ResourceChange
from tfgen.diff.differences import Difference
from tfgen.diff.replacements import forces_replacement, unsettled
from tfgen.diff.risks import notes_on
from tfgen.values import Plain

_DATA = Path(__file__).parent / "data"
_AWS = "hashicorp/aws"
# https://developer.hashicorp.com/terraform/language/resources/terraform-data
_TRIGGER, _INPUT, _OUTPUT = "triggers_replace", "input", "output"


def replaces(source: str, type_: str, one: Difference) -> bool | None:
    """Tell whether the provider answers the change of an argument with replacement; None where that is not certain."""
    if source == BUILTIN:
        return one.path[0] == _TRIGGER
    if one.path[0] == "tags_all":
        return False
    is_one_sided = one.before is None or one.after is None
    return forces_replacement(type_, one.path, is_one_sided) if source == _AWS else None


def notes(source: str, change: ResourceChange, kept: Mapping[ArgumentPath, Plain]) -> tuple[Note, ...]:
    """Give the notes on risk of a change; `kept` are known values of arguments that stay."""
    return notes_on(change, kept) if source == _AWS else ()


def computed_anew(source: str, type_: str, changed: Collection[ArgumentPath]) -> set[str]:
    """Give the attributes of a resource that an update in place of these arguments computes anew."""
    if source == BUILTIN:
        return {_OUTPUT} if any(path[0] == _INPUT for path in changed) else set()
    return unsettled(type_, changed) - {"tags_all"} if source == _AWS else set()


class Defaults(Struct, frozen=True):
    """What the arguments of a type are that are not set, as far as that is known."""

    values: Mapping[str, Any]
    unknown: Collection[str] = ()
    blocks: Collection[str] = ()
    is_asked: bool = True

    def are_known(self, argument: str) -> bool:
        """Tell whether it is known what an argument (`block.argument`) is."""
        block = argument.rpartition(".")[0]
        return self.is_asked and argument not in self.unknown and (not block or block in self.blocks)


def defaults(source: str, type_: str) -> Defaults:
    """Give the defaults of a type."""
    known = {} if source == BUILTIN else _records(source, "defaults").get(type_)
    if known is None:
        return Defaults({}, is_asked=False)
    return Defaults(known.get("values", {}), known.get("unknown", ()), known.get("blocks", ()))


def is_function(source: str, type_: str, name: str) -> bool:
    """Tell whether an attribute of a data source depends on nothing but the arguments."""
    return name in _records(source, "functions").get(type_, ())


@cache
def _records(source: str, what: str) -> Mapping[str, Any]:
    path = _DATA.joinpath(*source.split("/"), f"{what}.json")
    if not path.is_file():
        return {}
    records: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return records
