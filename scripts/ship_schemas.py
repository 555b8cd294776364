"""Make tfgen/providers/data from the Terraform on this machine: provider schemas, type names, function signatures.

    python scripts/ship_schemas.py [--plugin-dir MIRROR] [--out FOLDER]

What ships stands in scripts/schemas.toml. The provider is downloaded, or taken from a filesystem mirror.
tfgen/providers/data/backends.json and addresses.json are not made here: no command of Terraform prints them.
"""

import argparse
import json
import os
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tfgen.providers.addresses import DATA, provider_source
from tfgen.providers.compact import KINDS, compact_provider, compact_signature, dump
from tfgen.providers.records import format_records

WANTED = Path(__file__).with_name("schemas.toml")


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plugin-dir", type=Path, help="a filesystem mirror that holds the providers")
    parser.add_argument("--out", type=Path, default=DATA, help="the folder to write to; by default %(default)s")
    arguments = parser.parse_args()
    for path, text in shipped_files(arguments.plugin_dir).items():
        target = arguments.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def shipped_files(plugin_dir: Path | None) -> dict[str, str]:
    """Give the text of each file below the data folder, by its path there."""
    providers = tomllib.loads(WANTED.read_text("utf-8"))["providers"]
    with tempfile.TemporaryDirectory() as folder:
        known = _provider_schemas(Path(folder), providers, plugin_dir)
        functions = _terraform(Path(folder), "metadata", "functions", "-json")["function_signatures"]
    signatures = {name: dump(compact_signature(signature)) for name, signature in functions.items()}
    files = {"functions.json": format_records(signatures)}
    for source, wanted in providers.items():
        files |= dict(_provider_files(source, wanted, known[source]))
    return files


def _provider_schemas(folder: Path, providers: Mapping[str, Any], plugin_dir: Path | None) -> dict[str, Any]:
    """Let Terraform print the schemas of the providers, each in its wanted version, by their sources."""
    (folder / "main.tf.json").write_text(json.dumps({"terraform": {"required_providers": _requirements(providers)}}))
    _run(folder, "init", "-input=false", "-no-color", *([f"-plugin-dir={plugin_dir}"] if plugin_dir else []))
    schemas = _terraform(folder, "providers", "schema", "-json")["provider_schemas"]
    return {provider_source(address) or address: schema for address, schema in schemas.items()}


def _requirements(providers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the required_providers; one that is part of Terraform takes no version there."""
    return {
        source.rpartition("/")[2]: {"source": source}
        | ({} if wanted.get("builtin") else {"version": wanted["version"]})
        for source, wanted in providers.items()
    }


def _terraform(folder: Path, *arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(_run(folder, *arguments))
    return answer


def _run(folder: Path, *arguments: str) -> str:
    """Run Terraform without what would change its answer: schemas tell which arguments the environment gives."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_"))}
    command = ["terraform", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return done.stdout


def _provider_files(source: str, wanted: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    records = dict(compact_provider(schema))
    chosen = {key: line for key, line in records.items() if _is_wanted(key, wanted)}
    missing = [f"{kind} {name}" for kind in KINDS for name in wanted.get(kind, ()) if f"{kind} {name}" not in records]
    if missing:
        raise SystemExit(f"{source} {wanted['version']} has no {', '.join(missing)}.")
    folder = f"{source}/{wanted['version']}"
    yield f"{folder}/schemas.json", format_records(chosen)
    yield f"{folder}/names.json", format_records({name: dump(kinds) for name, kinds in _names(records).items()})


def _is_wanted(key: str, wanted: Mapping[str, Any]) -> bool:
    """Tell whether a record ships: the provider's block, its functions, and of its types those listed or else all."""
    kind, _, name = key.partition(" ")
    return kind not in KINDS or not KINDS.keys() & wanted or name in wanted.get(kind, ())


def _names(records: Mapping[str, str]) -> dict[str, list[str]]:
    """Give for each name the kinds of which the provider has it."""
    kinds: dict[str, list[str]] = {}
    for key in sorted(records):
        kind, _, name = key.partition(" ")
        if name:
            kinds.setdefault(name, []).append(kind)
    return kinds


if __name__ == "__main__":
    main()
