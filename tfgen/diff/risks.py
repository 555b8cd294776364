"""Notes on what is certain to be lost or opened by a change, from the rules in data/hashicorp/aws/risks.

A file there holds the rules of a resource type. A rule has the id that its notes bear, the kind of comparison (below),
the argument that it looks `at`, the sentence for the person with places for values, and its source. `absent` is what
the provider takes for an argument that is not given; a rule without it says nothing where one side is not given.

    gone           the resource is deleted, or replaced
    deleted        the resource is deleted, and none takes its place
    switched_on    false becomes true
    switched_off   true becomes false
    set_to         another value, or one of those in `from`, becomes one of those in `to`
    removed        a value is given no longer
    shortened      a number becomes smaller; the number in `forever` is the largest
    opened         a list of networks comes to hold all addresses: in a new resource too
    widened        networks, or the ports `from_port` to `to_port`, reach what they did not reach
    narrowed       the other way round
    everything     an element of a policy's statements becomes, or comes to hold, `*`
"""

import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tfgen.diff.changes import ArgumentPath, Change, Note, ResourceChange
from tfgen.diff.pairs import Pair, known_pairs
from tfgen.diff.ports import port_notes
from tfgen.diff.reach import beyond, networks, opened
from tfgen.values import Plain

DATA = Path(__file__).parent / "data" / "hashicorp" / "aws" / "risks"
ELEMENTS = {"Action": "action", "Resource": "resource", "Principal": "principal", "Principal.AWS": "principal"}
GOING = {"gone": {Change.DELETE, Change.REPLACE}, "deleted": {Change.DELETE}}
_NAME = re.compile(r"[a-z0-9_]{1,100}")
Rule: TypeAlias = Mapping[str, Any]
# What a sentence says of the values, by the names of its places; None where the rule has nothing to say.
Found: TypeAlias = Mapping[str, Any] | None


def notes_on(change: ResourceChange, kept: Mapping[ArgumentPath, Plain] | None = None) -> tuple[Note, ...]:
    """Give the notes on what is certain; `kept` are values of arguments that stay, as far as they are known.

    Only what the ports of a rule mean depends on one that stays, its protocol.
    """
    rules = rules_of(change.address)
    return tuple(dict.fromkeys(note for rule in rules for note in _notes(rule, change, kept or {})))


def rules_of(address: str) -> Sequence[Rule]:
    """Give the rules on the type of a resource, by its address."""
    type_ = address.rpartition(".")[0].rpartition(".")[2]
    return _read(type_) if _NAME.fullmatch(type_) else ()


@functools.cache
def _read(type_: str) -> Sequence[Rule]:
    file = DATA / f"{type_}.json"
    rules: Sequence[Rule] = json.loads(file.read_text("utf-8")) if file.is_file() else ()
    return rules


def _notes(rule: Rule, change: ResourceChange, kept: Mapping[ArgumentPath, Plain]) -> Iterator[Note]:
    if rule["kind"] in GOING:
        found: list[Found] = [{}] if change.is_certain and change.change in GOING[rule["kind"]] else []
    elif change.change is Change.DELETE or (change.change is Change.CREATE and rule["kind"] != "opened"):
        found = []
    elif rule.get("of") == "ports":
        found = list(port_notes(rule, known_pairs(change), kept))
    else:
        found = [JUDGES[rule["kind"]](rule, pair) for pair in known_pairs(change) if _is_at(rule, pair)]
    for values in found:
        if values is not None:
            yield Note(rule["rule"], rule["text"].format_map(values), rule["source"])


def _is_at(rule: Rule, pair: Pair) -> bool:
    """Tell whether a rule looks at an argument; one on a policy looks at what lies in its document."""
    return pair.name == rule["at"] or (rule["kind"] == "everything" and pair.name.startswith(f"{rule['at']}."))


def _sides(rule: Rule, pair: Pair) -> tuple[Any, Any]:
    absent = rule.get("absent")
    return tuple(absent if side is None else side for side in (pair.before, pair.after))  # type: ignore[return-value]


def _switched_on(rule: Rule, pair: Pair) -> Found:
    return {} if _sides(rule, pair) == (False, True) else None


def _switched_off(rule: Rule, pair: Pair) -> Found:
    return {} if _sides(rule, pair) == (True, False) else None


def _set_to(rule: Rule, pair: Pair) -> Found:
    before, after = _sides(rule, pair)
    is_other = before in rule["from"] if "from" in rule else before is not None and before not in rule["to"]
    is_told = is_other and after in rule["to"]
    return {"before": before, "after": after} if is_told else None


def _removed(rule: Rule, pair: Pair) -> Found:  # noqa: ARG001
    return {"before": pair.before} if pair.before not in (None, "", []) and pair.after in (None, "", []) else None


def _shortened(rule: Rule, pair: Pair) -> Found:
    before, after = _sides(rule, pair)
    if not (_is_number(before) and _is_number(after)):
        return None
    endless = rule.get("forever")
    lengths = [float("inf") if side == endless else side for side in (before, after)]
    return {"before": before, "after": after} if lengths[1] < lengths[0] else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _opened(rule: Rule, pair: Pair) -> Found:  # noqa: ARG001
    before, after = networks(pair.before), networks(pair.after)
    found = opened(before or (), after or ())
    return {"networks": " and ".join(map(str, found))} if found else None


def _widened(rule: Rule, pair: Pair) -> Found:  # noqa: ARG001
    return _beyond(pair.after, pair.before)


def _narrowed(rule: Rule, pair: Pair) -> Found:  # noqa: ARG001
    return _beyond(pair.before, pair.after)


def _beyond(those: Plain, these: Plain) -> Found:
    given, other = networks(those), networks(these)
    found = beyond(given, other) if given is not None and other is not None else ()
    return {"networks": ", ".join(map(str, found))} if found else None


def _everything(rule: Rule, pair: Pair) -> Found:
    """Find what becomes `*` in a statement: its actions, its resources, or its principals."""
    element = pair.name.removeprefix(f"{rule['at']}.").removeprefix("Statement.")
    is_told = element in ELEMENTS and _holds_all(pair.after) and not _holds_all(pair.before)
    return {"element": ELEMENTS[element]} if is_told else None


def _holds_all(value: Plain) -> bool:
    return "*" in value if isinstance(value, list) else value == "*"


JUDGES: Mapping[str, Callable[[Rule, Pair], Found]] = {
    "everything": _everything,
    "narrowed": _narrowed,
    "opened": _opened,
    "removed": _removed,
    "set_to": _set_to,
    "shortened": _shortened,
    "switched_off": _switched_off,
    "switched_on": _switched_on,
    "widened": _widened,
}
