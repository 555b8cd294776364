"""Diagnostics as annotations of GitHub Actions."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Link, error, warning
from tfgen.report.github import format_github
from tfgen.source import SourceRange

WRONG = error("rule", "Wrong type", "It is wrong. Mend it.", SourceRange("a.yaml", 2, 7, 2, 9))


@dataclass(frozen=True)
class Command:
    """A workflow command as GitHub's runner reads it."""

    name: str
    properties: dict[str, str]
    message: str


def read(text: str) -> list[Command]:
    """Read the lines of a log as the runner does, every one a command."""
    lines = re.split(r"\r\n|\r|\n", text)
    assert lines.pop() == ""
    return list(map(command, lines))


def command(line: str) -> Command:
    """Read one command."""
    found = re.fullmatch("::([a-z]+) (.*?)::(.*)", line)
    assert found
    pairs = (pair.split("=", 1) for pair in found[2].split(","))
    return Command(found[1], {key: unescaped(value) for key, value in pairs}, unescaped(found[3]))


def unescaped(text: str) -> str:
    """Undo what GitHub's toolkit does to the parts of a command."""
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def test_an_annotation_is_at_the_place_that_a_person_would_edit() -> None:
    """With the summary as its title."""
    assert format_github([WRONG]) == (
        "::error file=a.yaml,line=2,endLine=2,col=7,endColumn=9,title=Wrong type::It is wrong. Mend it.\n"
    )


def test_nothing_to_tell_is_no_text() -> None:
    """The step's log stays empty."""
    assert format_github([]) == ""


def test_errors_come_before_warnings() -> None:
    """Of each kind GitHub shows the first ones."""
    assert [found.name for found in read(format_github([warning("w", "Careful", "So."), WRONG]))] == [
        "error",
        "warning",
    ]


def test_a_stretch_of_several_lines_has_no_columns() -> None:
    """GitHub does not take them together."""
    (found,) = read(format_github([replace(WRONG, subject=SourceRange("a.tf", 2, 7, 4, 2))]))
    assert found.properties == {"file": "a.tf", "line": "2", "endLine": "4", "title": "Wrong type"}


def test_files_are_named_from_the_root_of_the_repository() -> None:
    """Where the project is a folder of it."""
    (found,) = read(format_github([WRONG], "infra/"))
    assert found.properties["file"] == "infra/a.yaml"


@pytest.mark.parametrize("subject", [None, SourceRange("--set a.b", 1, 1, 1, 5)])
def test_without_a_file_there_is_a_title_alone(subject: SourceRange | None) -> None:
    """GitHub shows it with the run; an option is named in the message."""
    (found,) = read(format_github([replace(WRONG, subject=subject)]))
    assert found.properties == {"title": "Wrong type"}
    assert found.message == "It is wrong. Mend it." + ("\non --set a.b" if subject else "")


def test_chain_and_environments_are_in_the_message() -> None:
    """An annotation has no other place for them."""
    chain = (
        Link("rendered line", SourceRange("main.tf", 3, 1, 3, 2), "  a = 1"),
        Link("spec value", SourceRange("a.yaml", 1, 1, 1, 2)),
    )
    told = [replace(WRONG, chain=chain, environment=name) for name in ("dev", "prod")]
    (found,) = read(format_github(told))
    assert found.message.split("\n") == [
        "It is wrong. Mend it.",
        "rendered line: main.tf:3:1: a = 1",
        "spec value: a.yaml:1:1",
        "in dev, prod",
    ]


def numbered(diagnostic: Diagnostic, count: int) -> list[Diagnostic]:
    """Make diagnostics that differ."""
    return [replace(diagnostic, detail=str(number)) for number in range(count)]


def test_more_than_github_shows_is_said() -> None:
    """Otherwise a person mends ten and is surprised."""
    careful = warning("w", "Careful", "So.")
    assert [found.name for found in read(format_github([*numbered(WRONG, 10), *numbered(careful, 10)]))] == (
        ["error"] * 10 + ["warning"] * 10
    )
    *_, notice = read(format_github([*numbered(WRONG, 11), *numbered(careful, 10)]))
    assert notice.name == "notice"
    assert notice.message == "There are 11 errors. GitHub shows 10 of each; the log of this step has them all."
    *_, notice = read(format_github([*numbered(WRONG, 12), *numbered(careful, 11)]))
    assert notice.message.startswith("There are 12 errors and 11 warnings.")


@given(st.text(), st.text(), st.text(st.characters(exclude_characters="/"), min_size=1))
def test_no_text_becomes_a_command(summary: str, detail: str, file: str) -> None:
    """Whatever stands in a spec or a file's name, it can't steer the runner."""
    odd = error("rule", f"a,b::{summary}", f"100 %0A\r\n::error::{detail}", SourceRange(f"d{file}", 1, 1, 1, 2))
    (found,) = read(format_github([odd]))
    assert list(found.properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert found.properties["title"].startswith("a,b::")
    assert found.message.startswith("100 %0A\\r\n::error::")


def test_what_does_not_print_is_seen() -> None:
    """As in the reports for people; a newline of a detail stays one."""
    (found,) = read(format_github([error("rule", "Odd\n", "größe\x1b[2J\nb")]))
    assert found.properties["title"] == "Odd\\n"
    assert found.message == "größe\\x1b[2J\nb"
