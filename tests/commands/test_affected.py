"""`tfgen affected`: judged on what is rendered."""

import json
from pathlib import Path

import pytest

from tests.commands.changing import RENAMED, TOPIC, make
from tests.git.support import commit, new_repository
from tests.support import Run, write_files

CALLED = "{% macro topic(label) %}\n# A topic.\n" + TOPIC.replace('"main"', '"{{ label }}"') + "{% endmacro %}\n"


@pytest.fixture
def topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a repository, at its first commit."""
    folder = make(tmp_path / "topic", monkeypatch)
    new_repository(folder, {})
    return folder


def changes(topic: Path) -> None:
    """Change dev, remove prod, and add another."""
    write_files(topic, RENAMED)
    (topic / "environments/prod.yaml").rename(topic / "environments/new.yaml")


def test_affected_environments_are_listed(topic: Path, run: Run) -> None:
    """New and removed ones are told apart; the exit code is 0, since a list is what was asked for."""
    changes(topic)
    said = run("affected", "--base", "main")
    assert (said.code, said.out) == (0, "dev: changed\nnew: new\nprod: removed\n")
    assert said.err == "3 environments, 3 with differences\n"
    assert run("affected", "--base", "main", "--quiet").err == ""


def test_a_matrix_is_one_line_and_has_no_removed_environments(topic: Path, run: Run) -> None:
    """As a step's output and a strategy take it."""
    assert run("affected", "--base=main", "--format=matrix").out == '{"include":[]}\n'
    changes(topic)
    assert run("affected", "--base=main", "--format=matrix").out == (
        '{"include":[{"environment":"dev"},{"environment":"new"}]}\n'
    )


def test_json_has_those_that_are_not_affected_too(topic: Path, run: Run) -> None:
    """So that one sees that they were looked at."""
    write_files(topic, RENAMED)
    document = json.loads(run("affected", "--base=main", "--format=json").out)
    assert document["format_version"] == "1.0"
    assert document["valid"] is True
    assert document["affected"] == [{"environment": "dev", "change": "update"}]
    assert document["not_affected"] == ["prod"]
    assert document["compared_with"].startswith("main (")


def test_a_refactoring_without_effect_affects_nothing(topic: Path, run: Run) -> None:
    """However many files it changes: macros, comments, formatting, a value given where it was a default."""
    write_files(
        topic,
        {
            "templates/_topics.j2": CALLED,
            "templates/root/main.tf.j2": '{% from "_topics.j2" import topic with context %}\n{{ topic("main") }}\n',
            "environments/dev.yaml": "# The same\nname: dev\ntitle: old\n",
        },
    )
    said = run("affected", "--base", "main")
    assert (said.code, said.out) == (0, "")
    assert said.err == "2 environments, 0 with differences\n"


def test_without_a_base_it_is_the_pull_requests(topic: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI, nothing has to be named."""
    write_files(topic, RENAMED)
    assert "No pull request" in run("affected").err
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    assert run("affected").out == "dev: changed\n"


def test_all_shards_together_are_the_list(topic: Path, run: Run) -> None:
    """Whatever is added and removed."""
    changes(topic)
    parts = [run("affected", "--base=main", f"--shard={number}/2").out for number in (1, 2)]
    assert parts == ["dev: changed\nprod: removed\n", "new: new\n"]


def test_after_an_error_no_part_of_the_list_passes_for_the_whole(topic: Path, run: Run) -> None:
    """A job for each line would leave some out; JSON says that it is not valid."""
    write_files(topic, {**RENAMED, "environments/prod.yaml": "nam: prod\n"})
    for style in ("text", "matrix"):
        said = run("affected", "--base=main", f"--format={style}")
        assert (said.code, said.out) == (1, "")
        assert "Missing required key" in said.err
    said = run("affected", "--base=main", "--format=json")
    document = json.loads(said.out)
    assert (said.code, document["valid"], len(document["affected"])) == (1, False, 1)


def test_an_environment_that_is_mended_is_affected(topic: Path, run: Run) -> None:
    """What is wrong at the base only is a warning: else no pull request could mend it."""
    right = (topic / "environments/prod.yaml").read_text()
    commit(topic, {"environments/prod.yaml": "wrong: true\n"})
    write_files(topic, {"environments/prod.yaml": right})
    said = run("affected", "--base", "HEAD")
    assert (said.code, said.out) == (0, "prod: changed\n")
    assert "Warning: " in said.err
    assert run("diff", "--base", "HEAD").code == 1


def test_outside_of_a_project_nothing_is_affected(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an error, and not an empty list."""
    monkeypatch.chdir(tmp_path)
    said = run("affected", "--format=matrix")
    assert (said.code, said.out) == (1, "")
    assert "No project here" in said.err
