"""The versions that Terraform locked a folder to are found."""

from pathlib import Path

from tests.providers.support import version_of
from tests.terraform import PROVIDER, Terraform
from tfgen.providers.lockfile import LOCK_FILE, locked_versions

TEXT = """# This file is maintained automatically by "terraform init".

provider "example.com/a/b" {
  version     = "1.0.0-beta1"
  constraints = ">= 1.0.0"
  hashes = [
    "h1:x=",
  ]
}

provider "no provider" {
  version = "1.0.0"
}

provider "x/y" {
  version = "newest"
}
"""


def test_the_versions_of_a_lock_file_are_found(tmp_path: Path) -> None:
    """What can't be a source or a version is passed over."""
    (tmp_path / LOCK_FILE).write_text(TEXT)
    assert locked_versions(tmp_path) == {"example.com/a/b": version_of("1.0.0-beta1")}


def test_a_folder_without_a_lock_file_is_locked_to_nothing(tmp_path: Path) -> None:
    """That is no error."""
    assert locked_versions(tmp_path) == {}


def test_the_lock_file_of_the_real_terraform_is_read(tmp_path: Path) -> None:
    """As init writes it."""
    (tmp_path / "main.tf").write_text('provider "aws" {\n}\n')
    Terraform.create(tmp_path, tmp_path / "terraform").init()
    assert locked_versions(tmp_path) == {PROVIDER.parent.as_posix(): version_of(PROVIDER.name)}
