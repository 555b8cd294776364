"""A spec inherits from the specs that it extends, one from another, or a message says what is wrong with the chain."""

from pathlib import Path

from tests.spec.support import at, overridden, told, write_project
from tfgen.spec.inherit import MAX_CHAIN, SpecLoader
from tfgen.values import node_at, plain


def specs(root: Path, **texts: str) -> SpecLoader:
    """Write specs by name and give their loader."""
    return SpecLoader(write_project(root, {f"environments/{name}.yaml": text for name, text in texts.items()}))


def mistakes(loader: SpecLoader, name: str) -> list[str]:
    """Give a spec's mistakes in short, with their files; the spec cannot be used."""
    inherited, diagnostics = loader.inherited(name)
    assert inherited is None
    return [at(found) for found in diagnostics]


def test_values_come_down_the_chain(tmp_path: Path) -> None:
    """The youngest wins, and what it overrode is known down to the oldest."""
    loader = specs(
        tmp_path,
        _base="a: 1\nb: {c: 1, d: 1}\n",
        _eu="extends: _base\nb: {c: 2}\n",
        prod="extends: _eu\nb: {c: 3}\n",
    )
    inherited, diagnostics = loader.inherited("prod")
    assert diagnostics == []
    assert inherited
    assert plain(inherited.root) == {"a": 1, "b": {"c": 3, "d": 1}}
    assert inherited.files == tuple(f"environments/{name}.yaml" for name in ("prod", "_eu", "_base"))
    node = node_at(inherited.root, ("b", "c"))
    assert node
    assert overridden(node) == [2, 1]


def test_an_environment_can_extend_another(tmp_path: Path) -> None:
    """A parent need not be a mere parent."""
    loader = specs(tmp_path, prod="a: 1\n", canary="extends: prod\nb: 2\n")
    inherited, _ = loader.inherited("canary")
    assert inherited
    assert plain(inherited.root) == {"a": 1, "b": 2}


def test_a_parent_is_read_once_for_all_its_children(tmp_path: Path) -> None:
    """A change on disk during a run does not give environments of two minds."""
    loader = specs(tmp_path, _base="a: 1\n", dev="extends: _base\n", prod="extends: _base\n")
    first, _ = loader.inherited("dev")
    (tmp_path / "environments/_base.yaml").unlink()
    second, _ = loader.inherited("prod")
    assert first
    assert second
    assert plain(first.root) == plain(second.root) == {"a": 1}


def test_a_circle_is_shown_where_it_closes(tmp_path: Path) -> None:
    """The message shows the way round, from the spec that comes twice."""
    loader = specs(tmp_path, dev="extends: a\n", a="extends: b\n", b="x: 1\nextends: a\n")
    inherited, (mistake,) = loader.inherited("dev")
    assert inherited is None
    assert at(mistake) == "environments/b.yaml:2:10 Cycle in extends"
    assert "in a circle: a -> b -> a." in mistake.detail


def test_a_spec_cannot_extend_itself(tmp_path: Path) -> None:
    """That is the smallest circle."""
    loader = specs(tmp_path, dev="extends: dev\n")
    assert "in a circle: dev -> dev." in loader.inherited("dev")[1][0].detail


def test_a_missing_parent_is_told_where_it_is_named(tmp_path: Path) -> None:
    """With the file that asks for it."""
    loader = specs(tmp_path, _base="extends: _bose\na: 1\n", dev="extends: _base\n")
    assert mistakes(loader, "dev") == ["environments/_base.yaml:1:10 Missing parent spec"]


def test_the_length_of_a_chain_is_bounded(tmp_path: Path) -> None:
    """Fifty specs are fine, one more is not, in whatever order they are asked for."""
    texts = {f"s{n}": f"extends: s{n + 1}\n" for n in range(MAX_CHAIN)}
    loader = specs(tmp_path, **texts, **{f"s{MAX_CHAIN}": "a: 1\n"})
    assert loader.inherited("s1")[1] == []
    assert mistakes(loader, "s0") == [f"environments/s{MAX_CHAIN - 1}.yaml:1:10 Chain of extends too long"]


def test_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    """A parent's mistakes do not hide the child's."""
    loader = specs(tmp_path, _base="a: 1\na: 2\n", dev="extends: _base\nb: 012\nc: !unset\n")
    inherited, diagnostics = loader.inherited("dev")
    assert inherited
    assert told(diagnostics) == ["2:4 Ambiguous number", "2:1 Duplicate key", "3:1 Nothing to unset"]


def test_mistakes_of_a_parent_are_told_for_each_child(tmp_path: Path) -> None:
    """Reading it only once does not lose them."""
    loader = specs(tmp_path, _base="a: !unset\n", dev="extends: _base\n", prod="extends: _base\n")
    for name in ("dev", "prod", "prod"):
        assert told(loader.inherited(name)[1]) == ["1:1 Nothing to unset"]


def test_a_broken_parent_is_told_for_each_child(tmp_path: Path) -> None:
    """A syntax error in a parent leaves none of its children."""
    loader = specs(tmp_path, _base="a: [\n", dev="extends: _base\nb: 012\n", prod="extends: _base\n")
    syntax = "environments/_base.yaml:1:5 Invalid YAML"
    assert mistakes(loader, "dev") == ["environments/dev.yaml:2:4 Ambiguous number", syntax]
    assert mistakes(loader, "prod") == [syntax]
