"""What the tests of the providers' room share: a cache with made-up providers in it."""

import json
from collections.abc import Mapping
from pathlib import Path

from tfgen.providers.cache import Cached
from tfgen.providers.cache_write import write_cached
from tfgen.providers.versions import Version, parse_version


def version_of(text: str) -> Version:
    """Read a version that is one."""
    version = parse_version(text)
    assert version
    return version


def cache_provider(folder: Path, source: str, version: str, records: Mapping[str, object]) -> Path:
    """Write a provider into a cache folder; gives its file."""
    lines = [(key, json.dumps(record)) for key, record in records.items()]
    write_cached(folder, source, version_of(version), lines)
    return folder / source / f"{version}.schemas"


def cached_provider(path: Path) -> Cached:
    """Open a provider's file in the cache anew."""
    return Cached(path, version_of(path.name.removesuffix(".schemas")))
