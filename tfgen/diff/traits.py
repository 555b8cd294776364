"""What is known of how providers answer changes, beyond their schemas.

A file of data a provider, `data/<namespace>/<name>/<what>.json`:

    replacements.json   {TYPE: [ARGUMENT]}, nested ones as `block.argument`: a change of these replaces the resource
    defaults.json       {TYPE: {ARGUMENT: VALUE}}: what an argument is that is not set, for all arguments of the type
                        that have a value then; the arguments of types that stand here and are not named are null
    updates.json        {TYPE: {ARGUMENT or "*": [ATTRIBUTE]}}: attributes that are computed anew when it changes
    functions.json      {DATA SOURCE: [ATTRIBUTE]}: attributes that depend on nothing but the arguments
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tfgen.diff.changes import ArgumentPath

_DATA = Path(__file__).parent / "data"


def replaces(source: str, type_: str, path: ArgumentPath) -> bool:
    """Tell whether the provider answers the change of an argument, or of one around it, with replacement."""
    names = [step for step in path if isinstance(step, str)]
    known = _records(source, "replacements").get(type_, ())
    return any(".".join(names[: end + 1]) in known for end in range(len(names)))


def defaults(source: str, type_: str) -> Mapping[str, Any] | None:
    """Give the values of arguments that are not set, None where nobody looked."""
    return _records(source, "defaults").get(type_)


def computed_anew(source: str, type_: str, changed: set[str]) -> set[str]:
    """Give the attributes of a resource that are computed anew when these arguments change."""
    known: Mapping[str, list[str]] = _records(source, "updates").get(type_, {})
    return {name for argument, names in known.items() if argument == "*" or argument in changed for name in names}


def is_function(source: str, type_: str, name: str) -> bool:
    """Tell whether an attribute of a data source depends on nothing but the arguments."""
    return name in _records(source, "functions").get(type_, ())


@cache
def _records(source: str, what: str) -> Mapping[str, Any]:
    path = _DATA.joinpath(*source.split("/")[-2:], f"{what}.json")
    if not path.is_file():
        return {}
    records: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return records
