"""`tfgen explain` tells where a value, or a line of the output, comes from."""

import json
from pathlib import Path

import pytest

from tests.lineage.support import PROJECT
from tests.support import Run, write_files


@pytest.fixture
def explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """The project of the lineage tests, rendered, in the current folder."""
    write_files(tmp_path, PROJECT)
    monkeypatch.chdir(tmp_path)
    assert run("render", "-q").code == 0
    return tmp_path


@pytest.mark.usefixtures("explained")
def test_a_key_with_what_it_overrides_and_where_it_is_used(run: Run) -> None:
    """The value, its places from near to far, and the lines behind which it stands."""
    said = run("explain", "dev", "size")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "size = 3\n"
        "  from environments/dev.yaml:3: size: 3\n"
        "  overrides environments/_base.yaml:1: size: 2\n"
        "  overrides templates/schema.yaml:5: size: {type: integer, description: Its size., default: 1}\n"
        "\n"
        "Used in:\n"
        "  generated/dev/main.tf:5: size   = 3\n"
        "  generated/dev/main.tf:17: size  = var.size\n"
        '  generated/dev/modules/disk/main.tf:4: label = "${var.name}-${var.size}"\n'
        "  generated/dev/terraform.tfvars:3: size = 30\n"
    )


@pytest.mark.usefixtures("explained")
def test_an_override_is_where_a_value_comes_from(run: Run) -> None:
    """`--set` has no file, so it names itself."""
    assert run("explain", "dev", "size", "--set", "size=7").out.startswith(
        "size = 7\n  from --set size\n  overrides environments/dev.yaml:3: size: 3\n"
    )


@pytest.mark.usefixtures("explained")
def test_a_key_that_no_line_shows(run: Run) -> None:
    """It may be one that only decides what is rendered, or one that nobody needs."""
    assert run("explain", "dev", "spare").out.endswith("\n\nNo line of the output uses it.\n")


@pytest.mark.usefixtures("explained")
def test_a_line_with_its_template_and_the_spec_behind_its_variables(run: Run) -> None:
    """Over the module's call and the root's local."""
    said = run("explain", "generated/dev/modules/disk/main.tf:4")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        'generated/dev/modules/disk/main.tf:4: label = "${var.name}-${var.size}"\n'
        '  from templates/modules/disk/main.tf.j2:2: label = "${var.name}-${var.size}"\n'
        "  var.name is set on\n"
        "    generated/dev/main.tf:6: name   = local.name\n"
        "      from templates/root/main.tf.j2:4: name   = local.name\n"
        "      local.name is set on\n"
        '        generated/dev/main.tf:14: name  = "disk-dev"\n'
        '          from templates/root/main.tf.j2:9: name  = "disk-{{ name }}"\n'
        '          where {{ name }} is "dev"\n'
        "  var.size is set on\n"
        "    generated/dev/main.tf:5: size   = 3\n"
        "      from templates/root/main.tf.j2:3: size   = {{ size }}\n"
        "      where {{ size }} is 3\n"
        "\n"
        "Spec values:\n"
        '  name = "dev"\n'
        "    from environments/dev.yaml:2: name: dev\n"
        "  size = 3\n"
        "    from environments/dev.yaml:3: size: 3\n"
        "    overrides environments/_base.yaml:1: size: 2\n"
        "    overrides templates/schema.yaml:5: size: {type: integer, description: Its size., default: 1}\n"
    )


@pytest.mark.usefixtures("explained")
def test_a_line_without_a_value(run: Run) -> None:
    """A place as terraform and tflint write it, with a column, will do."""
    assert run("explain", "generated/dev/main.tf:11:1").out == (
        "generated/dev/main.tf:11: }\n  from templates/root/main.tf.j2:6: }\n\nNo spec value is behind it.\n"
    )


@pytest.mark.usefixtures("explained")
def test_json_for_machines(run: Run) -> None:
    """Places as ranges, keys as paths, the overridden values with theirs."""
    key = json.loads(run("explain", "dev", "tags.team", "--format", "json").out)
    assert (key["environment"], key["key"]) == ("dev", "tags.team")
    assert key["values"][0]["range"]["filename"] == "environments/_base.yaml"
    assert [use["range"]["start"]["line"] for use in key["uses"]] == [7, 9, 6]
    line = json.loads(run("explain", "generated/dev/modules/disk/main.tf:4", "--format", "json").out)
    assert line["line"]["template"] == {"filename": "templates/modules/disk/main.tf.j2", "line": 2}
    assert line["line"]["references"][0]["set_on"]["references"][0]["set_on"]["holes"] == [
        {"expression": "name", "template": {"filename": "templates/root/main.tf.j2", "line": 9}, "keys": ["name"]}
    ]
    assert [value["key"] for value in line["values"]] == ["name", "size"]
    assert [old["value"] for old in line["values"][1]["overrode"]] == [2, 1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["dev", "sice"], 'The spec of dev has no key "sice". Did you mean "size"?'),
        (["dav", "size"], 'Did you mean "dev"?'),
        (["generated/dev/man.tf:1"], 'renders no file man.tf for dev. Did you mean "main.tf"?'),
        (["generated/dev/main.tf:99"], "main.tf of dev has 21 lines, and so no line 99."),
        (["generated/dev/main.tf:0"], "and so no line 0."),
        (["main.tf:1"], "lies in no environment's folder"),
        (["dev"], "Name an environment and a key"),
        (["dev", "size", "more"], "Name an environment and a key"),
        (["dev", "size", "--set", "size=x"], "Wrong type"),
    ],
)
@pytest.mark.usefixtures("explained")
def test_a_question_without_an_answer(run: Run, arguments: list[str], told: str) -> None:
    """What is wrong with it, exit code 1, nothing on standard output."""
    said = run("explain", *arguments)
    assert (said.code, said.out) == (1, "")
    assert told in said.err


@pytest.mark.usefixtures("explained")
def test_a_mistake_as_json(run: Run) -> None:
    """In the shape of all diagnostics."""
    said = run("explain", "dev", "sice", "--format", "json")
    assert said.code == 1
    assert json.loads(said.out)["diagnostics"][0]["summary"] == "Unknown key"


def test_a_file_that_is_not_up_to_date_is_told(explained: Path, run: Run) -> None:
    """Its lines need not be those of the answer."""
    write_files(explained, {"generated/dev/main.tf": "\n"})
    said = run("explain", "generated/dev/main.tf:5")
    assert said.code == 0
    assert "generated/dev/main.tf:5: size   = 3\n" in said.out
    assert "does not hold what is rendered now" in said.err


def test_broken_templates_are_told_beside_the_answer(explained: Path, run: Run) -> None:
    """What comes from the spec is known all the same."""
    write_files(explained, {"templates/root/more.tf.j2": "a = {{ nope }}\n"})
    said = run("explain", "dev", "size")
    assert (said.code, said.out[:9]) == (1, "size = 3\n")
    assert "Undefined name" in said.err
    assert run("explain", "dev", "size", "--format", "json").code == 1


def test_a_pack_that_can_not_be_read(explained: Path, run: Run) -> None:
    """Then there is no answer."""
    write_files(explained, {"templates/schema.yaml": "type: [\n"})
    assert (run("explain", "dev", "size").code, run("explain", "dev", "size").out) == (1, "")


def test_outside_of_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """As everywhere."""
    monkeypatch.chdir(tmp_path)
    assert "No project here" in run("explain", "dev", "size").err
