"""The command line as a whole: exit codes, help, completion, and how a run ends that does not end well."""

import importlib
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from tests.support import Run, command, plain_environment, start, write_files
from tfgen import __version__, cli
from tfgen.__main__ import main
from tfgen.cli.commands import SHORT_HELP
from tfgen.commands import list as list_command

HEAVY = {"hcl2", "jinja2", "jsonschema_rs", "lark", "yaml"}
# More than a pipe takes, in pieces that it takes whole or not at all, so that the last stays in Python's buffer.
LONG = {f"templates/root/part{n}.tf.j2": f'locals {{\n  part{n} = "{"x" * 3000}"\n}}\n' for n in range(40)}


def not_measured(more: Mapping[str, str]) -> dict[str, str]:
    """Give an environment in which measuring coverage loads nothing."""
    return {name: value for name, value in plain_environment(more).items() if not name.startswith("COVERAGE")}


def complete(words: str, project: Path) -> list[str]:
    """Give what bash would offer for the last of some words."""
    asked = {"_TFGEN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    said = start(environment=asked)
    assert project.is_dir()
    assert (said.code, said.err) == (0, "")
    return [line.split(",")[1] for line in said.out.split()]


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["-h"], ["render", "-h"], ["completion", "bash"]])
def test_what_needs_no_rendering_loads_none_of_it(arguments: list[str]) -> None:
    """Help, version and completion come at once, since hardly anything but click is imported."""
    quick = subprocess.run(
        [command()[0], "-X", "importtime", *command(*arguments)[1:]],
        env=not_measured({}),
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(re.findall(r"\| +(\w+)", quick.stderr))
    assert "click" in imported
    assert imported & HEAVY == set()
    if arguments[0] != "completion":  # which is a command at work
        assert imported & {"msgspec", "subprocess"} == set()
    if len(arguments) == 1:
        assert imported & {"pathlib", "platformdirs", "tempfile", "logging"} == set()


def test_completing_an_environment_loads_nothing_heavy(project: Path) -> None:
    """Completion runs at each press of the tab key."""
    asked = {"_TFGEN_COMPLETE": "bash_complete", "COMP_WORDS": "tfgen render d", "COMP_CWORD": "2"}
    quick = subprocess.run(
        [command()[0], "-X", "importtime", *command()[1:]],
        env=not_measured(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    assert (project.name, quick.stdout) == ("project", "plain,dev\n")
    assert set(re.findall(r"\| +(\w+)", quick.stderr)) & HEAVY == set()


def test_the_version_is_the_packages(run: Run) -> None:
    """`tfgen --version` says which one runs."""
    said = run("--version")
    assert (said.code, said.out) == (0, f"tfgen {__version__}\n")


@pytest.mark.parametrize("name", ["render", "status", "validate", "quotas", "list", "schema", "completion"])
def test_each_command_explains_itself(run: Run, name: str) -> None:
    """Help says what a command does, with examples."""
    said = run(name, "-h")
    assert said.code == 0
    assert f"Usage: tfgen {name}" in said.out
    assert re.search(rf"Examples?:\n +(.+\| *)?(echo )?.*tfgen {name}", said.out)
    assert name in run("--help").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rendr"], "No such command 'rendr'"),
        (["render", "--nope"], "No such option"),
        (["list", "--format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["completion", "tcsh"], "'tcsh' is not one of"),
        (["render", "--stdout", "--out", "x"], "--stdout prints the files"),
        (["render", "--stdout", "--format", "json"], "--stdout prints the files"),
    ],
)
def test_wrong_usage_exits_with_1(project: Path, run: Run, arguments: list[str], message: str) -> None:
    """Not with 2, which means that differences were found."""
    said = run(*arguments)
    assert (said.code, said.out) == (1, "")
    assert message in said.err
    assert not (project / "generated").exists()


def test_no_command_at_all_shows_the_help() -> None:
    """Someone who types just `tfgen` sees what there is."""
    said = start()
    assert said.code == 1
    assert "Usage: tfgen [OPTIONS] COMMAND" in said.out + said.err


def test_environments_complete(project: Path) -> None:
    """The tab key offers the environments, not those already named, and no parents."""
    assert complete("tfgen render d", project) == ["dev"]
    assert complete("tfgen render dev ", project) == ["prod"]
    assert complete("tfgen validate ", project) == ["dev", "prod"]


def test_pairs_of_environments_complete(project: Path) -> None:
    """Behind the dots come the others."""
    assert complete("tfgen diff d", project) == ["dev"]
    assert complete("tfgen diff dev..", project) == ["dev..prod"]
    assert complete("tfgen diff prod..d", project) == ["prod..dev"]
    assert complete("tfgen diff dev..x", project) == []


def test_environments_complete_for_a_named_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-C` on the line is heeded while it is completed."""
    monkeypatch.chdir(project.parent)
    assert complete("tfgen -C project render p", project) == ["prod"]


def test_nothing_completes_outside_of_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is said into the person's prompt."""
    monkeypatch.chdir(tmp_path)
    assert complete("tfgen render ", tmp_path) == []


def test_a_reader_that_has_had_enough_ends_the_run_quietly(project: Path) -> None:
    """`tfgen render --stdout | head` shows no traceback."""
    write_files(project, LONG)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command("render", "--stdout"),
        env=plain_environment({}),
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


def test_output_that_cannot_be_taken_is_an_error(project: Path) -> None:
    """A full disk behind `>` is told in one line, and the exit code is that of an error."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("list"), env=plain_environment({}), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "Error: the system: No space left on device.\n")
    assert project.is_dir()


def is_waiting(pid: int) -> bool:
    """Tell whether a process sleeps, as Linux has it in the field behind the command's name."""
    return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(") ")[2].startswith("S")


def test_an_interrupt_ends_the_run_though_nobody_reads_its_output(project: Path) -> None:
    """Ctrl-C on `tfgen render --stdout | less` gives 130 and does not wait for the reader."""
    write_files(project, LONG)
    read, write = os.pipe()
    process = subprocess.Popen(
        command("render", "--stdout"), env=plain_environment({}), stdout=write, stderr=subprocess.PIPE, text=True
    )
    # Until the pipe is full and the process waits in it: a signal just before that would be seen after it only.
    while process.poll() is None and (select.select([], [write], [], 0)[1] or not is_waiting(process.pid)):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    os.close(read)
    os.close(write)
    assert process.returncode == 130
    assert said.strip() == "Interrupted. Files are as they were, or whole; run again to go on."


def test_an_interrupt_while_files_are_written_leaves_none_behind(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not moved into place yet is taken away again."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    said = run("render")
    assert said.code == 130
    assert "Interrupted." in said.err
    assert list((project / "generated").iterdir()) == []


def test_a_bug_says_that_it_is_one(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tfgen did not foresee is told with its traceback and the exit code 3, so that it can be reported."""

    def fail(_: Path) -> list[str]:
        raise RuntimeError("what never happens")

    monkeypatch.setattr(list_command, "environment_names", fail)
    said = run("list")
    assert (said.code, said.out) == (3, "")
    assert "RuntimeError: what never happens" in said.err
    assert f"This is a bug in tfgen {__version__}." in said.err
    assert project.is_dir()


def test_what_the_system_refuses_is_no_bug(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that can't be read is told by its name."""

    def fail(_: Path) -> list[str]:
        raise PermissionError(13, "Permission denied", "environments")

    monkeypatch.setattr(list_command, "environment_names", fail)
    said = run("list")
    assert (said.code, said.out, said.err) == (1, "", "Error: environments: Permission denied.\n")
    assert project.is_dir()


def test_the_process_exits_with_the_code_of_its_command_line() -> None:
    """The installed command and the module take the process's own arguments, and all is said before the end."""
    for command_line in ([Path(sys.executable).parent / "tfgen"], command()):
        good = subprocess.run([*command_line, "--version"], capture_output=True, text=True, check=False)
        assert (good.returncode, good.stdout, good.stderr) == (0, f"tfgen {__version__}\n", "")
        assert subprocess.run([*command_line, "rendr"], capture_output=True, check=False).returncode == 1


def test_the_module_runs_only_as_a_program() -> None:
    """A tool that imports every module starts nothing."""
    assert importlib.import_module("tfgen.__main__").main is main


def test_completion_of_a_commands_name_loads_no_command() -> None:
    """The words come with what the commands do."""
    asked = {"_TFGEN_COMPLETE": "bash_complete", "COMP_WORDS": "tfgen re", "COMP_CWORD": "1"}
    quick = subprocess.run(
        [command()[0], "-X", "importtime", *command()[1:]],
        env=not_measured(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    assert quick.stdout == "plain,render\n"
    assert "tfgen.cli.commands" in quick.stderr
    assert "tfgen.cli.render" not in quick.stderr


def test_commands_and_their_options_complete(project: Path) -> None:
    """Each by what has been typed of it."""
    assert complete("tfgen re", project) == ["render"]
    assert complete("tfgen --v", project) == ["--version"]


def test_the_help_lists_every_command() -> None:
    """A module of a command that is not in the table could not be reached, and the other way round."""
    modules = {path.stem for path in Path(cli.__file__).parent.glob("*.py") if "def command(" in path.read_text()}
    assert modules == {*SHORT_HELP} == {*cli.cli.list_commands(click.Context(cli.cli))}
    for name in SHORT_HELP:
        command_of_name = cli.cli.get_command(click.Context(cli.cli), name)
        assert command_of_name is not None
        assert command_of_name.help
