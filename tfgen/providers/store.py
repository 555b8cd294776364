"""What holds the schemas of one version of a provider, be it shipped or cached."""

from typing import Any, Protocol

from tfgen.providers.addresses import DATA
from tfgen.providers.records import Records
from tfgen.providers.versions import Version, parse_version


class DamagedError(Exception):
    """A cached schema is not what was written."""


class Store(Protocol):
    """The records of one version of a provider, by the keys that tfgen.providers.compact gives them."""

    @property
    def version(self) -> Version:
        """The provider's version."""

    def record(self, key: str) -> Any | None:
        """Give a record, None where there is none; raises DamagedError."""

    def names(self, kind: str) -> list[str]:
        """Give the names of all types of a kind, sorted, those without a record included."""


class Shipped:
    """A part of a provider's schemas that comes with tfgen, with the names of all its types."""

    def __init__(self, source: str, version: Version) -> None:
        folder = DATA / source / str(version)
        self.version = version
        self._records = Records(folder / "schemas.json")
        self._names = Records(folder / "names.json")
        self._by_kind: dict[str, list[str]] = {}

    def record(self, key: str) -> Any | None:
        """Give a record, None where it is not shipped or there is none."""
        return self._records.find(key)

    def names(self, kind: str) -> list[str]:
        """Give the names of all types of a kind."""
        if kind not in self._by_kind:
            self._by_kind[kind] = [name for name, kinds in self._names.all().items() if kind in kinds]
        return self._by_kind[kind]


def shipped(source: str) -> list[Shipped]:
    """Give what is shipped of a provider."""
    folder = DATA / source
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return [Shipped(source, version) for name in names if (version := parse_version(name))]
