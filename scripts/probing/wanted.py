"""What is to be asked: the types of which tfgen ships schemas, and what scripts/replacements.toml says of them."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.probing.bodies import Bodies
from scripts.probing.probes import Probe, probes_by_hand, probes_of
from scripts.probing.values import PROVIDER
from tfgen.providers.catalogue import Catalogue
from tfgen.providers.schema import BlockSchema

SCRIPTS = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The types to ask about, with their schemas, and what is told by hand."""

    schemas: Mapping[str, BlockSchema]
    told: Mapping[str, Any]

    def turns(self) -> Iterator[tuple[list[Probe], Mapping[str, Mapping[str, Any]]]]:
        """Give probes, and what the provider chose before, by type: types of which that is told twice come twice."""
        settled = self.told["settled"]
        yield self._all(self.schemas), {type_: each[0] for type_, each in settled.items()}
        for turn in range(1, max(map(len, settled.values()))):
            chosen = {type_: each[turn] for type_, each in settled.items() if turn < len(each)}
            yield self._all([type_ for type_ in self.schemas if type_ in chosen]), chosen

    def _all(self, types: Iterable[str]) -> list[Probe]:
        """Give the probes of types, each once."""
        return [
            probe
            for found in (list(self._probes(type_)) for type_ in types)
            for number, probe in enumerate(found)
            if probe not in found[:number]
        ]

    def _probes(self, type_: str) -> Iterator[Probe]:
        bases = self.told["bases"].get(type_, [{}])
        for base in bases:
            yield from probes_of(Bodies(type_, self.schemas[type_], base))
        for step in self.told["steps"]:
            if step["type"] == type_:
                base = {name: value for name, value in bases[0].items() if name not in step.get("without", ())}
                tried = [base | values for values in step["tried"]]
                yield from probes_by_hand(Bodies(type_, self.schemas[type_], {}), step["path"], tried)


def wanted(types: Collection[str] = ()) -> Wanted:
    """Give what is to be asked about some types, by default about all."""
    shipped = tomllib.loads((SCRIPTS / "schemas.toml").read_text("utf-8"))["providers"][PROVIDER]["resource"]
    catalogue = Catalogue(Path("no cache"))
    found = {type_: catalogue.resource(PROVIDER, type_) for type_ in shipped if not types or type_ in types}
    told = tomllib.loads((SCRIPTS / "replacements.toml").read_text("utf-8"))
    return Wanted({type_: schema for type_, schema in found.items() if schema}, told)
