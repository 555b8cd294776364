"""Differences made by hand."""

from tfgen.diff.changes import (
    ArgumentChange,
    BlockChange,
    Cause,
    Change,
    EnvironmentDifference,
    FileDifference,
    Note,
    ResourceChange,
    Shown,
)
from tfgen.source import line_range

SPEC = Cause(line_range("environments/prod.yaml", 35, "  instance_class: b"), "  instance_class: b")
TEMPLATE = Cause(line_range("templates/modules/database/main.tf.j2", 7), "deletion_protection = false")
OPTION = Cause(line_range("--set size", 1), "size=3")
RISK = Note("protection-off", "Deletion protection is switched off.", "the provider's documentation")


def known(text: str) -> Shown:
    """Give a side whose value is known and is the text in quotes."""
    return Shown(f'"{text}"', is_known=True, value=text)


def argument(name: str, before: str | None, after: str | None, *causes: Cause) -> ArgumentChange:
    """Give a changed argument of text."""
    sides = [None if side is None else known(side) for side in (before, after)]
    return ArgumentChange((name,), sides[0], sides[1], causes=causes)


UPDATED = ResourceChange(
    "module.database.aws_db_instance.main",
    Change.UPDATE,
    (argument("instance_class", "a", "b", SPEC), argument("deletion_protection", "true", "false", TEMPLATE)),
    notes=(RISK,),
)
CREATED = ResourceChange("aws_sns_topic.alarms", Change.CREATE, (argument("name", None, "alarms"),), causes=(TEMPLATE,))
REPLACED = ResourceChange(
    "aws_vpc.main",
    Change.REPLACE,
    (
        ArgumentChange(
            ("cidr_block",), known("10.0.0.0/16"), Shown("var.cidr", is_known=False), False, True, causes=(OPTION,)
        ),
    ),
)
DELETED = ResourceChange("aws_eip.old", Change.DELETE, (argument("domain", "vpc", None),), causes=(TEMPLATE,))
MOVED = ResourceChange("aws_eip.new", Change.MOVE, previous_address="aws_eip.was")
OUTPUT = ("endpoint", argument("endpoint", "x", "y", SPEC))
FILE = FileDifference("main.tf", "a\nb\n", "a\nc\n")


def environment(
    name: str,
    *resources: ResourceChange,
    outputs: tuple[tuple[str, ArgumentChange], ...] = (),
    change: Change | None = Change.UPDATE,
    files: tuple[FileDifference, ...] = (),
    blocks: tuple[str, ...] = (),
) -> EnvironmentDifference:
    """Give the difference of an environment."""
    return EnvironmentDifference(name, change, resources, outputs, files, tuple(map(BlockChange, blocks)))


def same(name: str, *files: FileDifference) -> EnvironmentDifference:
    """Give an environment that does not differ, but perhaps in text."""
    return EnvironmentDifference(name, None, files=files)
