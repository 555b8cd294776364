"""What answers come to: which arguments force replacement, and what else an update settles anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

from scripts.probing.survey import Answer
from tfgen.providers.schema import BlockSchema

# Whether an argument was given on one side only, and whether the resource was replaced.
Outcome: TypeAlias = tuple[bool, bool]
NOTHING, UPDATE = ["no-op"], ["update"]


def replacements(answers: Iterable[Answer], paths: Mapping[str, Iterable[str]]) -> dict[str, dict[str, list[str]]]:
    """Give for each type its arguments by what changing them leads to; `paths` are all arguments of a type."""
    seen: dict[tuple[str, str], set[Outcome]] = defaultdict(set)
    for each in _changes(answers):
        probe = each.probe
        is_one_sided = (probe.path in probe.before) != (probe.path in probe.after)
        seen[probe.type, probe.path].add((is_one_sided, each.planned["actions"] != UPDATE))
    return {type_: _by_verdict({path: seen[type_, path] for path in all_}) for type_, all_ in paths.items()}


def _by_verdict(replaced: Mapping[str, Collection[Outcome]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(replaced):
        found[_verdict(replaced[path])].append(path)
    return dict(sorted(found.items()))


def _verdict(outcomes: Collection[Outcome]) -> str:
    """Say what the answers to an argument's changes have in common."""
    if not outcomes:
        return "unknown"
    if set(outcomes) == {(True, True), (False, False)}:
        return "exchanged"
    replaced = {is_replaced for _, is_replaced in outcomes}
    return "conditional" if len(replaced) > 1 else "replaced" if True in replaced else "in_place"


def unsettled(
    answers: Iterable[Answer], schemas: Mapping[str, BlockSchema]
) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Give for each type the attributes that are others after an update of an argument: always, or sometimes."""
    moved: dict[str, dict[str, list[set[str]]]] = defaultdict(lambda: defaultdict(list))
    for each in _changes(answers):
        if each.planned["actions"] == UPDATE:
            type_, path = each.probe.type, each.probe.path
            own = {path.partition(".")[0], *each.probe.after, *each.probe.before}
            moved[type_][path].append((_moved(each.planned) & schemas[type_].attributes.keys()) - own)
    found = {type_: _by_certainty(arguments) for type_, arguments in moved.items()}
    return {type_: record for type_, record in found.items() if record}


def _by_certainty(arguments: Mapping[str, list[set[str]]]) -> dict[str, dict[str, list[str]]]:
    record: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for path, moved in sorted(arguments.items()):
        always = set.intersection(*moved)
        for name, attributes in (("always", always), ("sometimes", set.union(*moved) - always)):
            if attributes:
                record[name][path] = sorted(attributes)
    return dict(record)


def _changes(answers: Iterable[Answer]) -> list[Answer]:
    """Give the answers to probes that the provider saw a change in; an empty value may mean anything."""
    return [each for each in answers if each.probe.kind != "blanked" and each.planned["actions"] != NOTHING]


def _moved(planned: Mapping[str, Any]) -> set[str]:
    """Give the attributes that a plan changes, or makes known after apply only."""
    before, after, unknown = planned["before"], planned["after"], planned["after_unknown"]
    return {name for name, value in before.items() if unknown.get(name) or after.get(name) != value}
