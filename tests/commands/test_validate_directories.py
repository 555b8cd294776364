"""`tfgen validate --dir`: any Terraform directory, in each format."""

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.providers.support import cache_provider
from tests.support import Run, write_files
from tfgen.providers.folder import cache_folder

GOOD = 'variable "size" {\n  type = number\n}\n\nresource "terraform_data" "main" {\n  input = var.size\n}\n'
CAREFUL = 'resource "terraform_data" "main" {\n  depends_on = ["terraform_data.main"]\n}\n'
WRONG = "locals {\n  a = local.b\n}\n"
WRONG_TEXT = (
    "╷\n"
    "│ Error: Reference to undeclared local value\n"
    "│\n"
    "│   on {file}:2:7\n"
    "│      2:   a = local.b\n"
    "│               ^^^^^^^\n"
    "│\n"
    '│ A local value with the name "b" has not been declared.\n'
    "│\n"
    "│   in {folder}\n"
    "╵\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, in a git repository, with directories beside it; no schemas are cached."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    files = {"good/main.tf": GOOD, "careful/main.tf": CAREFUL, "wrong/main.tf": WRONG, "empty/readme.md": "None.\n"}
    write_files(tmp_path / "repository/here", files)
    (tmp_path / "repository/.git").mkdir()
    monkeypatch.chdir(tmp_path / "repository/here")
    return tmp_path / "repository/here"


def test_a_directory_without_faults_is_told(here: Path, run: Run) -> None:
    """In a line, with its resources counted; once, though it is named twice, and not at all where nothing is to be."""
    said = run("validate", "--dir", "good", "--dir", "./good/")
    assert (said.code, said.out, said.err) == (0, "", "good: valid, 1 resource, 0.00 s\n")
    assert run("validate", "--dir", str(here / "good"), "--quiet").err == ""


def test_a_fault_is_shown_with_its_line(here: Path, run: Run) -> None:
    """The file is named from the current folder, and the directory too."""
    said = run("validate", "--dir", "wrong")
    assert (said.code, said.out) == (1, "")
    assert said.err == "wrong: has errors\n" + WRONG_TEXT.format(file="wrong/main.tf", folder="wrong")
    assert here.is_dir()


def test_a_fault_outside_of_the_current_folder_is_shown_with_its_line(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the directory lies, and however it is named."""
    monkeypatch.chdir(here / "empty")
    assert WRONG_TEXT.format(file="../wrong/main.tf", folder="../wrong") in run("validate", "--dir", "../wrong").err
    absolute = str(here / "wrong")
    assert WRONG_TEXT.format(file=f"{absolute}/main.tf", folder=absolute) in run("validate", "--dir", absolute).err


def test_warnings_alone_are_no_failure(here: Path, run: Run) -> None:
    """They are told, save to whoever asked for quiet."""
    said = run("validate", "--dir", "careful")
    assert said.code == 0
    assert "Warning: Quoted references are deprecated" in said.err
    assert said.err.startswith("careful: valid, 1 resource, 0.00 s\n")
    assert run("validate", "--dir", "careful", "-q").err == ""
    assert here.is_dir()


def test_json_about_one_directory_is_as_terraform_in_it_says(here: Path, run: Run) -> None:
    """Files are named from the directory, as with `terraform -chdir`."""
    said = run("validate", "--dir", "wrong", "--format", "json")
    document = json.loads(said.out)
    (found,) = document["diagnostics"]
    assert (said.code, document["valid"], document["error_count"], document["left_out"]) == (1, False, 1, [])
    assert (found["range"]["filename"], found["snippet"]["code"]) == ("main.tf", "  a = local.b")
    assert found["range"]["start"] == {"line": 2, "column": 7, "byte": 15}
    assert [(row["name"], row["valid"]) for row in document["environments"]] == [("wrong", False)]
    assert here.is_dir()


def test_json_about_several_directories_tells_them_apart(here: Path, run: Run) -> None:
    """Files are named from the current folder, and each finding names its directory."""
    document = json.loads(
        run("validate", "--dir", "good", "--dir", "wrong", "--dir", "careful", "--format", "json").out
    )
    places = {(found["environment"], found["range"]["filename"]) for found in document["diagnostics"]}
    assert places == {("wrong", "wrong/main.tf"), ("careful", "careful/main.tf")}
    assert [row["valid"] for row in document["environments"]] == [True, False, True]
    assert all("snippet" in found for found in document["diagnostics"])
    assert here.is_dir()


def test_sarif_names_files_from_the_root_of_the_repository(here: Path, run: Run) -> None:
    """There, code scanning looks for them."""
    said = run("validate", "--dir", "wrong", "--format", "sarif")
    (result,) = json.loads(said.out)["runs"][0]["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (said.code, artifact["uri"]) == (1, "here/wrong/main.tf")
    assert here.is_dir()


def test_github_names_files_from_the_root_of_the_repository(here: Path, run: Run) -> None:
    """So that the annotation stands beside the line."""
    said = run("validate", "--dir", "wrong", "--dir", "good", "--format", "github")
    title = "title=Reference to undeclared local value"
    assert said.out.startswith(f"::error file=here/wrong/main.tf,line=2,endLine=2,col=7,endColumn=14,{title}::")
    assert (said.code, said.out.count("\n")) == (1, 1)
    assert here.is_dir()


def test_junit_has_a_suite_for_each_directory(here: Path, run: Run) -> None:
    """Also for one without faults."""
    said = run("validate", "--dir", "good", "--dir", "wrong", "--format", "junit")
    suites = ET.fromstring(said.out)  # noqa: S314 - we wrote it
    assert [(one.attrib["name"], one.attrib["failures"]) for one in suites] == [("good", "0"), ("wrong", "1")]
    assert said.code == 1
    assert here.is_dir()


@pytest.mark.parametrize("name", ["nowhere", "good/main.tf"])
def test_what_is_no_folder_is_an_error(here: Path, run: Run, name: str) -> None:
    """The others are checked nevertheless."""
    said = run("validate", "--dir", name, "--dir", "wrong")
    assert said.code == 1
    assert f"Error: Not a folder\n│\n│ {name} is no folder. Name one that holds Terraform files.\n" in said.err
    assert "Error: Reference to undeclared local value" in said.err
    assert here.is_dir()


def test_a_folder_without_terraform_files_is_an_error(here: Path, run: Run) -> None:
    """It is probably not the one that was meant."""
    said = run("validate", "--dir", "empty", "--format", "json")
    (found,) = json.loads(said.out)["diagnostics"]
    assert (said.code, found["summary"]) == (1, "No configuration files")
    assert here.is_dir()


def test_a_path_that_no_file_can_have_is_an_error(here: Path, run: Run) -> None:
    """And no bug."""
    said = run("validate", "--dir", "x" * 5000)
    assert said.code == 1
    assert "Error: " in said.err
    assert "bug" not in said.err
    assert here.is_dir()


@pytest.mark.parametrize("arguments", [["dev"], ["--set", "size=2"]])
def test_a_directory_goes_with_nothing_of_a_project(here: Path, run: Run, arguments: list[str]) -> None:
    """It is checked as it lies there."""
    said = run("validate", "--dir", "good", *arguments)
    assert (said.code, said.out) == (1, "")
    assert "--dir checks what lies in a directory, so it goes neither with ENV, --set nor --shard." in said.err
    assert here.is_dir()


def test_an_empty_path_is_not_the_current_folder(here: Path, run: Run) -> None:
    """It is what a variable leaves that is not set."""
    said = run("validate", "--dir", "")
    assert (said.code, said.out) == (1, "")
    assert "name a folder." in said.err
    assert here.is_dir()


def test_a_file_that_cannot_be_read_is_an_error(here: Path, run: Run) -> None:
    """As is one that is no text; nothing further is said of the directory, of which too little is known."""
    (here / "wrong/gone.tf").symlink_to("nowhere")
    (here / "wrong/odd.tf").write_bytes(b"locals {\n  a = \xff\n}\n")
    found = json.loads(run("validate", "--dir", "wrong", "--format", "json").out)["diagnostics"]
    assert [(one["summary"], one["range"]["filename"], one["range"]["start"]["line"]) for one in found] == [
        ("Failed to read file", "gone.tf", 1),
        ("Invalid character encoding", "odd.tf", 2),
    ]


@pytest.mark.parametrize("manifest", [None, "[", "[]", '{"Modules": [{"Key": "remote"}]}'])
def test_a_module_from_elsewhere_that_is_not_here_is_left_out(here: Path, run: Run, manifest: str | None) -> None:
    """Also where Terraform's list of modules is damaged; which checks could not be made is said."""
    call = 'module "remote" {\n  source = "acme/thing/aws"\n  size   = local.nowhere\n}\n'
    write_files(here / "good", {"call.tf": call} | ({".terraform/modules/modules.json": manifest} if manifest else {}))
    said = run("validate", "--dir", "good")
    assert said.code == 1
    assert 'Not checked: module "remote": its source acme/thing/aws is not local' in said.err
    assert said.err.count("Error: ") == 1


def test_a_module_that_terraform_has_brought_is_checked(here: Path, run: Run) -> None:
    """What it takes is then known."""
    call = 'module "remote" {\n  source = "acme/thing/aws"\n  sise   = 1\n}\n'
    modules = [{"Key": "", "Dir": "."}, {"Key": "remote", "Dir": ".terraform/modules/remote/./sub"}]
    manifest = json.dumps({"Modules": modules})
    write_files(here / "good", {"call.tf": call, ".terraform/modules/modules.json": manifest})
    write_files(here / "good/.terraform/modules/remote/sub", {"main.tf": GOOD})
    said = run("validate", "--dir", "good")
    assert 'An argument named "sise" is not expected here. Did you mean "size"?' in said.err
    assert 'The argument "size" is required' in said.err
    assert "Not checked" not in said.err


@pytest.mark.parametrize(("version", "errors"), [("~> 1.2", 0), ("about 1", 1)])
def test_the_version_of_a_module_from_elsewhere_is_checked(here: Path, run: Run, version: str, errors: int) -> None:
    """Terraform would try no download with one that is none."""
    call = f'module "remote" {{\n  source  = "acme/thing/aws"\n  version = "{version}"\n}}\n'
    write_files(here / "good", {"call.tf": call})
    said = run("validate", "--dir", "good")
    assert said.err.count("Error: Invalid version constraint\n│\n│   on good/call.tf:3:13\n") == errors
    assert said.code == errors


def test_null_for_a_variable_that_takes_none_is_told(here: Path, run: Run) -> None:
    """There is no default to stand in for it."""
    variable = 'variable "name" {\n  type     = string\n  nullable = false\n}\n'
    call = 'module "inner" {\n  source = "./inner"\n  name   = null\n}\n'
    write_files(here / "good", {"call.tf": call, "inner/main.tf": variable})
    said = run("validate", "--dir", "good")
    assert said.code == 1
    assert "Error: Required variable not set\n│\n│   on good/call.tf:3:12\n" in said.err


UNKNOWN = """\
terraform {
  required_providers {
    acme = {
      source = "acme/acme"
    }
  }
}

resource "acme_wall" "main" {
  height = provider::acme::half(10)

  dynamic "brick" {
    for_each = ["a", "b"]
    iterator = stone

    content {
      name = stone.value
      next = brick.value
    }
  }

  lifecycle {
    ignore_changes = [height, anything]
  }
}
"""


def test_of_a_provider_that_nobody_knows_the_names_alone_are_checked(here: Path, run: Run) -> None:
    """And it is said how its schema can be had."""
    write_files(here / "good", {"wall.tf": UNKNOWN})
    said = run("validate", "--dir", "good")
    assert said.err.count("Error: ") == 1
    assert "│   on good/wall.tf:18:14\n│     18:       next = brick.value\n" in said.err
    assert "Not checked: resource acme_wall (acme/acme): its schema is not known" in said.err


def test_a_deprecated_resource_is_warned_of(here: Path, run: Run) -> None:
    """As a provider's cached schema has it."""
    wall = {"attributes": {"height": ["o", "number"]}, "deprecated": True}
    cache_provider(cache_folder(), "acme/acme", "1.0.0", {"resource acme_wall": wall})
    text = UNKNOWN[: UNKNOWN.index("resource")] + 'resource "acme_wall" "main" {\n  height = 1\n}\n'
    write_files(here / "good", {"wall.tf": text})
    said = run("validate", "--dir", "good")
    assert said.code == 0
    assert "Warning: Deprecated Resource" in said.err


def test_attributes_are_looked_up_in_blocks_within_blocks(here: Path, run: Run) -> None:
    """As far as a provider's cached schema goes."""
    mortar = {"attributes": {"kind": ["o", "string"]}}
    brick = {"attributes": {}, "blocks": {"mortar": ["single", 0, 0, mortar]}}
    cache_provider(
        cache_folder(), "acme/acme", "1.0.0", {"resource acme_wall": {"blocks": {"brick": ["list", 0, 0, brick]}}}
    )
    outputs = "".join(
        f'output "{name}" {{\n  value = acme_wall.main.brick[0].mortar.{name}\n}}\n' for name in ("kind", "colour")
    )
    text = UNKNOWN[: UNKNOWN.index("resource")] + 'resource "acme_wall" "main" {}\n'
    write_files(here / "good", {"wall.tf": text, "outputs.tf": outputs})
    said = run("validate", "--dir", "good")
    assert said.err.count("Error: ") == 1
    assert "Error: Unsupported attribute\n│\n│   on good/outputs.tf:5:" in said.err


def test_a_name_with_control_characters_is_seen_and_does_nothing(here: Path, run: Run) -> None:
    """No folder's name, and no module's source, steers the terminal."""
    name = "odd\x1b[2J\nname"
    call = 'module "remote" {\n  source = "git::https://example.org/\\u001b[2J"\n}\n'
    write_files(here / name, {"main.tf": WRONG, "call.tf": call})
    for folder in (name, f"{name}2"):
        said = run("validate", "--dir", folder, "--dir", "good")
        assert "\x1b" not in said.err
        assert "\nodd\\x1b[2J\\nname" in f"\n{said.err}"
        assert "│   in odd\\x1b[2J\\nname" in said.err
    assert (
        'Not checked: module "remote": its source git::https://example.org/\\x1b[2J'
        in run("validate", "--dir", name).err
    )
    document = json.loads(run("validate", "--dir", name, "--format", "json").out)
    assert document["environments"][0]["name"] == name


@pytest.mark.parametrize("style", ["text", "json", "sarif", "github", "junit"])
def test_a_name_that_is_no_text_is_told_all_the_same(here: Path, run: Run, style: str) -> None:
    """A file system takes any bytes for a name."""
    folder = os.fsdecode(b"odd\xff")
    try:
        write_files(here / folder, {os.fsdecode(b"a\xfe.tf"): WRONG})
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only.")
    said = run("validate", "--dir", folder, "--format", style)
    assert said.code == 1
    assert "bug" not in said.err
    assert {"sarif": "here/odd%FF/a%FE.tf", "json": "a\\udcfe.tf"}.get(style, "odd\\udcff/a\\udcfe.tf") in (
        said.out + said.err
    )


def test_files_in_jsons_syntax_are_left_out_and_told(here: Path, run: Run) -> None:
    """Of the files beside them the syntax alone is checked, since what they use may be declared there."""
    inputs = {"main.tf.json": '{"locals": {"b": 1}}', "terraform.tfvars": "nowhere = 1\n"}
    write_files(here / "wrong", inputs)
    said = run("validate", "--dir", "wrong")
    assert said.code == 0
    assert "Not checked: main.tf.json: Terraform's JSON syntax" in said.err
    write_files(here / "wrong", {"other.tf": "locals {\n"})
    assert run("validate", "--dir", "wrong").code == 1


def test_a_called_module_in_jsons_syntax_is_left_out_and_told(here: Path, run: Run) -> None:
    """The module that calls it is checked."""
    write_files(here / "wrong", {"call.tf": 'module "inner" {\n  source = "./inner"\n  size   = 1\n}\n'})
    write_files(here / "wrong/inner", {"main.tf.json": '{"variable": {"size": {}}}'})
    said = run("validate", "--dir", "wrong")
    assert said.err.count("Error: ") == 1
    assert "Not checked: inner/main.tf.json: Terraform's JSON syntax" in said.err


@pytest.mark.parametrize(
    ("text", "place"), [('{\n  "locals": {,}\n}\n', "2:1"), ('{"a": ' + "[" * 100_000, "1:1"), (b"\xff{}", "1:1")]
)
def test_a_file_that_is_not_json_is_an_error(here: Path, run: Run, text: str | bytes, place: str) -> None:
    """Terraform would say so; at the line where it ends to be JSON."""
    (here / "good/main.tf.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    said = run("validate", "--dir", "good")
    assert said.code == 1
    assert f"on good/main.tf.json:{place}\n" in said.err
