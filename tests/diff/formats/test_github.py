"""A comparison as annotations of GitHub Actions."""

from msgspec.structs import replace

from tests.diff.made import (
    CREATED,
    DELETED,
    FILE,
    MOVED,
    REPLACED,
    SPEC,
    TEMPLATE,
    UPDATED,
    argument,
    environment,
    same,
)
from tests.report.test_github import read
from tfgen.diff.changes import BlockChange, Cause, Change, ResourceChange
from tfgen.diff.comparison import Comparison
from tfgen.diff.formats.github import format_annotations
from tfgen.source import line_range


def test_the_lines_that_cause_changes_are_annotated() -> None:
    """Each once, for all environments and resources, what is lost or at risk as a warning and first."""
    found = format_annotations(
        Comparison("main", [environment("dev", CREATED), environment("prod", UPDATED, MOVED)]), "infra"
    )
    assert found == (
        "::warning file=infra/templates/modules/database/main.tf.j2,line=7,endLine=7,title=What this line changes::"
        "+ aws_sns_topic.alarms in dev%0A~ module.database.aws_db_instance.main in prod%0A"
        "  risk: Deletion protection is switched off.\n"
        "::warning file=infra/environments/prod.yaml,line=35,endLine=35,title=What this line changes::"
        "~ module.database.aws_db_instance.main in prod%0A  risk: Deletion protection is switched off.\n"
        "::notice title=tfgen diff against main::"
        "dev: 1 to add, 0 to change, 0 to destroy, 0 to replace%0A"
        "prod: 0 to add, 1 to change, 0 to destroy, 0 to replace, 1 to move\n"
    )


def test_what_destroys_is_a_warning_and_comes_first() -> None:
    """What is only changed is a notice."""
    changed = ResourceChange("a.b", Change.UPDATE, (argument("name", "a", "b", SPEC),))
    commands = read(format_annotations(Comparison("main", [environment("dev", changed, DELETED)]), ""))
    assert [(command.name, command.properties.get("file")) for command in commands] == [
        ("warning", TEMPLATE.where.file),
        ("notice", SPEC.where.file),
        ("notice", None),
    ]


def test_an_option_of_the_command_line_is_no_file() -> None:
    """It stands in the summary only."""
    [command] = read(format_annotations(Comparison("main", [environment("dev", REPLACED)]), ""))
    assert command.properties == {"title": "tfgen diff against main"}


def test_a_line_of_another_commit_is_no_line_here() -> None:
    """It would be shown beside whatever stands there now."""
    gone = replace(DELETED, causes=(replace(TEMPLATE, commit="1a2b3c4d5e6f"),))
    command, _ = read(format_annotations(Comparison("main", [environment("dev", gone)]), "infra"))
    assert command.properties == {"title": "What lines change that are gone"}
    assert command.name == "warning"
    assert command.message.startswith(f"- {gone.address} in dev")


def test_blocks_beside_resources_are_annotated() -> None:
    """At the line that differs."""
    changed = replace(environment("dev"), blocks=(BlockChange('provider "aws"', (replace(TEMPLATE, code=""),)),))
    command, _ = read(format_annotations(Comparison("main", [changed]), ""))
    assert (command.properties["file"], command.message) == (TEMPLATE.where.file, '~ provider "aws" in dev')


def test_a_line_with_many_changes_names_the_first_of_them() -> None:
    """An annotation is no list."""
    changes = [replace(CREATED, address=f"a.b{number:03}") for number in range(100)]
    command, _ = read(format_annotations(Comparison("main", [environment("dev", *changes)]), ""))
    lines = command.message.split("\n")
    assert (len(lines), lines[29], lines[30]) == (31, "+ a.b029 in dev", "… and 70 more")


def test_nothing_ends_a_command() -> None:
    """Neither addresses nor files nor what is compared with."""
    evil = "x\n::error::y\r%,:"
    cause = Cause(line_range(evil, 1), evil)
    change = ResourceChange(evil, Change.CREATE, causes=(cause,))
    commands = read(format_annotations(Comparison(evil, [environment(evil, change)]), evil))
    assert [command.name for command in commands] == ["notice", "notice"]


def test_by_text_there_is_only_the_sum() -> None:
    """And without differences nothing at all."""
    [command] = read(format_annotations(Comparison("generated", [same("dev", FILE)], by_text=True), ""))
    assert command.message == "dev: 1 file differs"
    assert format_annotations(Comparison("generated", [same("dev", FILE)]), "") == ""
