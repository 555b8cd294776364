"""`make bench-peers` sets tfgen beside other tools that make the same. None of these tests needs the tools."""

import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks import bare, projects
from benchmarks.peers import kapitan_project, same
from benchmarks.peers.__main__ import Tools
from benchmarks.peers.blocks import documents
from benchmarks.peers.memory import watched
from benchmarks.peers.report import report
from benchmarks.projects import ROOT, VALUES, values_of
from benchmarks.results import load

DEV = ROOT / "generated/dev"
# The number of the environment that has dev's network.
DEVS_NUMBER = 20


class Element:
    """Stands in for any of CDKTF's constructs, and notes what it is told."""

    made: ClassVar[list["Element"]] = []

    def __init__(self, parent: Any, name: str = "", *_: object, **given: Any) -> None:
        self.parent, self.name, self.given = parent, name, given
        self.arguments: dict[str, object] = {}
        self.made.append(self)

    def override_logical_id(self, name: str) -> None:
        """Note the name."""
        self.name = name

    def add_override(self, argument: str, value: object) -> None:
        """Note an argument."""
        self.arguments[argument] = value


def stand_in() -> ModuleType:
    """Give a module like cdktf."""
    module = ModuleType("cdktf")
    kinds = ("Stack", "Provider", "HclModule", "Variable", "Local", "Output", "Resource", "DataSource")
    module.__dict__.update({f"Terraform{kind}": type(kind, (Element,), {}) for kind in kinds})
    app, token = SimpleNamespace(synth=lambda: None), SimpleNamespace(null_value=lambda: None)
    module.__dict__.update(App=lambda **_: app, Token=token, S3Backend=Element)
    return module


def made_by_the_stack(scratch: Path) -> same.Resources:
    """Run the program for CDKTF on generated/dev, with the stand-in; gives arguments by address."""
    file = scratch / "documents.json"
    file.write_text(json.dumps(documents(DEV)))
    importlib.import_module("benchmarks.peers.cdktf_stack").main(str(file), str(scratch))
    stacks: dict[str, Any] = {}
    for element in Element.made:
        if section := {"Resource": "resource", "DataSource": "data"}.get(type(element).__name__):
            kinds = stacks.setdefault(element.parent.name, {}).setdefault(section, {})
            kinds.setdefault(element.given["terraform_resource_type"], {})[element.name] = element.arguments
    return same.resources(stacks)


def addresses() -> set[str]:
    """Give the addresses in generated/dev, as they are found without any parser."""
    found = set()
    for file in DEV.rglob("*.tf"):
        place = f"module.{file.parent.name}." if file.parent != DEV else ""
        for section, kind, name in re.findall(r'^(resource|data) "(\w+)" "(\w+)"', file.read_text(), re.MULTILINE):
            found.add(f"{place}{'data.' * (section == 'data')}{kind}.{name}")
    return found


def test_the_stack_has_the_addresses_of_dev(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All of them, and no others, with the arguments that they have there."""
    monkeypatch.setitem(sys.modules, "cdktf", stand_in())
    monkeypatch.setattr(Element, "made", [])
    made = made_by_the_stack(tmp_path)
    monkeypatch.delitem(sys.modules, "benchmarks.peers.cdktf_stack")
    assert made.keys() == addresses()
    assert len([address for address in made if ".data." not in f".{address}"]) == 64
    assert same.differences(same.of_terraform(DEV), made) == []


def test_kapitan_compiles_the_same_from_its_project(tmp_path: Path) -> None:
    """Here with Jinja set up as kapitan does."""
    projects.make(tmp_path / "project", 1)
    _, values = values_of((tmp_path / "project" / VALUES).read_text(), DEVS_NUMBER)
    kapitan_project.write(tmp_path / "kapitan", ROOT / "templates", "dev", values)
    compile_like_kapitan(tmp_path / "kapitan", tmp_path / "out")
    assert same.differences(same.of_terraform(DEV), same.of_terraform(tmp_path / "out")) == []


def compile_like_kapitan(project: Path, out: Path) -> None:
    """Compile a target's templates."""
    target = json.loads((project / "inventory/targets/dev.yml").read_text())["parameters"]["kapitan"]
    for entry in target["compile"]:
        source = project / entry["input_paths"][0]
        for path in source.rglob("*.j2"):
            loader = FileSystemLoader([path.parent, project / kapitan_project.INCLUDED])
            jinja = Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
            jinja.filters["hcl"] = bare.hcl
            file = out / entry["output_path"] / path.relative_to(source).with_suffix("")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(jinja.get_template(path.name).render(target["vars"]))


def test_what_a_tool_makes_otherwise_is_told() -> None:
    """By address, and by the names of the arguments; else the times would be of different work."""
    ours: same.Resources = {"aws_vpc.main": {"cidr_block": "10.0.0.0/16", "tags": {}}, "aws_eip.nat": {}}
    theirs: same.Resources = {"aws_vpc.main": {"cidr_block": "10.1.0.0/16", "tags": {}}, "aws_subnet.a": {}}
    same.check("It", ours, dict(ours))
    with pytest.raises(SystemExit) as told:
        same.check("It", ours, theirs)
    assert str(told.value).splitlines() == [
        "It did not make what tfgen made:",
        "  aws_eip.nat is missing",
        "  aws_subnet.a is not tfgen's",
        "  aws_vpc.main has other arguments: cidr_block",
    ]


def test_many_differences_are_not_all_shown() -> None:
    """Ten are enough to see what is wrong."""
    with pytest.raises(SystemExit) as told:
        same.check("It", {f"aws_eip.e{number:02}": {} for number in range(12)}, {})
    assert str(told.value).splitlines()[-2:] == ["  aws_eip.e09 is missing", "  and 2 more"]


def test_stacks_are_read_as_cdktf_writes_them(tmp_path: Path) -> None:
    """Without its notes, and under the addresses of the modules that they are."""
    for name in ("root", "network"):
        (tmp_path / "stacks" / name).mkdir(parents=True)
        vpc = {"//": {"metadata": {"path": name}}, "cidr_block": "10.0.0.0/16"}
        text = json.dumps({"//": {}, "resource": {"aws_vpc": {"main": vpc}}, "data": {"aws_region": {"current": {}}}})
        (tmp_path / "stacks" / name / "cdk.tf.json").write_text(text)
    assert same.of_cdktf(tmp_path) == {
        "aws_vpc.main": {"cidr_block": "10.0.0.0/16"},
        "data.aws_region.current": {},
        "module.network.aws_vpc.main": {"cidr_block": "10.0.0.0/16"},
        "module.network.data.aws_region.current": {},
    }


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="there is no /proc")
def test_memory_is_of_all_processes_together() -> None:
    """Of those that a command starts, too."""
    hold = "import time; held = bytearray(60_000_000); time.sleep(0.5)"
    start = f"import subprocess, sys; held = bytearray(60_000_000); subprocess.run([sys.executable, '-c', {hold!r}])"
    with watched() as peak:
        subprocess.run([sys.executable, "-c", start], check=True)
    assert 120 < peak.memory < 250


def test_a_tool_that_is_absent_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to get it."""
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(SystemExit, match=r"kapitan, node, which CDKTF runs on\. `make bench-peers` sets up"):
        Tools.of(tmp_path)


def test_the_page_has_the_table_of_the_results() -> None:
    """Whoever measures anew puts the new numbers there."""
    results = load(ROOT / "benchmarks/peers/results.json")
    assert report(results) in (ROOT / "docs/benchmarks.md").read_text()
