"""Whether the tools made the same: every resource and data source by its address, with all its arguments.

An address is Terraform's (`module.network.aws_vpc.main`), whatever module calls it or not.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers.blocks import ROOT_MODULE, Document, documents

Resources = dict[str, Document]

SHOWN = 10


def of_terraform(folder: Path) -> Resources:
    """Read what a folder of HCL holds: arguments by address."""
    return resources(documents(folder))


def of_cdktf(out: Path) -> Resources:
    """Read what CDKTF wrote: arguments by address."""
    files = sorted(out.glob("stacks/*/cdk.tf.json"))
    return resources({file.parent.name: json.loads(file.read_text()) for file in files})


def resources(modules: Mapping[str, Document]) -> Resources:
    """Give the arguments of every resource and data source of some modules by its address."""
    return {address: body for name, document in modules.items() for address, body in _resources(name, document)}


def check(tool: str, expected: Resources, found: Resources) -> None:
    """Hold what a tool made against what tfgen made; raises SystemExit with what is otherwise."""
    if different := differences(expected, found):
        more = [f"and {len(different) - SHOWN} more"] * (len(different) > SHOWN)
        raise SystemExit("\n  ".join([f"{tool} did not make what tfgen made:", *different[:SHOWN], *more]))


def differences(expected: Resources, found: Resources) -> list[str]:
    """Tell what is missing, what is too much, and which arguments are others."""
    missing = [f"{address} is missing" for address in sorted(expected.keys() - found.keys())]
    extra = [f"{address} is not tfgen's" for address in sorted(found.keys() - expected.keys())]
    both = sorted(expected.keys() & found.keys())
    return missing + extra + [line for address in both for line in _arguments(address, expected, found)]


def _arguments(address: str, expected: Resources, found: Resources) -> Iterator[str]:
    ours, theirs = expected[address], found[address]
    names = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    if names:
        yield f"{address} has other arguments: {', '.join(names)}"


def _resources(module: str, document: Document) -> Iterator[tuple[str, Document]]:
    place = "" if module == ROOT_MODULE else f"module.{module}."
    for section, prefix in (("resource", ""), ("data", "data.")):
        for kind, named in document.get(section, {}).items():
            yield from ((f"{place}{prefix}{kind}.{name}", _own(body)) for name, body in named.items())


def _own(body: dict[str, Any]) -> Document:
    """Leave out what CDKTF notes for itself."""
    return {name: value for name, value in body.items() if name != "//"}
