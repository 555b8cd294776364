"""The GitHub Action, run as the runner runs it but for the installation."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.ci.github import REPOSITORY, GitHub, run_github
from tests.commands.changing import FILES, RENAMED
from tests.git.support import new_repository
from tests.support import Said, write_files

ROOT = Path(__file__).parents[2]
USUAL = {
    "PROJECT": ".",
    "ENVIRONMENTS": "",
    "BASE": "",
    "SHARD": "",
    "TEXT": "false",
    "COMMENT": "false",
    "SARIF": "false",
    "FAIL_ON_DIFFERENCES": "false",
}


@pytest.fixture
def github() -> Iterator[GitHub]:
    """A GitHub with a pull request 7."""
    with run_github() as found:
        yield found


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A runner: a checkout of a pull request, and a folder for temporary files where tfgen is installed."""
    new_repository(tmp_path / "work", FILES)
    write_files(tmp_path / "work", RENAMED)
    for name, module in (("tfgen", "-m tfgen "), ("python", "")):
        path = tmp_path / "temp/tfgen-venv/bin" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module}"$@"\n')
        path.chmod(0o755)
    (tmp_path / "event.json").write_text(json.dumps({"pull_request": {"number": 7}}))
    return tmp_path


def act(runner: Path, github: GitHub, command: str, inputs: Mapping[str, str] | None = None) -> Said:
    """Run the action; what it says of outputs and the summary is in `outputs` and `summary`."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(runner / "temp"),
        "GITHUB_OUTPUT": str(runner / "outputs"),
        "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        "GITHUB_API_URL": github.url,
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_EVENT_PATH": str(runner / "event.json"),
        "GITHUB_BASE_REF": "main",
        "GITHUB_SHA": "1" * 40,
        "GITHUB_REF": "refs/pull/7/merge",
        "GITHUB_TOKEN": "secret",
        "TFGEN_COMMAND": command,
        **{f"TFGEN_{name}": value for name, value in {**USUAL, **(inputs or {})}.items()},
    }
    bash = ["bash", str(ROOT / "scripts/action.sh")]
    done = subprocess.run(bash, cwd=runner / "work", env=environment, capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


def test_affected_gives_the_matrix(runner: Path, github: GitHub) -> None:
    """And whether there is one: GitHub takes no empty matrix."""
    assert act(runner, github, "affected").code == 0
    assert (runner / "outputs").read_text() == 'matrix={"include":[{"environment":"dev"}]}\nany=true\n'
    (runner / "outputs").unlink()
    assert act(runner, github, "affected", {"BASE": "main", "SHARD": "2/2"}).code == 0
    assert (runner / "outputs").read_text() == 'matrix={"include":[]}\nany=false\n'


def test_affected_fails_after_an_error(runner: Path, github: GitHub) -> None:
    """No job takes the empty output for an empty list."""
    write_files(runner / "work", {"environments/prod.yaml": "nam: prod\n"})
    assert act(runner, github, "affected").code == 1
    assert not (runner / "outputs").exists()


def test_validate_annotates_and_uploads(runner: Path, github: GitHub) -> None:
    """And fails after that, when there are errors."""
    assert act(runner, github, "validate", {"ENVIRONMENTS": "dev prod", "SARIF": "true"}).code == 0
    write_files(runner / "work", {"environments/prod.yaml": "nam: prod\n"})
    said = act(runner, github, "validate", {"ENVIRONMENTS": "prod", "SARIF": "true"})
    assert said.code == 1
    assert "::error file=environments/prod.yaml," in said.out
    assert len(github.uploads) == 2


def test_diff_writes_a_comment_and_a_summary(runner: Path, github: GitHub) -> None:
    """Differences are what a pull request is for, and no failure."""
    said = act(runner, github, "diff", {"BASE": "auto", "COMMENT": "true"})
    assert (said.code, (runner / "outputs").read_text()) == (0, "differences=true\n")
    assert "::notice title=tfgen diff against origin/main" not in said.out
    assert "::notice title=tfgen diff against main (" in said.out
    assert github.comments[0]["body"].startswith("<!-- tfgen-diff -->\r\n### tfgen diff: 1 of 2 environments differs")
    assert (runner / "summary").read_text().startswith("<!-- tfgen-diff -->\n")


def test_without_differences_no_comment_is_written(runner: Path, github: GitHub) -> None:
    """But an older one is put right."""
    write_files(runner / "work", FILES)
    assert act(runner, github, "diff", {"BASE": "auto", "COMMENT": "true"}).code == 0
    assert (github.comments, (runner / "outputs").read_text()) == ([], "differences=false\n")


def test_diff_fails_on_what_was_not_rendered_where_it_shall(runner: Path, github: GitHub) -> None:
    """That is how forgotten renders are found."""
    said = act(runner, github, "diff", {"TEXT": "true", "FAIL_ON_DIFFERENCES": "true"})
    assert (said.code, (runner / "outputs").read_text()) == (2, "differences=true\n")


def test_errors_fail_and_are_in_the_comment(runner: Path, github: GitHub) -> None:
    """A comment that leaves them out would be a lie."""
    write_files(runner / "work", {"environments/prod.yaml": "nam: prod\n"})
    assert act(runner, github, "diff", {"BASE": "auto", "COMMENT": "true"}).code == 1
    assert "### tfgen diff: errors, " in github.comments[0]["body"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROJECT", "nowhere"),
        ("PROJECT", "$(touch hacked)"),
        ("ENVIRONMENTS", "dev; touch hacked"),
        ("ENVIRONMENTS", "dev\n--set x=y"),
        ("ENVIRONMENTS", "$(touch hacked)"),
        ("BASE", "--output=hacked"),
        ("BASE", "main\nx"),
        ("SHARD", "1/2; touch hacked"),
        ("TEXT", "yes"),
        ("COMMENT", "$(touch hacked)"),
        ("SARIF", ""),
        ("FAIL_ON_DIFFERENCES", "True"),
    ],
)
def test_an_input_that_is_not_as_it_should_be_ends_the_run(runner: Path, github: GitHub, name: str, value: str) -> None:
    """Before anything is done with it."""
    said = act(runner, github, "diff", {name: value})
    assert (said.code, (runner / "outputs").exists(), (runner / "work/hacked").exists()) == (1, False, False)
    input_ = name.lower().replace("_", "-")
    assert said.out.startswith(f"::error title=tfgen::The input `{input_}` must be ")


@pytest.mark.parametrize("command", ["", "render", "rm -rf .", "expect"])
def test_there_are_three_commands(runner: Path, github: GitHub, command: str) -> None:
    """No other word of the script is one."""
    said = act(runner, github, command)
    assert (said.code, said.out) == (
        1,
        "::error title=tfgen::The input `command` must be one of: affected validate diff.\n",
    )


def test_a_base_that_looks_like_shell_is_only_text(runner: Path, github: GitHub) -> None:
    """It is no commit, and that is all."""
    said = act(runner, github, "affected", {"BASE": "$(touch hacked); `touch hacked`"})
    assert (said.code, (runner / "work/hacked").exists()) == (1, False)
    assert "Unknown commit" in said.err
