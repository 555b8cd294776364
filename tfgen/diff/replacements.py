"""What the provider makes of changed arguments, as it was asked: scripts/replacements.py writes the tables.

A record of `replacements.json` is a resource type's: all arguments that a configuration may hold, by what changing them
leads to. `replaced`: always another resource; `in_place`: never; `exchanged`: another one where the argument comes or
goes; `conditional`: that depends on the values, or on other arguments; `unknown`: it could not be asked. A record of
`unsettled.json` holds, by argument, the attributes that an update of that argument changes as well, or leaves to be
known after apply: `always`, or `sometimes`.
"""

import functools
from collections.abc import Collection, Mapping
from pathlib import Path

from tfgen.diff.changes import ArgumentPath
from tfgen.providers.records import Records

DATA = Path(__file__).parent / "data" / "hashicorp" / "aws"
VERDICTS = {"replaced": True, "in_place": False}
_REPLACEMENTS = Records(DATA / "replacements.json")
_UNSETTLED = Records(DATA / "unsettled.json")


def forces_replacement(type_: str, path: ArgumentPath, is_one_sided: bool = False) -> bool | None:
    """Tell whether the provider answers a change of an argument with replacement; None where that is not certain.

    `is_one_sided` is for a path that is there on one side of the change only.
    """
    verdicts = _verdicts(type_)
    names = argument_names(path)
    known = (".".join(names[:end]) for end in range(len(names), 0, -1))
    argument = next((name for name in known if name in verdicts), None)
    verdict = verdicts[argument] if argument else "unknown"
    if verdict == "exchanged":
        return is_one_sided and argument == ".".join(names)
    return VERDICTS.get(verdict)


def unsettled(type_: str, arguments: Collection[ArgumentPath]) -> set[str]:
    """Give the attributes that an update in place of these arguments changes too, or makes known after apply only."""
    return _attributes(type_, arguments, "always")


def perhaps_unsettled(type_: str, arguments: Collection[ArgumentPath]) -> set[str]:
    """Give the attributes with which that depends on the values, or on other arguments."""
    return _attributes(type_, arguments, "sometimes") - unsettled(type_, arguments)


def _attributes(type_: str, arguments: Collection[ArgumentPath], certainty: str) -> set[str]:
    record = _unsettled(type_).get(certainty, {})
    prefixes = {".".join(names[:end]) for names in map(argument_names, arguments) for end in range(1, len(names) + 1)}
    return {attribute for name in prefixes for attribute in record.get(name, ())}


@functools.cache
def _verdicts(type_: str) -> Mapping[str, str]:
    record = _REPLACEMENTS.find(type_) or {}
    return {name: verdict for verdict, names in record.items() for name in names}


@functools.cache
def _unsettled(type_: str) -> Mapping[str, Mapping[str, list[str]]]:
    return _UNSETTLED.find(type_) or {}


def argument_names(path: ArgumentPath) -> tuple[str, ...]:
    """Give a path without the numbers of blocks and of elements."""
    return tuple(step for step in path if isinstance(step, str))
