"""Diagnostics as a person reads them."""

from pathlib import Path

import click
import pytest
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Link, error, warning
from tfgen.report.snippet import Sources
from tfgen.report.text import format_diagnostics
from tfgen.source import SourceRange

WRONG = error("rule", "Wrong type", "It is wrong. Mend it.", SourceRange("a.yaml", 2, 7, 2, 9))


def told(folder: Path, *diagnostics: Diagnostic, width: int | None = None) -> str:
    """Give the text without colours."""
    return click.unstyle(format_diagnostics(diagnostics, Sources(folder), width))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file."""
    (tmp_path / "a.yaml").write_text("name: a\nsize: xy\n", "utf-8")
    return tmp_path


def test_a_diagnostic_shows_place_line_and_remedy(folder: Path) -> None:
    """In a box as Terraform draws it; the place is one that editors open."""
    assert told(folder, WRONG) == (
        "╷\n"
        "│ Error: Wrong type\n"
        "│\n"
        "│   on a.yaml:2:7\n"
        "│      2: size: xy\n"
        "│               ^^\n"
        "│\n"
        "│ It is wrong. Mend it.\n"
        "╵\n"
    )


def test_without_a_place_there_is_only_the_sentence(folder: Path) -> None:
    """Something that is missing altogether stands nowhere."""
    found = error("rule", "No project here", "There is none.")
    assert told(folder, found) == "╷\n│ Error: No project here\n│\n│ There is none.\n╵\n"


def test_without_the_line_there_is_still_the_place(folder: Path) -> None:
    """The file may be gone."""
    found = replace(WRONG, subject=SourceRange("gone.yaml", 1, 1, 1, 2))
    assert "│   on gone.yaml:1:1\n│\n│ It is wrong." in told(folder, found)


def test_nothing_to_tell_is_no_text(folder: Path) -> None:
    """Not even a frame."""
    assert told(folder) == ""


def test_the_chain_leads_on(folder: Path) -> None:
    """Each step has its place and its line, also one that no file holds."""
    chain = (
        Link("rendered line", SourceRange("main.tf", 12, 3, 12, 4), "  size = xy"),
        Link("spec value", SourceRange("a.yaml", 1, 7, 1, 8)),
        Link("set by", SourceRange("--set size", 1, 6, 1, 8)),
    )
    assert told(folder, replace(WRONG, chain=chain, environment="dev")).endswith(
        "│ It is wrong. Mend it.\n"
        "│\n"
        "│   rendered line: main.tf:12:3\n"
        "│       12:   size = xy\n"
        "│   spec value: a.yaml:1:7\n"
        "│        1: name: a\n"
        "│   set by: --set size\n"
        "│   in dev\n"
        "╵\n"
    )


def test_an_option_of_the_command_line_is_its_own_place(folder: Path) -> None:
    """It has no file, so line and column would say nothing."""
    found = replace(WRONG, subject=SourceRange("--set size", 1, 6, 1, 8))
    assert "│   on --set size\n│\n│ It is wrong." in told(folder, found)


def test_environments_with_the_same_mistake_share_one_box(folder: Path) -> None:
    """And are named in it, each once."""
    found = [replace(WRONG, environment=name) for name in ("dev", "prod", "dev")]
    text = told(folder, *found)
    assert text.count("Error:") == 1
    assert "│   in dev, prod\n" in text


def test_errors_come_last(folder: Path) -> None:
    """Where someone looks first when the command has ended."""
    text = told(folder, WRONG, warning("w", "Careful", "A warning."))
    assert text.index("Warning: Careful") < text.index("Error: Wrong type")


def test_severities_differ_in_colour(folder: Path) -> None:
    """Red and yellow; whether colours are shown is for the console to say."""
    text = format_diagnostics([WRONG, warning("w", "Careful", "A warning.")], Sources(folder), None)
    assert "\x1b[31m\x1b[1mError: " in text
    assert "\x1b[33m\x1b[1mWarning: " in text


def test_details_are_wrapped_to_a_terminal_only(folder: Path) -> None:
    """Between words, and not at hyphens, which stand in names."""
    found = error("rule", "Long", "One two three four-five six.\nSeven.\n\nEight.")
    assert "│ One two three four-five six.\n│ Seven.\n│\n│ Eight.\n" in told(folder, found)
    assert "│ One two three\n│ four-five six.\n│ Seven.\n│\n│ Eight.\n" in told(folder, found, width=23)


def test_control_characters_are_seen_and_do_nothing(tmp_path: Path) -> None:
    """No file, value or name steers the terminal, hides text or turns its direction."""
    (tmp_path / "a.yaml").write_text("a:\t\x1b[2J\u202e: 1\n", "utf-8")
    found = error("rule", "Odd \x07", "Value \x9b1m\x7f.", SourceRange("a.yaml", 1, 4, 1, 9))
    text = told(tmp_path, found)
    assert "Error: Odd \\x07" in text
    assert "│      1: a:    \\x1b[2J\\u202e: 1\n" in text
    assert "│               ^^^^^^^^^^^^^\n" in text
    assert "Value \\x9b1m\\x7f." in text
    assert told(tmp_path, replace(WRONG, subject=SourceRange("\x1b.yaml", 1, 1, 1, 1))).count("on \\x1b.yaml:1:1") == 1


def test_tabs_keep_the_underline_in_its_place(tmp_path: Path) -> None:
    """They are shown as spaces."""
    (tmp_path / "a.tf").write_text("\tname = 1\n", "utf-8")
    text = told(tmp_path, error("rule", "Wrong", "No.", SourceRange("a.tf", 1, 9, 1, 10)))
    assert "│      1:     name = 1\n│                    ^\n" in text


@pytest.mark.parametrize("width", [0, 50, 150, 500])
def test_a_long_line_is_cut_around_the_part_that_matters(tmp_path: Path, width: int) -> None:
    """So that a box stays a box, and the mark under its word."""
    (tmp_path / "a.tf").write_text("-" * width + "HERE" + "+" * 500, "utf-8")
    text = told(tmp_path, error("rule", "Wrong", "No.", SourceRange("a.tf", 1, width + 1, 1, width + 5)))
    line, mark = text.splitlines()[4:6]
    assert len(line) < 180
    assert line.endswith("+…")
    assert line[mark.index("^") : mark.rindex("^") + 1] == "HERE"
    assert ("…-" in line) == (width > 80)


def test_a_line_that_fits_is_shown_whole(tmp_path: Path) -> None:
    """Though the part that matters stands near its end."""
    (tmp_path / "a.tf").write_text("-" * 120 + "HERE", "utf-8")
    text = told(tmp_path, error("rule", "Wrong", "No.", SourceRange("a.tf", 1, 121, 1, 125)))
    assert f": {'-' * 120}HERE\n" in text


def test_a_long_rendered_line_is_cut_around_its_column(tmp_path: Path) -> None:
    """It may be a whole policy."""
    link = Link("rendered line", SourceRange("main.tf", 3, 301, 3, 302), "-" * 300 + "HERE" + "+" * 300)
    assert "HERE" in told(tmp_path, replace(WRONG, subject=None, chain=(link,)))


def test_a_part_longer_than_the_line_shown_is_marked_as_far_as_it_is_shown(tmp_path: Path) -> None:
    """The underline ends with the line."""
    (tmp_path / "a.tf").write_text("x" * 1000, "utf-8")
    line, mark = told(tmp_path, error("rule", "Wrong", "No.", SourceRange("a.tf", 1, 1, 1, 1001))).splitlines()[4:6]
    assert len(mark) <= len(line)
