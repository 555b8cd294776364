"""What a console prints where, and when it colours and wraps."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.support import command, start, start_on_terminal, write_files
from tfgen.console import Console, terminal_width, use_colour
from tfgen.diagnostics import error, warning

BROKEN = {"environments/dev.yaml": "name: dev\nsise: 3\n"}
RED = "\x1b[31m"


def test_data_goes_to_standard_output_and_words_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """What a script wants can be piped on without what a person is told."""
    console = Console()
    console.data("main.tf")
    console.say("rendered")
    assert capsys.readouterr() == ("main.tf\n", "rendered\n")


def test_data_is_printed_as_it_is(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Nothing is taken out, not even a control sequence; a last newline is not doubled, and no data is no line."""
    console = Console()
    console.data("\x1b[31m für\n")
    console.data("")
    assert capsysbinary.readouterr().out == "\x1b[31m für\n".encode()


def test_data_is_utf_8_whatever_the_locale_says(project: Path) -> None:
    """A locale without the letters of a name neither fails nor changes the rendered text."""
    write_files(project, {"environments/dev.yaml": "name: Straße │\n"})
    said = start("render", "dev", "--stdout", environment={"PYTHONIOENCODING": "ascii"})
    assert said.code == 0
    assert 'name   = "Straße │"' in said.out


@pytest.mark.parametrize(("verbosity", "expected"), [(0, "zero\n"), (1, "zero\none\n"), (2, "zero\none\ntwo\n")])
def test_more_is_said_to_those_who_ask(verbosity: int, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line has a level, and a console its verbosity."""
    for level, word in enumerate(("zero", "one", "two")):
        Console(verbosity).say(word, level=level)
    assert capsys.readouterr().err == expected


def test_a_quiet_console_tells_errors_only(capsys: pytest.CaptureFixture[str]) -> None:
    """`-q` leaves warnings out."""
    found = [warning("w", "Careful", "A warning."), error("e", "Wrong", "An error.")]
    Console(0).diagnostics(found, Path())
    quiet = capsys.readouterr().err
    Console(1).diagnostics(found, Path())
    assert "Warning: Careful" not in quiet
    assert "Error: Wrong" in quiet
    assert "Warning: Careful" in capsys.readouterr().err


def test_a_terminal_gets_colours(project: Path) -> None:
    """Errors are red where a person sees them."""
    write_files(project, BROKEN)
    assert RED in start_on_terminal("validate", "dev").err


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_declined(project: Path, variable: str, value: str) -> None:
    """NO_COLOR, and a terminal that cannot colour, keep control sequences out."""
    write_files(project, BROKEN)
    said = start_on_terminal("validate", "dev", environment={variable: value})
    assert "Error: Unsupported key" in said.err
    assert "\x1b" not in said.err


def test_an_empty_no_color_declines_nothing(project: Path) -> None:
    """As https://no-color.org has it."""
    write_files(project, BROKEN)
    assert RED in start_on_terminal("validate", "dev", environment={"NO_COLOR": ""}).err


def test_a_pipe_gets_neither_colours_nor_wrapped_lines(project: Path) -> None:
    """A log can be searched for a sentence."""
    write_files(project, BROKEN)
    said = start("validate", "dev")
    assert "\x1b" not in said.err
    assert 'A key named "sise" is not expected at the top level. Did you mean "size"?' in said.err


def test_a_narrow_terminal_gets_narrow_lines(project: Path) -> None:
    """A detail is wrapped between words to the terminal's width."""
    write_files(project, BROKEN)
    said = start_on_terminal("validate", "dev", columns=40, environment={"NO_COLOR": "1"})
    assert max(map(len, said.err.splitlines())) <= 40
    assert '│ A key named "sise" is not expected at\n│ the top level.' in said.err


def test_a_terminal_that_does_not_know_its_width_has_the_usual_one() -> None:
    """Some report no columns."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as stream:
        assert terminal_width(stream) == 80
    os.close(ours)


def test_a_closed_standard_error_is_no_terminal(project: Path) -> None:
    """Whoever closes standard error wants to hear nothing, and the work is done all the same."""
    assert use_colour(None) is False
    assert terminal_width(None) is None
    closed = ["bash", "-c", 'exec "$@" 2>&-', "bash", *command("render")]
    done = subprocess.run(closed, stdout=subprocess.PIPE, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (project / "generated/prod/main.tf").is_file()
