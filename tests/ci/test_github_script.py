"""What the GitHub Action asks of GitHub's API, asked of a small one on loopback."""

import base64
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ci.github import LIMIT, REPOSITORY, GitHub, comment, run_github
from tests.support import Said
from tfgen.diff.formats.markdown import marker

SCRIPT = Path(__file__).parents[2] / "scripts/github.py"
TEXT = f"{marker('')}\n### tfgen diff: no differences\n"


@pytest.fixture
def github() -> Iterator[GitHub]:
    """A GitHub with a pull request 7."""
    with run_github() as found:
        yield found


def ask(folder: Path, url: str, *arguments: str, event: object = None, token: str = "secret") -> Said:  # noqa: S107
    """Run the script as the runner does."""
    (folder / "event.json").write_text(json.dumps(event or {"pull_request": {"number": 7}}))
    environment = {
        **os.environ,
        "GITHUB_API_URL": url,
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_SHA": "1" * 40,
        "GITHUB_REF": "refs/pull/7/merge",
        "GITHUB_TOKEN": token,
        "no_proxy": "127.0.0.1",
    }
    command = [sys.executable, str(SCRIPT), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


def upsert(folder: Path, github: GitHub, text: str, *options: str) -> Said:
    """Write a comment."""
    (folder / "diff.md").write_text(text)
    return ask(folder, github.url, "comment", "diff.md", *options)


def test_the_first_run_writes_a_comment_and_the_next_updates_it(tmp_path: Path, github: GitHub) -> None:
    """There is one for each project, however often one pushes."""
    assert upsert(tmp_path, github, TEXT) == Said(0, "A comment was written.\n", "")
    assert upsert(tmp_path, github, f"{TEXT}new\n") == Said(0, "The comment was updated.\n", "")
    assert upsert(tmp_path, github, f"{marker('infra')}\nother\n").out == "A comment was written.\n"
    assert [found["body"] for found in github.comments] == [f"{TEXT}new\n", f"{marker('infra')}\r\nother\r\n"]


def test_comments_of_people_are_never_touched(tmp_path: Path, github: GitHub) -> None:
    """Whoever copies the marker keeps what they wrote."""
    github.comments += [comment(TEXT, number=0, kind="User"), comment(f"Look: {TEXT}", number=1)]
    upsert(tmp_path, github, f"{TEXT}new\n")
    assert [found["body"].count("new") for found in github.comments] == [0, 0, 1]


def test_the_comment_is_found_behind_many_others(tmp_path: Path, github: GitHub) -> None:
    """GitHub gives a hundred at a time."""
    github.comments += [comment("Hi", number=number, kind="User") for number in range(200)]
    github.comments.append(comment(TEXT, number=200))
    assert upsert(tmp_path, github, TEXT).out == "The comment was updated.\n"
    assert [line.rpartition("&")[2] for line in github.asked[:3]] == ["page=1", "page=2", "page=3"]


def test_without_differences_only_an_older_comment_is_put_right(tmp_path: Path, github: GitHub) -> None:
    """Nobody is told of nothing."""
    assert upsert(tmp_path, github, TEXT, "--update-only").out == "No comment: there is nothing to tell.\n"
    github.comments.append(comment(TEXT, number=0))
    assert upsert(tmp_path, github, TEXT, "--update-only").out == "The comment was updated.\n"


def test_outside_of_a_pull_request_there_is_no_comment(tmp_path: Path, github: GitHub) -> None:
    """As after a push to main, or when the event is not what it should be."""
    (tmp_path / "diff.md").write_text(TEXT)
    for event in ({"ref": "refs/heads/main"}, {"pull_request": {"number": "7/../../x"}}):
        said = ask(tmp_path, github.url, "comment", "diff.md", event=event)
        assert said == Said(0, "No comment: this is no pull request.\n", "")
    assert github.asked == []


def test_a_pull_request_from_a_fork_is_no_failure(tmp_path: Path, github: GitHub) -> None:
    """Its token may read only; that is said."""
    github.status = 403
    assert upsert(tmp_path, github, TEXT) == Said(0, "::warning title=tfgen::GitHub answers 403 to this comment.\n", "")
    (tmp_path / "diff.md").write_text(TEXT)
    assert ask(tmp_path, github.url, "comment", "diff.md", token="wrong").code == 0  # noqa: S106


def test_other_failures_are_failures(tmp_path: Path, github: GitHub) -> None:
    """Of GitHub, and of the way there."""
    assert upsert(tmp_path, github, "x" * (LIMIT + 1)) == Said(
        1, "::error title=tfgen::GitHub answers 422 to this comment.\n", ""
    )
    said = ask(tmp_path, "http://127.0.0.1:9", "comment", "diff.md")
    assert said.code == 1
    assert said.out.startswith("::error title=tfgen::GitHub cannot be asked: ")


def test_findings_are_uploaded_with_their_category(tmp_path: Path, github: GitHub) -> None:
    """So that jobs side by side do not replace each other's."""
    (tmp_path / "found.sarif").write_text(json.dumps({"version": "2.1.0", "runs": [{"results": []}]}))
    assert ask(tmp_path, github.url, "sarif", "found.sarif", "dev prod 1/2") == Said(
        0, "The findings were uploaded.\n", ""
    )
    [upload] = github.uploads
    assert (upload["commit_sha"], upload["ref"]) == ("1" * 40, "refs/pull/7/merge")
    document = json.loads(gzip.decompress(base64.b64decode(upload["sarif"])))
    assert document["runs"] == [{"results": [], "automationDetails": {"id": "tfgen/dev-prod-1/2/"}}]
