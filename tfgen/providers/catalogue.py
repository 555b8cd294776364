"""What a checker asks of providers, functions and backends.

Of a provider, the schemas of one version at a time count: one that the project's version constraints admit. If the
caller knows the version that the folder is locked to, and it is at hand, that one; else the newest at hand. Of the
same version, the cached schemas, which are complete, come before the shipped ones. Where the shipped part holds only
the name of a type, the next version that is admitted tells its schema. Where no version is admitted, or a
constraint can't be read, the answer is None: then nothing is known, and nothing can be said against it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tfgen.providers.addresses import DATA, provider_source
from tfgen.providers.cache import cached
from tfgen.providers.folder import cache_folder
from tfgen.providers.functions import Signature, read_signature
from tfgen.providers.records import Records
from tfgen.providers.schema import BlockSchema, Lazy, read_block
from tfgen.providers.store import DamagedError, Store, shipped
from tfgen.providers.versions import Clause, Version, admits, parse_provider_constraint


class Catalogue:
    """Answers from what is shipped with tfgen and what is cached; reads nothing before it is asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stores: dict[str, list[Store]] = {}
        self._answers: dict[tuple[str, tuple[str, ...], Version | None], list[Store]] = {}
        self._blocks: dict[tuple[str, str, tuple[str, ...], Version | None], BlockSchema | None] = {}
        self._functions: Mapping[str, Signature] | None = None
        self._backends = Records(DATA / "backends.json")

    @classmethod
    def open(cls, folder: Path | None = None) -> "Catalogue":
        """Open the catalogue with the schemas cached in a folder, by default the user's."""
        return cls(folder or cache_folder())

    def resource(
        self, source: str, type_: str, constraints: Sequence[str] = (), locked: Version | None = None
    ) -> BlockSchema | None:
        """Give the schema of a resource type, None where it is not known."""
        return self._block(f"resource {type_}", source, constraints, locked)

    def data(
        self, source: str, type_: str, constraints: Sequence[str] = (), locked: Version | None = None
    ) -> BlockSchema | None:
        """Give the schema of a data source, None where it is not known."""
        return self._block(f"data {type_}", source, constraints, locked)

    def ephemeral(
        self, source: str, type_: str, constraints: Sequence[str] = (), locked: Version | None = None
    ) -> BlockSchema | None:
        """Give the schema of an ephemeral resource type, None where it is not known."""
        return self._block(f"ephemeral {type_}", source, constraints, locked)

    def provider(
        self, source: str, constraints: Sequence[str] = (), locked: Version | None = None
    ) -> BlockSchema | None:
        """Give the schema of a provider's own block, None where it is not known."""
        return self._block("provider", source, constraints, locked)

    def provider_function(
        self, source: str, name: str, constraints: Sequence[str] = (), locked: Version | None = None
    ) -> Signature | None:
        """Give the signature of a function that a provider has, None where it is not known."""
        record = self._record(f"function {name}", source, constraints, locked)
        return read_signature(record) if record else None

    def types(
        self, source: str, constraints: Sequence[str], kind: str, locked: Version | None = None
    ) -> list[str] | None:
        """Give the names of all that a provider has of a kind, None where that is not known.

        The kinds are resource, data, ephemeral and function. A type that is not among them does not exist.
        """
        for store in self._admitted(source, constraints, locked):
            try:
                return store.names(kind)
            except DamagedError:
                continue
        return None

    def version(self, source: str, constraints: Sequence[str] = (), locked: Version | None = None) -> Version | None:
        """Give the version of a provider that the answers follow, None where there is none."""
        return next((store.version for store in self._admitted(source, constraints, locked)), None)

    def functions(self) -> Mapping[str, Signature]:
        """Give the signatures of Terraform's functions by name, also under their long ones (`core::length`)."""
        if self._functions is None:
            self._functions = Lazy(Records(DATA / "functions.json").all(), read_signature)
        return self._functions

    def backend(self, type_: str) -> BlockSchema | None:
        """Give the schema of a backend, None where Terraform has none of that type."""
        record = self._backends.find(f"backend {type_}")
        return read_block(record) if record else None

    def backends(self) -> list[str]:
        """Give the types of all backends."""
        return [type_ for kind, _, type_ in (key.partition(" ") for key in self._backends.all()) if kind == "backend"]

    def unsupported_backend(self, type_: str) -> str | None:
        """Give what Terraform says of a type of backend that it had once, or of `cloud`; None for any other."""
        message: str | None = self._backends.find(f"unsupported {type_}")
        return message

    def cloud(self) -> BlockSchema:
        """Give the schema of the `cloud` block."""
        return read_block(self._backends.find("cloud") or {})

    def _block(self, key: str, source: str, constraints: Sequence[str], locked: Version | None) -> BlockSchema | None:
        question = (key, source, tuple(constraints), locked)
        if question not in self._blocks:
            record = self._record(key, source, constraints, locked)
            self._blocks[question] = None if record is None else read_block(record)
        return self._blocks[question]

    def _record(self, key: str, source: str, constraints: Sequence[str], locked: Version | None) -> Any | None:
        """Give a record of the first version that has it; a version that has not even the name ends the search."""
        kind, _, name = key.partition(" ")
        for store in self._admitted(source, constraints, locked):
            try:
                record = store.record(key)
                if record is not None or (name and name not in store.names(kind)):
                    return record
            except DamagedError:
                continue
        return None

    def _admitted(self, source: str, constraints: Sequence[str], locked: Version | None) -> list[Store]:
        """Give what is known of a provider in the versions that the constraints admit, the preferred first."""
        question = (source, tuple(constraints), locked)
        if question not in self._answers:
            clauses = _clauses(constraints)
            stores = [] if clauses is None else [one for one in self._known(source) if admits(clauses, one.version)]
            self._answers[question] = sorted(stores, key=lambda store: store.version != locked)
        return self._answers[question]

    def _known(self, source: str) -> list[Store]:
        """Give all that is known of a provider, the newest version first and the cached before the shipped."""
        usual = provider_source(source)
        if usual is None:
            return []
        if usual not in self._stores:
            stores: list[Store] = [*cached(self._folder, usual), *shipped(usual)]
            self._stores[usual] = sorted(stores, key=lambda store: store.version, reverse=True)
        return self._stores[usual]


def _clauses(constraints: Sequence[str]) -> list[Clause] | None:
    """Read constraints, None where one can't be read."""
    read = [parse_provider_constraint(constraint)[0] for constraint in constraints]
    return None if None in read else [clause for clauses in read for clause in clauses or ()]
