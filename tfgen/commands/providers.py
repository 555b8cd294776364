"""`tfgen providers schema`: cache the schemas of all providers that folders use, from the Terraform on this machine."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error
from tfgen.project import GENERATED, find_project
from tfgen.providers.cache import Cached, cached, cached_sources
from tfgen.providers.cache_write import write_cached
from tfgen.providers.compact import KINDS, compact_provider
from tfgen.providers.folder import cache_folder
from tfgen.providers.lockfile import LOCK_FILE
from tfgen.providers.terraform import TerraformFailure, installed_versions, provider_schemas
from tfgen.providers.versions import Version


def cache_schemas(start: Path | None, folders: Sequence[str], *, style: str, quiet: bool) -> int:
    """Cache the schemas of the providers installed for folders, by default those rendered and initialised.

    What is cached already is kept. Prints the list of all that is cached. Returns the exit code, 1 if a folder's
    providers could not be asked.
    """
    console, cache = Console(0 if quiet else 1), cache_folder()
    chosen, diagnostics = ([Path(name) for name in folders], []) if folders else _initialised(start)
    for folder in chosen:
        try:
            _cache_folder(folder, cache, console)
        except TerraformFailure as problem:
            diagnostics.append(error("providers-schema", problem.summary, problem.detail))
    console.diagnostics(diagnostics, Path())
    console.data(_list(cache, style))
    return 1 if diagnostics else 0


def _initialised(start: Path | None) -> tuple[list[Path], list[Diagnostic]]:
    """Give the rendered folders in which `terraform init` has been run."""
    project, diagnostics = find_project(start)
    if project is None:
        return [], diagnostics
    folders = sorted(path.parent for path in project.generated.glob(f"*/{LOCK_FILE}"))
    if folders:
        return folders, []
    detail = f"Run `terraform init` in a folder of {GENERATED}/ (`-backend=false` will do), or name another folder."
    return [], [error("providers-schema", "No folder initialised", detail)]


def _cache_folder(folder: Path, cache: Path, console: Console) -> None:
    versions = installed_versions(folder)
    wanted = {source: version for source, version in versions.items() if version not in _whole(cache, source)}
    for source in sorted(versions.keys() - wanted.keys()):
        console.say(f"{source} {versions[source]}: cached already.")
    schemas: Mapping[str, Mapping[str, Any]] = provider_schemas(folder) if wanted else {}
    for source, version in wanted.items():
        written = write_cached(cache, source, version, compact_provider(schemas[source]))
        console.say(f"{source} {version}: {_counted(written)} cached.")


def _whole(cache: Path, source: str) -> dict[Version, Cached]:
    """Give what is cached of a provider, by version and in their order; a damaged file is passed over."""
    return {found.version: found for found in sorted(cached(cache, source), key=_version) if found.is_whole()}


def _version(found: Cached) -> Version:
    return found.version


def _counted(found: Cached) -> str:
    return ", ".join(f"{count} {plural.replace('_', ' ')}" for plural, count in _counts(found).items())


def _list(cache: Path, style: str) -> str:
    rows = [(source, found) for source in cached_sources(cache) for found in _whole(cache, source).values()]
    if style == "json":
        providers = [{"source": source, "version": str(found.version), **_counts(found)} for source, found in rows]
        return json.dumps({"format_version": "1.0", "providers": providers}, indent=2)
    return "".join(f"{source} {found.version}\n" for source, found in rows)


def _counts(found: Cached) -> dict[str, int]:
    return {plural: len(found.names(kind)) for kind, plural in KINDS.items()}
