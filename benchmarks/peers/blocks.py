"""A folder of Terraform as data: for each module a document in Terraform's JSON syntax, read by python-hcl2.

tfgen's own parser stays out of it: here it is among those that are compared.
"""

from pathlib import Path
from typing import Any

import hcl2
from hcl2.utils import SerializationOptions

Document = dict[str, Any]

ROOT_MODULE = "root"
OPTIONS = SerializationOptions(with_comments=False, explicit_blocks=False, strip_string_quotes=True)
# How many labels a block has, where it isn't one.
LABELS = {"terraform": 0, "locals": 0, "resource": 2, "data": 2, "ephemeral": 2}
# Arguments that name things: Terraform's JSON syntax wants them without the braces of a template.
NAMING = frozenset({"type", "depends_on", "ignore_changes"})


def documents(folder: Path) -> dict[str, Document]:
    """Read a root module, under the name `root`, and those in its folder `modules`, each under its own.

    A module that holds nothing in this environment is left out.
    """
    modules = {path.name: document(path) for path in sorted((folder / "modules").iterdir()) if path.is_dir()}
    return {ROOT_MODULE: document(folder), **{name: module for name, module in modules.items() if module}}


def document(folder: Path) -> Document:
    """Read the files of a module into one document, by kind, labels and arguments."""
    made: Document = {}
    for file in sorted(folder.glob("*.tf")):
        for kind, blocks in hcl2.loads(file.read_text(), serialization_options=OPTIONS).items():
            for block in blocks:
                _lay(block, made.setdefault(kind, {}), LABELS.get(kind, 1))
    return made


def _lay(block: Document, into: Document, labels: int) -> None:
    """Lay a block beside the others of its kind, under its labels."""
    for key, value in block.items():
        if labels > 1:
            _lay(value, into.setdefault(key, {}), labels - 1)
        else:
            into[key] = _argument(key, value)


def _argument(name: str, value: Any) -> Any:
    """Give an argument, or a nested block, as JSON has it."""
    if isinstance(value, dict):
        return {key: _argument(key, item) for key, item in value.items()}
    if isinstance(value, list):
        return [_argument(name, item) for item in value]
    braces = name in NAMING and isinstance(value, str) and value.startswith("${")
    return value[2:-1] if braces else value
