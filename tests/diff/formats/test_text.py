"""A comparison as text for people."""

import click
from msgspec.structs import replace

from tests.diff.made import (
    CREATED,
    DELETED,
    FILE,
    MOVED,
    OUTPUT,
    REPLACED,
    TEMPLATE,
    UPDATED,
    argument,
    environment,
    known,
    same,
)
from tfgen.diff.changes import ArgumentChange, Change, EnvironmentDifference, FileDifference, ResourceChange, Shown
from tfgen.diff.comparison import Comparison
from tfgen.diff.formats.lines import format_argument_path
from tfgen.diff.formats.text import format_text


def text(*differences: EnvironmentDifference, by_text: bool = False) -> str:
    """Write a comparison without colours."""
    return click.unstyle(format_text(Comparison("main", differences, by_text=by_text), "generated"))


def test_changes_look_as_in_a_plan() -> None:
    """Marks, addresses, old and new values, where they come from, what is at risk, and the sum."""
    assert text(environment("prod", UPDATED, CREATED, REPLACED, DELETED, MOVED, outputs=(OUTPUT,)), same("dev")) == (
        "prod:\n"
        "  > aws_eip.was -> aws_eip.new (is moved)\n"
        "  - aws_eip.old\n"
        "        from templates/modules/database/main.tf.j2:7: deletion_protection = false\n"
        "  + aws_sns_topic.alarms\n"
        '      + name: "alarms"\n'
        "        from templates/modules/database/main.tf.j2:7: deletion_protection = false\n"
        "-/+ aws_vpc.main\n"
        '      ~ cidr_block: "10.0.0.0/16" -> var.cidr (not known here) # may change, forces replacement\n'
        "            from --set size: size=3\n"
        "  ~ module.database.aws_db_instance.main\n"
        "      ! risk: Deletion protection is switched off. [protection-off]\n"
        '      ~ instance_class: "a" -> "b"\n'
        "            from environments/prod.yaml:35: instance_class: b\n"
        '      ~ deletion_protection: "true" -> "false"\n'
        "            from templates/modules/database/main.tf.j2:7: deletion_protection = false\n"
        '  ~ output.endpoint: "x" -> "y"\n'
        "        from environments/prod.yaml:35: instance_class: b\n"
        "\n"
        "prod: 1 to add, 1 to change, 1 to destroy, 1 to replace, 1 to move, 1 output to change\n"
    )


def test_no_differences_are_no_text() -> None:
    """Nor is what differs in text only."""
    assert text(same("dev"), same("prod", FILE)) == ""


def test_of_new_and_removed_environments_the_addresses_suffice() -> None:
    """Hundreds of arguments would hide what else there is."""
    new = environment("new", CREATED, outputs=(("a", argument("a", None, "1")),), change=Change.CREATE)
    old = environment("old", DELETED, outputs=(("a", argument("a", "1", None)),), change=Change.DELETE)
    assert text(new, old) == (
        "new (new):\n  + aws_sns_topic.alarms\n  + output.a\n\n"
        "old (removed):\n  - aws_eip.old\n  - output.a\n\n"
        "new: new environment, 1 to add, 0 to change, 0 to destroy, 0 to replace, 1 output to change\n"
        "old: environment removed, 0 to add, 0 to change, 1 to destroy, 0 to replace, 1 output to change\n"
    )


def test_texts_of_several_lines_are_shown_line_by_line() -> None:
    """As they were before and after; what did not change is left out but for a line around."""
    rows = [f"line {number}" for number in range(9)]
    before, after = "\n".join(rows), "\n".join(["line 0", "new", *rows[2:8], "last"])
    policy = ArgumentChange(("policy",), Shown(before, is_known=True), Shown(after, is_known=False))
    created = ArgumentChange(("body",), None, Shown("a\nb", is_known=True))
    assert text(environment("dev", ResourceChange("a.b", Change.UPDATE, (policy, created)))) == (
        "dev:\n"
        "  ~ a.b\n"
        "      ~ policy:\n"
        "            line 0\n"
        "          - line 1\n"
        "          + new\n"
        "            line 2\n"
        "            …\n"
        "            line 7\n"
        "          - line 8\n"
        "          + last (not known here)\n"
        "      + body:\n"
        "          + a\n"
        "          + b\n"
        "\n"
        "dev: 0 to add, 1 to change, 0 to destroy, 0 to replace\n"
    )


def test_what_is_not_certain_is_not_claimed() -> None:
    """It is said to be possible."""
    perhaps = ResourceChange("a.b", Change.UPDATE, is_certain=False)
    forgotten = ResourceChange("a.c", Change.FORGET, is_certain=False)
    assert text(environment("dev", perhaps, forgotten)).splitlines()[1:3] == [
        "  ~ a.b (may change)",
        "  . a.c (is managed no longer, and not destroyed, may change)",
    ]


def test_what_surely_changes_in_an_uncertain_way_is_told_as_that() -> None:
    """Where nobody knows what the provider makes of it."""
    unknown = replace(argument("size", "a", "b"), forces_replacement=None)
    updated = ResourceChange("a.b", Change.UPDATE, (unknown,), is_certain=False)
    replaced = ResourceChange("a.c", Change.REPLACE, (argument("size", "a", "b"),), is_certain=False)
    assert text(environment("dev", updated, replaced)).splitlines()[1:5] == [
        "  ~ a.b (may be replaced)",
        '      ~ size: "a" -> "b" # may force replacement',
        "-/+ a.c (may be updated in place)",
        '      ~ size: "a" -> "b"',
    ]


def test_a_move_to_another_key_is_told_as_that() -> None:
    """Addresses are written without keys, so that both are the same."""
    moved = ResourceChange("a.b", Change.MOVE, previous_address="a.b")
    assert text(environment("dev", moved)).splitlines()[1] == "  > a.b (is moved to another key)"


def test_what_is_no_resource_is_named() -> None:
    """What comes of it, Terraform's plan tells."""
    assert text(environment("dev", blocks=('provider "aws"', "terraform"))) == (
        'dev:\n  ~ provider "aws"\n  ~ terraform\n\n'
        "dev: 0 to add, 0 to change, 0 to destroy, 0 to replace, 2 other blocks to change\n"
    )


def test_paths_are_written_as_terraform_refers_to_them() -> None:
    """Keys that are no names stand in quotes."""
    assert format_argument_path(("ingress", 0, "cidr_blocks", 1)) == "ingress[0].cidr_blocks[1]"
    assert format_argument_path(("tags", 'cost "center"', "a-b", "1a")) == 'tags["cost \\"center\\""].a-b["1a"]'


def test_no_value_steers_the_terminal() -> None:
    """Neither in values, keys, addresses nor lines of specs."""
    evil = "\x1b[2J\u202e\r\x07"
    cause = replace(TEMPLATE, code=evil)
    change = ArgumentChange((evil,), known(evil), known(f"{evil}\n{evil}"), causes=(cause,))
    found = text(environment("dev", ResourceChange(f'a.b["{evil}"]', Change.UPDATE, (change,))))
    assert all(char.isprintable() or char == "\n" for char in found)
    assert "\\x1b[2J\\u202e\\r\\x07" in found


def test_only_a_terminal_would_see_colours() -> None:
    """They are there to be taken away."""
    assert "\x1b[32m+\x1b[0m" in format_text(Comparison("main", [environment("dev", CREATED)]), "generated")


def test_by_text_it_is_a_unified_diff() -> None:
    """Of every file, those of one side only among them."""
    files = (
        FILE,
        FileDifference("new.tf", None, "x"),
        FileDifference("old.tf", "x\r\ny\x0bz\n", None),
        FileDifference("void.tf", None, ""),
    )
    assert text(same("dev", *files), same("prod"), by_text=True) == (
        "--- a/generated/dev/main.tf\n+++ b/generated/dev/main.tf\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
        "--- /dev/null\n+++ b/generated/dev/new.tf\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n"
        "--- a/generated/dev/old.tf\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-x\\r\n-y\\x0bz\n"
        "--- /dev/null\n+++ b/generated/dev/void.tf\n"
    )
