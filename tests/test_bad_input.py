"""Bad input through the command line: each has a clear message and exit code 1, and nothing is written."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support import Run, files_of, write_files

ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MAIN = "templates/root/main.tf.j2"
DEV = "environments/dev.yaml"


@dataclass(frozen=True, slots=True)
class Bad:
    """Files to put into the small project, what to render, and what must be told: a place, and words."""

    files: Mapping[str, str | bytes] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    place: str | None = None
    render: tuple[str, ...] = ("dev",)


CASES = {
    "unknown environment": Bad(words=("Unknown environment", 'Did you mean "prod"?'), render=("prdo",)),
    "name that is a path": Bad(words=("Invalid environment name", "'../x'"), render=("../x",)),
    "name of a file": Bad(
        words=("Invalid environment name", "without environments/ and .yaml"), render=("a/dev.yaml",)
    ),
    "name from the root": Bad(words=("Invalid environment name",), render=("/etc/passwd",)),
    "empty name": Bad(words=("Invalid environment name",), render=("",)),
    "name with a newline": Bad(words=("Invalid environment name",), render=("dev\n",)),
    "unknown key": Bad(
        {DEV: "name: a\nsise: 3\n"}, ("Unsupported key", '"sise"', 'Did you mean "size"?'), f"{DEV}:2:1"
    ),
    "wrong type": Bad({DEV: 'name: a\nsize: "3"\n'}, ("Wrong type", "whole number"), f"{DEV}:2:7"),
    "missing key": Bad({DEV: "size: 3\n"}, ("Missing required key", '"name"'), f"{DEV}:1:1"),
    "cycle in extends": Bad(
        {DEV: "extends: _a\n", "environments/_a.yaml": "extends: dev\n"},
        ("Cycle in extends", "dev -> _a -> dev"),
        "environments/_a.yaml:1:10",
    ),
    "spec that extends itself": Bad({DEV: "extends: dev\n"}, ("Cycle in extends", "dev -> dev"), f"{DEV}:1:10"),
    "missing parent": Bad({DEV: "extends: _bsae\n"}, ("Missing parent", 'Did you mean "_base"?'), f"{DEV}:1:10"),
    "parent with a path": Bad({DEV: "extends: ../dev\n"}, ("Invalid extends",), f"{DEV}:1:10"),
    "duplicate key": Bad(
        {DEV: "name: a\nsize: 1\nname: b\n"}, ("Duplicate key", "stands already on line 1"), f"{DEV}:3:1"
    ),
    "YAML syntax error": Bad({DEV: "name: [a\nsize: 1\n"}, ("Invalid YAML", "closing `]`"), f"{DEV}:2:5"),
    "alias bomb": Bad({DEV: ALIASES}, ("alias",), f"{DEV}:"),
    "binary file": Bad({DEV: b"\x7fELF\x00\x01"}, ("Binary file",), f"{DEV}:1:1"),
    "file that is not UTF-8": Bad({DEV: "name: größe\n".encode("latin-1")}, ("UTF-8",), f"{DEV}:1:9"),
    "empty file": Bad({DEV: ""}, ("Empty file", "has no content"), f"{DEV}:1:1"),
    "comments only": Bad({DEV: "# nothing yet\n"}, ("Empty file",), f"{DEV}:1:1"),
    "10 MB file": Bad({DEV: b"name: a\n" + b"#" * 10_000_000}, ("File too large", "1024 KiB", DEV)),
    "10 MB template": Bad({MAIN: b"#" * 10_000_000}, ("larger than 1,000,000 bytes",), f"{MAIN}:1"),
    "list instead of a map": Bad({DEV: "- a\n"}, ("A spec is a map",), f"{DEV}:1:1"),
    "template that includes itself": Bad(
        {MAIN: '# a\n{% include "root/main.tf.j2" %}\n'}, ("without end",), f"{MAIN}:2:1"
    ),
    "macro that calls itself": Bad(
        {MAIN: "{% macro again() %}{{ again() }}{% endmacro %}\n{{ again() }}\n"}, ("without end",), f"{MAIN}:1:1"
    ),
    "endless loop": Bad(
        {MAIN: "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}\n"},
        ("Template without end", "500,000 loop turns"),
        f"{MAIN}:1:1",
    ),
    "huge output": Bad(
        {MAIN: "{% for n in range(9999) %}\n# {{ 'x' * 9999 }}\n{% endfor %}\n"},
        ("Template without end", "5,000,000 characters"),
        f"{MAIN}:2:1",
    ),
    "huge number": Bad({MAIN: "a = {{ 999 ** 999999 }}\n"}, ("too large",), f"{MAIN}:1:1"),
    "template from outside": Bad(
        {MAIN: '{% include "../environments/dev.yaml" %}\n'}, ("Template not found",), f"{MAIN}:1:1"
    ),
    "template syntax error": Bad({MAIN: "a = 1\n{% if %}\n"}, ("Invalid template",), f"{MAIN}:2:1"),
    "undefined name": Bad({MAIN: "a = {{ nmae }}\n"}, ('Did you mean "name"?',), f"{MAIN}:1:1"),
    "output that does not parse": Bad({MAIN: "a = 1\nb = }\n"}, ("Invalid expression", "main.tf:4:5"), f"{MAIN}:2:1"),
    "schema that is none": Bad({"templates/schema.yaml": "type: objekt\n"}, ("objekt",), "templates/schema.yaml:1:7"),
    "malformed --set": Bad(words=("--set",), render=("dev", "--set", "size")),
    "--set of the wrong type": Bad(words=("Wrong type", "on --set size"), render=("dev", "--set", "size=x")),
}


@pytest.mark.parametrize("bad", CASES.values(), ids=CASES.keys())
def test_bad_input_is_told_and_nothing_is_written(project: Path, run: Run, bad: Bad) -> None:
    """What was rendered before stays, byte for byte."""
    run("render")
    before = files_of(project / "generated")
    write_files(project, bad.files)
    said = run("render", *bad.render)
    assert (said.code, said.out) == (1, "")
    assert files_of(project / "generated") == before
    assert [word for word in bad.words if word not in said.err] == [], said.err
    assert bad.place is None or f"  on {bad.place}" in said.err, said.err
    assert "Traceback" not in said.err


def test_missing_templates_folder(project: Path, run: Run) -> None:
    """The message says which folder a project lacks."""
    (project / "templates").rename(project / "elsewhere")
    said = run("render")
    assert (said.code, said.out) == (1, "")
    assert f"{project} has no folder templates/." in said.err
    assert not (project / "generated").exists()


def test_templates_folder_without_templates(project: Path, run: Run) -> None:
    """Rendering nothing would look like success."""
    for path in (MAIN, "templates/modules/network/main.tf.j2"):
        (project / path).unlink()
    said = run("render")
    assert said.code == 1
    assert "templates/root/ holds no template. Write templates/root/main.tf.j2" in said.err


def test_missing_schema(project: Path, run: Run) -> None:
    """Nothing is rendered from specs that nobody checks."""
    (project / "templates/schema.yaml").unlink()
    said = run("render")
    assert said.code == 1
    assert "templates/schema.yaml" in said.err
    assert not (project / "generated").exists()


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_spec_that_is_no_file(project: Path, run: Run, make: Callable[[Path], None]) -> None:
    """A folder, or a pipe on which reading would wait for ever."""
    (project / DEV).unlink()
    make(project / DEV)
    said = run("render", "dev")
    assert said.code == 1
    assert f"{DEV} is not a file." in said.err


def test_a_spec_that_leads_out_of_its_folder(project: Path, run: Run) -> None:
    """A link could show any file of the machine."""
    (project / DEV).unlink()
    (project / DEV).symlink_to("/etc/hostname")
    said = run("render", "dev")
    assert said.code == 1
    assert f"{DEV} is a link that leads out of its folder." in said.err


def test_a_template_that_leads_out_of_its_folder(project: Path, run: Run) -> None:
    """Likewise."""
    (project / "templates/_out.j2").symlink_to("/etc/hostname")
    write_files(project, {MAIN: '{% include "_out.j2" %}\n'})
    said = run("render", "dev")
    assert said.code == 1
    assert "links are not followed" in said.err
    assert Path("/etc/hostname").read_text().strip() not in said.err


def test_an_output_folder_that_cannot_be_written(project: Path, disk: Path, run: Run) -> None:
    """Generated files on a read-only file system stay as they are."""
    (project / "generated").symlink_to(disk)
    run("render")
    before = files_of(disk)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    said = run("render", "--set", "size=9")
    assert said.code == 1
    assert said.err.count("Read-only file system. Mend that and render") == 2
    assert files_of(disk) == before
    assert "Traceback" not in said.err
