"""`tfgen providers schema`: what is asked of Terraform, what is cached and what is said."""

import json
from pathlib import Path

import pytest

from tests.support import Run, write_files
from tests.terraform import Terraform
from tfgen.commands.providers import cache_schemas
from tfgen.providers.catalogue import Catalogue
from tfgen.providers.folder import cache_folder
from tfgen.providers.lockfile import LOCK_FILE

BACKEND = 'terraform {\n  backend "s3" {\n  }\n}\nprovider "aws" {\n}\n'


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TF_DATA_DIR", raising=False)
    monkeypatch.delenv("TF_CLI_CONFIG_FILE", raising=False)
    return cache_folder()


def initialise(folder: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the real `terraform init` in a folder, which keeps its data where TF_DATA_DIR then says."""
    terraform = Terraform.create(folder, scratch)
    terraform.init("-backend=false")
    monkeypatch.setenv("TF_DATA_DIR", terraform.environment()["TF_DATA_DIR"])


def test_the_providers_of_the_rendered_folders_are_cached_whole(
    project: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though the backend is not initialised; a second time they are kept, and a damaged file is made anew."""
    write_files(project / "generated/dev", {"main.tf": BACKEND})
    initialise(project / "generated/dev", tmp_path / "terraform", monkeypatch)
    counted = "1526 resource schemas, 608 data source schemas, 7 ephemeral resource schemas"

    assert cache_schemas(None, [], style="text", quiet=False) == 0
    assert capsys.readouterr() == ("hashicorp/aws 5.100.0\n", f"hashicorp/aws 5.100.0: {counted} cached.\n")
    catalogue = Catalogue.open()
    large = catalogue.resource("hashicorp/aws", "aws_wafv2_web_acl")
    assert large
    assert large.blocks["rule"].block.blocks["statement"].block.blocks["and_statement"].max_items == 1
    assert catalogue.types("hashicorp/aws", [], "data") == Catalogue(Path("none")).types("hashicorp/aws", [], "data")

    assert cache_schemas(project, [], style="json", quiet=False) == 0
    said = capsys.readouterr()
    counts = {"resource_schemas": 1526, "data_source_schemas": 608, "ephemeral_resource_schemas": 7}
    providers = [{"source": "hashicorp/aws", "version": "5.100.0", **counts}]
    assert json.loads(said.out) == {"format_version": "1.0", "providers": providers}
    assert said.err == "hashicorp/aws 5.100.0: cached already.\n"

    path = cache / "hashicorp/aws/5.100.0.schemas"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert cache_schemas(None, [str(project / "generated/dev")], style="text", quiet=True) == 0
    assert capsys.readouterr() == ("hashicorp/aws 5.100.0\n", "")
    assert path.read_bytes() == whole


def test_what_terraform_has_against_it_is_told(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other folders are done nevertheless, and a damaged file is not listed."""
    write_files(project, {"a/main.tf": BACKEND, "b/main.tf": ""})
    initialise(project / "a", tmp_path / "terraform", monkeypatch)
    lock = project / "a" / LOCK_FILE
    lock.write_text(lock.read_text().replace("5.100.0", "5.99.0"))
    write_files(cache_folder(), {"x/y/1.0.0.schemas": "damaged"})
    assert cache_schemas(None, ["a", "b"], style="text", quiet=False) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Error: Terraform gave no schemas" in said.err
    assert "5.99.0" in said.err
    assert "Error: Folder not initialised" in said.err
    assert "b has no providers installed. Run `terraform init` there" in said.err


def test_a_folder_whose_providers_are_gone_is_not_initialised(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lock file alone, as a checkout has it, does not do."""
    write_files(project, {f"a/{LOCK_FILE}": 'provider "x/y" {\n  version = "1.0.0"\n}\n'})
    assert cache_schemas(None, ["a"], style="text", quiet=False) == 1
    assert "Error: Folder not initialised" in capsys.readouterr().err


def test_without_terraform_it_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And where to get it."""
    write_files(project / "a", {LOCK_FILE: 'provider "x/y" {\n  version = "1.0.0"\n}\n', ".terraform/providers/x": ""})
    monkeypatch.setenv("PATH", str(project))
    assert cache_schemas(None, ["a"], style="text", quiet=False) == 1
    assert "Error: Terraform not found" in capsys.readouterr().err


def test_without_an_initialised_folder_it_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And what to do."""
    write_files(project, {"generated/dev/main.tf": BACKEND})
    assert cache_schemas(None, [], style="text", quiet=False) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Error: No folder initialised" in said.err


def test_without_a_project_a_folder_has_to_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing rendered then."""
    assert cache_schemas(tmp_path, [], style="json", quiet=False) == 1
    said = capsys.readouterr()
    assert json.loads(said.out) == {"format_version": "1.0", "providers": []}
    assert "Error: No project here" in said.err


def test_the_command_line_asks_for_folders(project: Path, run: Run) -> None:
    """Those of generated/, where none is named, or others, and in either format."""
    write_files(project, {"a/main.tf": BACKEND})
    said = run("providers", "schema", "a", "--format", "json", "--quiet")
    assert (said.code, json.loads(said.out)["providers"]) == (1, [])
    assert "a has no providers installed" in said.err
    assert "Error: No folder initialised" in run("providers", "schema").err
