"""An environment is resolved from its spec, its parents, `--set` and defaults; or every mistake of all is told."""

from pathlib import Path

import pytest

from tests.spec.support import at, overridden, write_project
from tfgen.diagnostics import Diagnostic, has_errors
from tfgen.environment import ResolvedEnvironment
from tfgen.spec.inherit import SpecLoader
from tfgen.spec.resolve import resolve_environment
from tfgen.spec.schema import load_schema

SCHEMA = """\
type: object
additionalProperties: false
required: [name]
properties:
  name: {type: string}
  size: {type: integer, default: 1, minimum: 1}
  zones: {type: array, default: [a], items: {type: string}}
  tags: {type: object, additionalProperties: {type: string}, default: {}}
  disk: {type: object, additionalProperties: false, properties: {gib: {type: integer, default: 20}}}
"""


def resolve(root: Path, *overrides: str, **specs: str) -> tuple[ResolvedEnvironment | None, list[Diagnostic]]:
    """Resolve the environment prod of a project with these specs."""
    files = {f"environments/{name}.yaml": text for name, text in specs.items()}
    write_project(root, {"templates/schema.yaml": SCHEMA, **files})
    schema, _ = load_schema(root)
    assert schema
    return resolve_environment(SpecLoader(root), "prod", overrides, schema)


def mistakes(root: Path, *overrides: str, **specs: str) -> list[str]:
    """Give the mistakes of an environment."""
    _, diagnostics = resolve(root, *overrides, **specs)
    assert has_errors(diagnostics)
    assert {found.environment for found in diagnostics} == {"prod"}
    return [at(found) for found in diagnostics]


def test_an_environment_is_the_sum_of_its_layers(tmp_path: Path) -> None:
    """Defaults, parents, the spec itself and `--set`, the later over the earlier."""
    resolved, diagnostics = resolve(
        tmp_path,
        "size=4",
        "zones=!append [d]",
        _base="name: base\nsize: 2\nzones: !append [b]\ntags: {a: x}\n",
        prod="extends: _base\nname: prod\nsize: 3\nzones: !append [c]\ntags: {b: y}\n",
    )
    assert diagnostics == []
    assert resolved
    assert resolved.values == {
        "name": "prod",
        "size": 4,
        "zones": ["a", "b", "c", "d"],
        "tags": {"a": "x", "b": "y"},
        "disk": {"gib": 20},
    }
    assert resolved.name == "prod"
    assert resolved.files == ("environments/prod.yaml", "environments/_base.yaml")
    assert overridden(resolved.root.entries["size"].node) == [3, 2, 1]


def test_mistakes_of_every_kind_come_at_once(tmp_path: Path) -> None:
    """Those of YAML, of merging, of `--set` and of the schema."""
    assert mistakes(
        tmp_path,
        "nmae=!unset",
        "size=0",
        _base="tags: {a: 1}\ntags: {}\n",
        prod="extends: _base\nname: 012\nzones: a\nextra: !unset\n",
    ) == [
        "environments/prod.yaml:2:7 Ambiguous number",
        "environments/_base.yaml:2:1 Duplicate key",
        "environments/prod.yaml:4:1 Nothing to unset",
        "--set nmae:1:1 Nothing to unset",
        "--set size:1:6 Invalid value",
        "environments/_base.yaml:1:11 Wrong type",
        "environments/prod.yaml:3:8 Wrong type",
    ]


def test_a_value_that_could_not_be_read_gets_no_second_message(tmp_path: Path) -> None:
    """What follows from a mistake is not one more."""
    assert mistakes(tmp_path, prod="name: x\nsize: 012\n") == ["environments/prod.yaml:2:7 Ambiguous number"]


def test_a_set_that_could_not_be_read_leaves_the_schema_unasked(tmp_path: Path) -> None:
    """It might have given what is missing."""
    assert mistakes(tmp_path, "name=[", prod="a: 1\na: 1\n") == [
        "environments/prod.yaml:2:1 Duplicate key",
        "--set name:1:7 Invalid YAML",
    ]


def test_set_can_give_what_no_file_does(tmp_path: Path) -> None:
    """A required key may come from the command line."""
    resolved, diagnostics = resolve(tmp_path, "name=x", prod="size: 2\n")
    assert diagnostics == []
    assert resolved
    assert resolved.values["name"] == "x"


def test_an_unknown_environment_is_told_beside_bad_arguments(tmp_path: Path) -> None:
    """Both are the caller's mistakes."""
    assert mistakes(tmp_path, "x", dev="name: x\n") == ["Unknown environment", "--set x:1:2 Invalid --set"]


def test_a_very_deep_spec_is_resolved(tmp_path: Path) -> None:
    """As deep as a file may be, and a path on the command line deeper still."""
    files = {"templates/schema.yaml": "type: object\n", "environments/dev.yaml": "{a: " * 100 + "1" + "}" * 100}
    schema, _ = load_schema(write_project(tmp_path, files))
    assert schema
    path = ".".join("a" * 50)
    resolved, diagnostics = resolve_environment(
        SpecLoader(tmp_path), "dev", [f"{path}={'{a: ' * 100}2{'}' * 100}"], schema
    )
    assert (bool(resolved), diagnostics) == (True, [])


@pytest.mark.parametrize("text", ["a: [", "a: &a [*a]\n", "- a\n", ""])
def test_broken_files_never_crash(tmp_path: Path, text: str) -> None:
    """Whatever is wrong, there is a message and no environment."""
    assert mistakes(tmp_path, prod=text)
