"""The environment as a project for kapitan, which compiles tfgen's own templates by its input type jinja2.

Holes are filled as for bare Jinja: a template says by a filter which value is to be written as HCL. The values come
resolved, as the target's variables.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.bare import plain

FILTERS = '''"""The filter that writes a value as HCL, which JSON is near enough to here."""

import json


def hcl(value):
    """Write a value."""
    return json.dumps(value)
'''
# Where templates that others include are found; what lies among the templates would be compiled itself.
INCLUDED = "lib"


def write(folder: Path, templates: Path, name: str, values: Mapping[str, Any]) -> None:
    """Write a project of one target into a folder that is not there yet."""
    shutil.copytree(templates, folder / "templates", ignore=_partials)
    for path in folder.rglob("*.j2"):
        path.write_text(plain(path.read_text()))
    (folder / INCLUDED).mkdir()
    (folder / INCLUDED / "jinja2_filters.py").write_text(FILTERS)
    for path in templates.glob("_*.j2"):
        (folder / INCLUDED / path.name).write_text(plain(path.read_text()))
    (folder / "inventory/classes").mkdir(parents=True)
    (folder / "inventory/targets").mkdir()
    (folder / f"inventory/targets/{name}.yml").write_text(json.dumps({"parameters": {"kapitan": target(name, values)}}))


def target(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what kapitan wants to know of a target: its variables, and what to compile where."""
    places = {".": "templates/root", "modules": "templates/modules"}
    options = {"input_type": "jinja2", "suffix_remove": True}
    compiled = [{**options, "output_path": to, "input_paths": [source]} for to, source in places.items()]
    return {"vars": {**values, "environment": {"name": name}, "target": name}, "compile": compiled}


def command(kapitan: Path, out: Path) -> list[str]:
    """Give the command that compiles the project it is run in, into OUT/compiled/<name>."""
    return [str(kapitan), "compile", "--quiet", "--search-paths", ".", INCLUDED, "--output-path", str(out)]


def _partials(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("_") or name.endswith(".yaml")]
