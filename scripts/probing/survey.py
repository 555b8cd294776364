"""Puts probes to the provider, many at a time, and tells what it answered to each."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from scripts.probing.bench import Bench, Resource
from scripts.probing.probes import Probe
from scripts.probing.states import State, state_of
from tfgen.providers.schema import BlockSchema

# Plans until a state that is made up has to be one that the provider leaves alone.
SETTLING = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A probe, and the change that Terraform plans for it (`change` of `terraform show -json`)."""

    probe: Probe
    planned: Mapping[str, Any]


@dataclass(slots=True)
class Survey:
    """Asks the provider, and remembers why it did not take a body, and the state that each other leads to.

    `settled` holds values of attributes that the provider chooses, by type.
    """

    bench: Bench
    schemas: Mapping[str, BlockSchema]
    settled: Mapping[str, Mapping[str, Any]]
    refused: dict[str, str] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)

    def answers(self, probes: Iterable[Probe]) -> list[Answer]:
        """Give what the provider answers to probes, without those that it refuses."""
        wanted = list(probes)
        self._learn(wanted)
        ready = {f"p{number}": each for number, each in enumerate(wanted) if self._is_ready(each)}
        resources = [
            self._resource(name, each.type, each.after, self.states[_key(each.type, each.before)])
            for name, each in ready.items()
        ]
        planned = self.bench.plan(resources)
        return [Answer(each, planned[name]["change"]) for name, each in ready.items() if name in planned]

    def _is_ready(self, probe: Probe) -> bool:
        return all(_key(probe.type, body) in self.states for body in (probe.before, probe.after))

    def _learn(self, probes: Iterable[Probe]) -> None:
        """Find out which bodies the provider takes, and the state that each leads to."""
        bodies = {_key(each.type, body): (each.type, body) for each in probes for body in (each.before, each.after)}
        resources = {key: self._resource(f"p{number}", *found) for number, (key, found) in enumerate(bodies.items())}
        told = self.bench.refused(list(resources.values()))
        self.refused |= {key: told[each.name] for key, each in resources.items() if each.name in told}
        self._settle({key: each for key, each in resources.items() if each.name not in told})

    def _settle(self, resources: dict[str, Resource]) -> None:
        """Find a state of each resource in which the provider sees no change: first that after its creation."""
        for turn in range(SETTLING):
            planned = self.bench.plan(list(resources.values()))
            for key, each in list(resources.items()):
                change = planned[each.name]["change"] if each.name in planned else None
                if change and each.state and change["actions"] == ["no-op"]:
                    self.states[key] = each.state
                    del resources[key]
                elif change is None or turn + 1 == SETTLING:
                    self.refused[key] = self.bench.errors.get(each.name, "The plan shows changes again and again.")
                    del resources[key]
                else:
                    resources[key] = replace(each, state=self._next(each.type, change))

    def _next(self, type_: str, change: Mapping[str, Any]) -> State:
        return state_of(self.schemas[type_], change, self.settled.get(type_, {}))

    def _resource(self, name: str, type_: str, body: Mapping[str, Any], state: State | None = None) -> Resource:
        return Resource(name, type_, body, state, self.schemas[type_].version)


def _key(type_: str, body: Mapping[str, Any]) -> str:
    return f"{type_} {json.dumps(body, sort_keys=True)}"
