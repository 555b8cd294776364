"""Port ranges of rules of security groups: two arguments that mean ports together, with some protocols."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tfgen.diff.changes import ArgumentPath
from tfgen.diff.pairs import Pair
from tfgen.diff.reach import ports_beyond
from tfgen.values import Plain

WITH_PORTS = frozenset({"tcp", "udp", "6", "17"})
PROTOCOLS = ("protocol", "ip_protocol")


def port_notes(
    rule: Mapping[str, Any], pairs: Sequence[Pair], kept: Mapping[ArgumentPath, Plain]
) -> Iterator[Mapping[str, str]]:
    """Give which ports rules reach (or reach no more) whose protocol stays and is known to have ports."""
    changed = {pair.path: pair for pair in pairs}
    for holder in dict.fromkeys(pair.path[:-1] for pair in pairs if pair.name in _names(rule["at"])):
        before, after = (_range(holder, changed, kept, side) for side in ("before", "after"))
        protocol = next((kept[(*holder, name)] for name in PROTOCOLS if (*holder, name) in kept), None)
        if protocol in WITH_PORTS and before and after:
            found = ports_beyond(after, before) if rule["kind"] == "widened" else ports_beyond(before, after)
            if found:
                yield {"ports": found}


def _names(at: str) -> tuple[str, str]:
    prefix = f"{at}." if at else ""
    return f"{prefix}from_port", f"{prefix}to_port"


def _range(
    holder: ArgumentPath, changed: Mapping[ArgumentPath, Pair], kept: Mapping[ArgumentPath, Plain], side: str
) -> tuple[int, int] | None:
    """Give the ports of a rule on one side of the change."""
    ends = []
    for name in ("from_port", "to_port"):
        path = (*holder, name)
        value = getattr(changed[path], side) if path in changed else kept.get(path)
        if not isinstance(value, int):
            return None
        ends.append(value)
    return ends[0], ends[1]
