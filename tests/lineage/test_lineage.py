"""Each rendered line leads to its template line and, through variables and locals, to the spec."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.lineage.support import PROJECT, build
from tfgen.lineage.lineage import Lineage, Stretch
from tfgen.values import format_path

MAIN, MODULE = "main.tf", "modules/disk/main.tf"


def stretch(folder: Path, file: str, code: str, files: Mapping[str, str] = PROJECT) -> Stretch:
    """Follow the line of a file that holds some code."""
    built = build(folder, files)
    (text,) = (found.text for found in built.files if found.path == file)
    return Lineage(built).stretch(file, text[: text.index(code)].count("\n") + 1)


def keys(found: Stretch) -> list[str]:
    """Give the keys behind a stretch."""
    return [format_path(path) for path in found.paths()]


def ways(found: Stretch) -> list[str]:
    """Give the references that a stretch is followed through, with the code where each is set."""
    return [
        way
        for reference in found.references
        for way in (f"{reference.name}: {reference.stretch.code.strip()}", *ways(reference.stretch))
    ]


@pytest.mark.parametrize(
    ("file", "code", "template", "behind"),
    [
        (MAIN, "size   = 3", "templates/root/main.tf.j2:3", ["size"]),
        (MAIN, "name   = local", "templates/root/main.tf.j2:4", ["name"]),
        (MAIN, "tags = {", "templates/root/main.tf.j2:5", ["tags"]),
        (MAIN, 'cost = "b"', "templates/root/main.tf.j2:5", ["tags.cost"]),
        (MAIN, "size  = var", "templates/root/main.tf.j2:12", ["size"]),
        (MAIN, "there = local", "templates/root/main.tf.j2:11", ["name"]),
        (MAIN, "# Generated", "templates/root/main.tf.j2:1", []),
        (MODULE, "label =", "templates/modules/disk/main.tf.j2:2", ["name", "size"]),
        (MODULE, "tags  = var", "templates/modules/disk/main.tf.j2:4", ["tags", "tags.cost", "tags.team"]),
        (MODULE, "kind  = var", "templates/modules/disk/main.tf.j2:3", []),
    ],
)
def test_what_stands_behind_a_line(tmp_path: Path, file: str, code: str, template: str, behind: list[str]) -> None:
    """Its template line and the keys of the spec."""
    found = stretch(tmp_path, file, code)
    assert (f"{found.template.file}:{found.template.line}", keys(found)) == (template, behind)


def test_references_are_followed_to_where_their_values_are_written(tmp_path: Path) -> None:
    """From a module to its call, from there to a local; a default, where nothing else sets a variable."""
    assert ways(stretch(tmp_path, MODULE, "label =")) == [
        "var.name: name   = local.name",
        'local.name: name  = "disk-dev"',
        "var.size: size   = 3",
    ]
    assert ways(stretch(tmp_path, MODULE, "kind  = var")) == ['var.kind: default = "ssd"']
    assert ways(stretch(tmp_path, MAIN, "size  = var")) == ["var.size: size = 30"]


def test_a_circle_of_locals_has_an_end(tmp_path: Path) -> None:
    """Terraform refuses it; tfgen says as much as there is to say."""
    main = PROJECT["templates/root/main.tf.j2"].replace("here  = local.name", "here  = local.there")
    circle = {**PROJECT, "templates/root/main.tf.j2": main}
    assert ways(stretch(tmp_path, MAIN, "there = local", circle)) == [
        "local.here: here  = local.there",
        "local.there: there = local.here",
    ]


def test_the_lines_that_a_key_reaches(tmp_path: Path) -> None:
    """Those that print it and those that refer to them; a key in a map reaches the lines of the map."""
    lineage = Lineage(build(tmp_path))
    assert [found.code.strip() for found in lineage.uses(("name",))] == [
        "name   = local.name",
        'name  = "disk-dev"',
        "here  = local.name",
        "there = local.here",
        'label = "${var.name}-${var.size}"',
    ]
    assert [found.code.strip() for found in lineage.uses(("tags", "team"))] == [
        "tags = {",
        'team = "a"',
        "tags  = var.tags",
    ]
    assert list(lineage.uses(("spare",))) == []


def test_a_line_behind_the_end_is_the_last_one(tmp_path: Path) -> None:
    """A parser that misses a brace points there."""
    assert Lineage(build(tmp_path)).stretch(MODULE, 999).code == "}"
