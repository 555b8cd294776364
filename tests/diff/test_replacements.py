"""What the tables say of changed arguments, and that the real provider says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.probing.bodies import arguments_of
from scripts.probing.wanted import wanted
from tests.terraform import Terraform
from tfgen.diff.changes import ArgumentPath
from tfgen.diff.replacements import DATA, forces_replacement, perhaps_unsettled, unsettled
from tfgen.providers.records import Records

ROOT = Path(__file__).parents[2]
# Of these the provider answers changes in every way that the tables tell apart, and they are asked about quickly.
SAMPLE = ("aws_cloudwatch_log_group", "aws_internet_gateway", "aws_vpc")


@pytest.mark.parametrize(
    ("type_", "path", "expected"),
    [
        ("aws_subnet", ("cidr_block",), True),
        ("aws_vpc", ("enable_dns_support",), False),
        ("aws_db_instance", ("storage_encrypted",), True),
        ("aws_db_instance", ("engine_version",), False),
        ("aws_ecs_task_definition", ("container_definitions", 0, "image"), True),
        ("aws_instance", ("root_block_device", 0, "encrypted"), True),
        ("aws_instance", ("root_block_device", 0, "volume_size"), False),
        ("aws_vpc", ("tags", "Name"), False),
        ("aws_elasticache_replication_group", ("engine_version",), None),
        ("aws_elasticache_replication_group", ("transit_encryption_enabled",), None),
        ("aws_lb", ("security_groups",), None),
        ("aws_vpc", ("no_argument",), None),
        ("aws_no_type", ("name",), None),
    ],
)
def test_a_changed_argument_forces_replacement_or_does_not(
    type_: str, path: ArgumentPath, expected: bool | None
) -> None:
    """Replacement is announced where the provider always answers with it, and left open where that depends."""
    assert forces_replacement(type_, path) is expected


@pytest.mark.parametrize(
    ("path", "is_one_sided", "expected"),
    [(("cidr_ipv4",), False, False), (("cidr_ipv4",), True, True), (("cidr_ipv4", "part"), True, False)],
)
def test_an_argument_that_is_exchanged_for_another_forces_replacement(
    path: ArgumentPath, is_one_sided: bool, expected: bool
) -> None:
    """A rule is made anew where it lets in another kind of peer, and not where the network is another one."""
    assert forces_replacement("aws_vpc_security_group_ingress_rule", path, is_one_sided) is expected


def test_an_update_leaves_other_attributes_open() -> None:
    """Who refers to an attribute that follows another argument sees that change announced too."""
    assert unsettled("aws_vpc", [("tags", "Name")]) == {"tags_all"}
    assert unsettled("aws_vpc", [("enable_dns_support",)]) == set()
    assert unsettled("aws_no_type", [("name",)]) == set()
    assert perhaps_unsettled("aws_vpc", [("tags",)]) == set()


def test_each_argument_of_each_shipped_type_is_in_the_table() -> None:
    """What was not asked about is told as unknown, and what the provider no longer has is told nowhere."""
    expected = {type_: sorted(path for path, _ in arguments_of(schema)) for type_, schema in wanted().schemas.items()}
    table = Records(DATA / "replacements.json").all()
    assert expected == {
        type_: sorted(path for paths in record.values() for path in paths) for type_, record in table.items()
    }


def test_the_real_provider_answers_as_the_tables_say(tmp_path: Path) -> None:
    """The records of a sample of types are those that `make replacements` makes of them."""
    mirror = Terraform.create(tmp_path, tmp_path / "terraform").plugin_dir
    command = [sys.executable, "-m", "scripts.replacements", f"--plugin-dir={mirror}", f"--out={tmp_path}", *SAMPLE]
    subprocess.run(command, cwd=ROOT, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}, check=True)
    for name in ("replacements.json", "unsettled.json"):
        assert (tmp_path / name).read_text("utf-8") == (DATA / name).read_text("utf-8")
