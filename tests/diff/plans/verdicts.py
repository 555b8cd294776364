"""Verdicts as data: what `terraform plan` would do for a change, kept as `verdicts/<group>.json`.

Instance keys are folded: `module.network.aws_subnet.private["a"]` and `["b"]` are one address, whose actions are those
of both.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

VERDICTS = Path(__file__).parent / "verdicts"
INSTANCE_KEY = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|\d+)\]')
Json = Mapping[str, Any]


@dataclass(slots=True)
class Planned:
    """What is planned for the instances of a resource or a data source.

    `previous` holds the addresses that instances had before, where they move; `replace_paths` the arguments that force
    a replacement; `changed` the top-level arguments and attributes whose values an update or a replacement changes,
    with those that an update leaves open: after a replacement, all that a provider computes is open.
    """

    actions: set[str] = field(default_factory=set)
    previous: set[str] = field(default_factory=set)
    replace_paths: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def add(self, told: Json) -> None:
        """Take in one instance, as a plan in JSON tells it."""
        change, previous = told["change"], told.get("previous_address")
        self.actions |= set(actions_of(change, moved=previous is not None))
        self.previous |= {fold(previous)} if previous else set()
        self.replace_paths |= {".".join(map(str, path)) for path in change.get("replace_paths", ())}
        if change["before"] and change["after"]:
            self.changed |= set(differing(change))

    @staticmethod
    def of(kept: Json) -> "Planned":
        """Read it as it is kept."""
        return Planned(**{name: set(items) for name, items in kept.items()})

    def as_json(self) -> dict[str, list[str]]:
        """Give it as it is kept, sorted."""
        lists = {"previous": self.previous, "replace_paths": self.replace_paths, "changed": self.changed}
        return {"actions": sorted(self.actions)} | {name: sorted(items) for name, items in lists.items() if items}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a plan holds, and about which texts (`digest`); `outputs` are the root module's that change, with how."""

    digest: str
    outputs: dict[str, str]
    resources: dict[str, Planned]

    @staticmethod
    def of_plan(digest: str, plan: Json) -> "Verdict":
        """Read a plan as `terraform show -json` tells it; what stays as it is is left out."""
        resources: dict[str, Planned] = {}
        for told in plan.get("resource_changes", ()):
            resources.setdefault(fold(told["address"]), Planned()).add(told)
        outputs = {
            name: action
            for name, change in plan.get("output_changes", {}).items()
            for action in actions_of(change, moved=False)
        }
        return Verdict(digest, outputs, {address: planned for address, planned in resources.items() if planned.actions})

    @staticmethod
    def of(kept: Json) -> "Verdict":
        """Read a verdict as it is kept."""
        resources = {address: Planned.of(planned) for address, planned in kept["resources"].items()}
        return Verdict(kept["digest"], kept["outputs"], resources)

    def as_text(self) -> str:
        """Give it as it is kept, with a line for each address."""
        resources = [f"      {json.dumps(name)}: {json.dumps(planned.as_json())}"
                     for name, planned in sorted(self.resources.items())]  # fmt: skip
        body = "{\n" + ",\n".join(resources) + "\n    }" if resources else "{}"
        outputs = json.dumps(self.outputs, sort_keys=True)
        return f'{{\n    "digest": "{self.digest}",\n    "outputs": {outputs},\n    "resources": {body}\n  }}'


def fold(address: str) -> str:
    """Give an address without the keys of instances."""
    return INSTANCE_KEY.sub("", address)


def actions_of(change: Json, moved: bool) -> Iterator[str]:
    """Yield what is done to an instance, or to an output: nothing, one of Terraform's actions, `move` or `import`."""
    match change["actions"]:
        case ["no-op"] if moved:
            yield "move"
        case ["no-op"]:
            pass
        case [action]:
            yield action
        case _:
            yield "replace"
    if change.get("importing"):
        yield "import"


def differing(change: Json) -> Iterator[str]:
    """Yield the top-level arguments and attributes whose value is another one after an update or a replacement.

    A value that is open until it is applied counts in an update only.
    """
    before, after, unknown = change["before"], change["after"], change.get("after_unknown") or {}
    is_update = change["actions"] == ["update"]
    for name in {*before, *after, *unknown}:
        if holds_unknown(unknown.get(name)):
            if is_update:
                yield name
        elif before.get(name) != after.get(name):
            yield name


def holds_unknown(value: Any) -> bool:
    """Tell whether something in a tree of `after_unknown` is true."""
    if isinstance(value, dict):
        return any(map(holds_unknown, value.values()))
    if isinstance(value, list):
        return any(map(holds_unknown, value))
    return bool(value)


@cache
def kept(group: str) -> dict[str, Verdict]:
    """Give the verdicts of a group by the changes' ids; none where none were recorded."""
    path = VERDICTS / f"{group}.json"
    if not path.exists():
        return {}
    return {name: Verdict.of(verdict) for name, verdict in json.loads(path.read_text("utf-8")).items()}


def keep(group: str, verdicts: Iterable[tuple[str, Verdict]]) -> None:
    """Write the verdicts of a group, sorted by id."""
    VERDICTS.mkdir(exist_ok=True)
    told = (f"  {json.dumps(name)}: {verdict.as_text()}" for name, verdict in sorted(verdicts, key=lambda one: one[0]))
    (VERDICTS / f"{group}.json").write_text("{\n" + ",\n".join(told) + "\n}\n", "utf-8")
    kept.cache_clear()
