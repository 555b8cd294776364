"""A spec's file is found and read, or a message says why not."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.spec.support import told, write_project
from tfgen.diagnostics import Diagnostic
from tfgen.source import SourceRange
from tfgen.spec.load import MAX_BYTES, load_spec
from tfgen.values import plain


def load(root: Path, text: str | bytes) -> list[Diagnostic]:
    """Give the mistakes of a spec called dev."""
    write_project(root, {"environments/dev.yaml": ""})
    (root / "environments/dev.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return load_spec(root, "dev")[1]


def test_a_spec_is_its_values_and_its_parent(tmp_path: Path) -> None:
    """`extends` is not a value; its place is known."""
    write_project(tmp_path, {"environments/prod.yaml": "extends: _base\na: {b: 1}\n"})
    spec, diagnostics = load_spec(tmp_path, "prod")
    assert diagnostics == []
    assert spec
    assert (spec.name, spec.file, spec.extends) == ("prod", "environments/prod.yaml", "_base")
    assert spec.extends_where == SourceRange("environments/prod.yaml", 1, 10, 1, 15)
    assert plain(spec.root) == {"a": {"b": 1}}


def test_a_spec_needs_no_parent(tmp_path: Path) -> None:
    """Nothing is extended unless it is said."""
    write_project(tmp_path, {"environments/dev.yaml": "\ufeffa: 1\r\nb: 2\r\n"})
    spec, diagnostics = load_spec(tmp_path, "dev")
    assert diagnostics == []
    assert spec
    assert (spec.extends, spec.extends_where, plain(spec.root)) == (None, None, {"a": 1, "b": 2})


@pytest.mark.parametrize("name", ["../x", "a/b", "", "environments/dev.yaml"])
def test_a_name_that_is_a_path_is_refused(tmp_path: Path, name: str) -> None:
    """No file outside the folder is ever opened."""
    write_project(tmp_path, {"x.yaml": "a: 1", "environments/dev.yaml": "a: 1"})
    spec, (mistake,) = load_spec(tmp_path, name)
    assert spec is None
    assert mistake.summary == "Invalid environment name"
    assert repr(name) in mistake.detail


def test_an_unknown_environment_comes_with_a_suggestion_and_the_list(tmp_path: Path) -> None:
    """Parents are not offered, since they are not rendered."""
    write_project(tmp_path, {f"environments/{name}.yaml": "" for name in ("prod", "dev", "_prd")})
    _, (mistake,) = load_spec(tmp_path, "prd")
    assert mistake.summary == "Unknown environment"
    assert mistake.detail == 'There is no environments/prd.yaml. Did you mean "prod"? There are: dev, prod.'


def test_a_long_list_of_environments_is_cut(tmp_path: Path) -> None:
    """A thousand names would help nobody."""
    write_project(tmp_path, {f"environments/site{number:03}.yaml": "" for number in range(100)})
    _, (mistake,) = load_spec(tmp_path, "prod")
    assert mistake.detail.endswith("site010, site011, and 88 more.")


def test_the_other_suffix_is_recognised(tmp_path: Path) -> None:
    """A file called dev.yml is almost right."""
    write_project(tmp_path, {"environments/dev.yml": ""})
    _, (mistake,) = load_spec(tmp_path, "dev")
    assert mistake.detail.endswith("There is a dev.yml: rename it to dev.yaml.")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """There is nothing to list."""
    (tmp_path / "environments").mkdir()
    assert load_spec(tmp_path, "dev")[1][0].detail.endswith("There are none yet.")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """The message says what to make."""
    _, (mistake,) = load_spec(tmp_path, "dev")
    assert mistake.summary == "Missing environments folder"
    assert "Make it, and in it dev.yaml." in mistake.detail


def test_a_missing_parent_is_told_at_the_extends(tmp_path: Path) -> None:
    """Parents are offered here."""
    write_project(tmp_path, {"environments/_base.yaml": "a: 1"})
    where = SourceRange("environments/dev.yaml", 1, 10, 1, 14)
    _, (mistake,) = load_spec(tmp_path, "base", where)
    assert (mistake.summary, mistake.subject) == ("Missing parent spec", where)
    assert 'Did you mean "_base"?' in mistake.detail


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n...\n"])
def test_an_empty_spec_is_told(tmp_path: Path, text: str) -> None:
    """A file without values says nothing; that is hardly meant."""
    (mistake,) = load(tmp_path, text)
    assert mistake.summary in ("Empty file", "Spec is not a map")
    assert "`key: value`" in mistake.detail


@pytest.mark.parametrize("text", ["- a\n", "text\n", "12\n"])
def test_a_spec_is_a_map(tmp_path: Path, text: str) -> None:
    """A list or a single value cannot be merged with anything."""
    assert told(load(tmp_path, text)) == ["1:1 Spec is not a map"]


@pytest.mark.parametrize("value", ["[_base]", "1", "{a: 1}", "../x", "null", "''", "!unset"])
def test_extends_is_one_name(tmp_path: Path, value: str) -> None:
    """Several parents, paths and other values are refused where they stand."""
    mistakes = load(tmp_path, f"extends: {value}\na: 1\n")
    assert told(mistakes) == ["1:10 Invalid extends"]


def test_the_key_environment_is_reserved(tmp_path: Path) -> None:
    """Templates find the environment's own name there."""
    assert told(load(tmp_path, "a: 1\nenvironment: prod\n")) == ["2:1 Reserved key"]
    spec, _ = load_spec(tmp_path, "dev")
    assert spec
    assert plain(spec.root) == {"a": 1}


def test_mistakes_of_yaml_and_of_the_spec_come_together(tmp_path: Path) -> None:
    """All mistakes of a file are told at once."""
    assert told(load(tmp_path, "extends: 1\na: 1\na: 2\n")) == ["3:1 Duplicate key", "1:10 Invalid extends"]


@pytest.mark.parametrize(("data", "column"), [(b"\x7fELF\0\0\1\2", 1), (b"a: \xff\xfe", 4), (b"a: 1\nb: \xc3(", 4)])
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes, column: int) -> None:
    """An image or an executable gives one message, and not a screen of signs."""
    (mistake,) = load(tmp_path, data)
    assert mistake.summary == "Binary file"
    assert mistake.subject
    assert mistake.subject.column == column


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    """Ten megabytes are not read whole, let alone parsed."""
    (mistake,) = load(tmp_path, b"a: 1\n" * 2 * 1024 * 1024)
    assert mistake.summary == "File too large"


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    """The bound itself is allowed."""
    assert load(tmp_path, b"a: 1\n" + b"#" * (MAX_BYTES - 5)) == []


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    """It is not a crash."""
    (tmp_path / "environments/dev.yaml").mkdir(parents=True)
    _, (mistake,) = load_spec(tmp_path, "dev")
    assert (mistake.summary, mistake.detail) == ("Not a file", "environments/dev.yaml is not a file. Put a spec there.")


def test_a_pipe_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    """Opening it would wait for ever."""
    (tmp_path / "environments").mkdir()
    os.mkfifo(tmp_path / "environments/dev.yaml")
    assert load_spec(tmp_path, "dev")[1][0].summary == "Not a file"


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A spec cannot draw in files from elsewhere on the machine."""
    write_project(tmp_path, {"elsewhere.yaml": "a: 1", "environments/prod.yaml": "a: 1"})
    (tmp_path / "environments/dev.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    (tmp_path / "environments/same.yaml").symlink_to("prod.yaml")
    assert load_spec(tmp_path, "dev")[1][0].summary == "Link out of the folder"
    assert load_spec(tmp_path, "same")[1] == []


@pytest.mark.parametrize("target", ["nothing.yaml", "dev.yaml"])
def test_a_link_to_nothing_is_told(tmp_path: Path, target: str) -> None:
    """Neither is a link to itself a crash."""
    (tmp_path / "environments").mkdir()
    (tmp_path / "environments/dev.yaml").symlink_to(target)
    _, (mistake,) = load_spec(tmp_path, "dev")
    assert mistake.summary == "Unreadable file"
    assert mistake.detail.startswith("environments/dev.yaml cannot be read: ")


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_crash_the_loader(tmp_path: Path, data: bytes) -> None:
    """Whatever a file holds, there is a spec, or a message about it."""
    write_project(tmp_path, {"environments/dev.yaml": ""})
    (tmp_path / "environments/dev.yaml").write_bytes(data)
    spec, diagnostics = load_spec(tmp_path, "dev")
    assert spec or diagnostics
    assert all(mistake.detail for mistake in diagnostics)
