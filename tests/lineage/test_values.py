"""Where a value of the spec comes from."""

from pathlib import Path

from tests.lineage.support import build
from tfgen.lineage.values import SpecValue, leaves_at, spec_links
from tfgen.values import Map, format_path


def root(folder: Path) -> Map:
    """Give the resolved spec of the project."""
    resolved = build(folder).resolved
    assert resolved
    return resolved.root


def told(value: SpecValue) -> list[str]:
    """Give a value's key and its settings, the one that counts first."""
    settings = [
        f"{setting.value} {setting.where.file}:{setting.where.line}" for setting in (value.setting, *value.overrode)
    ]
    return [format_path(value.path), *settings]


def test_a_value_knows_what_it_overrode(tmp_path: Path) -> None:
    """The nearest first, down to the schema's default."""
    (value,) = leaves_at(root(tmp_path), ("size",))
    assert told(value) == [
        "size",
        "3 environments/dev.yaml:3",
        "2 environments/_base.yaml:1",
        "1 templates/schema.yaml:5",
    ]


def test_a_map_is_told_by_the_values_in_it(tmp_path: Path) -> None:
    """Each comes from one place, which the map need not."""
    values = leaves_at(root(tmp_path), ("tags",))
    assert [told(value) for value in values] == [
        ["tags.team", "a environments/_base.yaml:2"],
        ["tags.cost", "b environments/_base.yaml:2"],
    ]


def test_an_unknown_key_has_no_values(tmp_path: Path) -> None:
    """Nor has one inside a value that is no map."""
    tree = root(tmp_path)
    assert leaves_at(tree, ("nope",)) == leaves_at(tree, ("size", "nope")) == []


def test_links_lead_to_values_or_to_the_spec(tmp_path: Path) -> None:
    """So a message always has somewhere to lead to."""
    tree = root(tmp_path)
    assert [link.role for link in spec_links([("size",), ("tags", "team")], tree)] == [
        "spec value size",
        "spec value tags.team",
    ]
    assert [(link.role, link.where) for link in spec_links([("nope",)], tree)] == [("spec", tree.where)]
