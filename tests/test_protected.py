"""Which names no rendering writes or removes."""

import pytest

from tfgen.protected import is_protected

OTHERS = (
    ".terraform/providers/x", ".terraform.lock.hcl", "terraform.tfstate", "terraform.tfstate.backup", "old.tfstate",
    ".terraform.tfstate.lock.info", "terraform.tfstate.d/dev/terraform.tfstate", "a.auto.tfvars", "a.auto.tfvars.json",
    "override.tf", "a_override.tf", "override.tf.json", "a_override.tf.json", "plan.tfplan", "modules/a/b_override.tf",
    ".tfgen-manifest.json", ".tfgen-transaction/0", "tfgen_incomplete.tf", "modules/.terraform/x",
    "Terraform.TFState", "X_Override.tf", ".Terraform/x",
)  # fmt: skip
OURS = ("main.tf", "terraform.tf", "terraform.tfvars", "overrides.tf", "modules/a/auto.tf", "tfgen.tf", "myoverride.tf")


@pytest.mark.parametrize("path", OTHERS)
def test_what_is_terraforms_or_a_persons_is_protected(path: str) -> None:
    """In any folder."""
    assert is_protected(path)


@pytest.mark.parametrize("path", OURS)
def test_what_templates_render_is_not(path: str) -> None:
    """Though the name be like one of those."""
    assert not is_protected(path)
