"""What environments have in common is told once."""

from msgspec.structs import replace

from tests.diff.made import CREATED, OUTPUT, SPEC, TEMPLATE, UPDATED, argument, environment
from tfgen.diff.changes import Change, ResourceChange
from tfgen.diff.formats.groups import groups


def test_a_change_of_many_environments_is_told_once() -> None:
    """Those of most environments come first, and by address."""
    found = groups(
        [environment("dev", UPDATED, CREATED), environment("prod", UPDATED, CREATED), environment("test", CREATED)]
    )
    assert [(group.environments, [change.address for change in group.resources]) for group in found] == [
        (("dev", "prod", "test"), ["aws_sns_topic.alarms"]),
        (("dev", "prod"), ["module.database.aws_db_instance.main"]),
    ]


def test_causes_do_not_part_what_is_one_change() -> None:
    """Where each spec makes the same change, all the specs are named."""
    changes = [
        ResourceChange("a.b", Change.UPDATE, (argument("name", "a", "b", cause),), causes=(cause,))
        for cause in (SPEC, TEMPLATE, SPEC)
    ]
    [group] = groups([environment(name, change) for name, change in zip("xyz", changes, strict=True)])
    assert group.environments == ("x", "y", "z")
    assert group.resources[0].causes == (SPEC, TEMPLATE)
    assert group.resources[0].arguments[0].causes == (SPEC, TEMPLATE)


def test_outputs_are_grouped_as_well() -> None:
    """By their names."""
    name, output = OUTPUT
    other = (name, replace(output, causes=(TEMPLATE,)))
    [group] = groups(
        [environment("dev", outputs=(("z", output), OUTPUT)), environment("prod", outputs=(("z", output), other))]
    )
    assert group.outputs == ((name, replace(output, causes=(SPEC, TEMPLATE))), ("z", output))


def test_blocks_are_grouped_as_well() -> None:
    """A provider's region, say, is told once."""
    found = groups([environment("dev", blocks=("terraform", "locals")), environment("prod", blocks=("terraform",))])
    assert [(group.environments, [block.name for block in group.blocks]) for group in found] == [
        (("dev", "prod"), ["terraform"]),
        (("dev",), ["locals"]),
    ]


def test_other_values_are_other_changes() -> None:
    """Nothing is folded that a person would want to see."""
    changes = [ResourceChange("a.b", Change.UPDATE, (argument("name", "a", value),)) for value in "bc"]
    found = groups([environment("dev", changes[0]), environment("prod", changes[1])])
    assert [group.environments for group in found] == [("dev",), ("prod",)]


def test_new_environments_are_apart_from_changed_ones() -> None:
    """All that a new one has is new."""
    found = groups([environment("dev", CREATED), environment("new", CREATED, change=Change.CREATE)])
    assert [(group.environments, group.change) for group in found] == [
        (("dev",), Change.UPDATE),
        (("new",), Change.CREATE),
    ]
