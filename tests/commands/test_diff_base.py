"""`tfgen diff --base`: against what another commit renders."""

import os
import tempfile
from pathlib import Path

import pytest

from tests.commands.changing import CHANGED, COUNTS, FILES, RENAMED, TOPIC, make
from tests.git.support import commit, git, new_repository
from tests.support import Run, write_files


@pytest.fixture
def topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a repository, with a branch `work` that has left `main`."""
    folder = make(tmp_path / "topic", monkeypatch)
    new_repository(folder, {})
    git(folder, "branch", "work")
    git(folder, "checkout", "--quiet", "work")
    return folder


def state(folder: Path) -> object:
    """Give all that git and the file system know of a repository."""
    times = {path: path.lstat().st_mtime_ns for path in folder.rglob("*") if "logs" not in path.parts}
    return times, git(folder, "--no-optional-locks", "status", "--porcelain"), (folder / ".git/index").read_bytes()


def test_the_working_tree_is_compared_with_what_the_commit_renders(
    topic: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither tree, index nor repository are touched, and nothing is left behind."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    write_files(topic, RENAMED)
    before = state(topic)
    said = run("diff", "--base", "main")
    assert said.code == 2
    assert said.out.startswith("dev:\n  ~ aws_sns_topic.main\n")
    assert CHANGED in said.out
    assert said.out.endswith(f"\n\ndev: {COUNTS}\n")
    assert said.err == "prod: no differences\n2 environments, 1 with differences\n"
    assert state(topic) == before
    assert list(temporary.iterdir()) == []
    assert run("diff", "--base=work", "prod").code == 0


def test_what_others_did_meanwhile_is_not_told(topic: Path, run: Run) -> None:
    """It is the merge base that is compared with."""
    commit(topic, RENAMED)
    git(topic, "checkout", "--quiet", "main")
    commit(topic, {"environments/prod.yaml": "name: prod\ntitle: other\n"})
    git(topic, "checkout", "--quiet", "work")
    said = run("diff", "--base", "main")
    assert CHANGED in said.out
    assert "prod: no differences" in said.err


def test_a_pull_request_names_its_base(topic: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--base` alone suffices."""
    assert "No pull request" in run("diff", "--base").err
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    write_files(topic, RENAMED)
    assert run("diff", "--base").code == 2


def test_new_and_removed_environments_are_told(topic: Path, run: Run) -> None:
    """With all that they have or had; also when they are named."""
    (topic / "environments/prod.yaml").rename(topic / "environments/new.yaml")
    said = run("diff", "--base", "main")
    assert said.out == (
        "new (new):\n  + aws_sns_topic.main\n\n"
        "prod (removed):\n  - aws_sns_topic.main\n\n"
        "new: new environment, 1 to add, 0 to change, 0 to destroy, 0 to replace\n"
        "prod: environment removed, 0 to add, 0 to change, 1 to destroy, 0 to replace\n"
    )
    assert run("diff", "prod", "--base", "main").out.startswith("prod (removed):\n")
    assert "Unknown environment" in run("diff", "nope", "--base", "main").err


def test_where_the_commit_has_no_project_all_is_new(topic: Path, run: Run) -> None:
    """Or only half of one."""
    git(topic, "checkout", "--quiet", "--orphan", "empty")
    git(topic, "rm", "--quiet", "-r", "--cached", ".")
    git(topic, "commit", "--quiet", "--allow-empty", "-m", "Nothing")
    assert run("diff", "--base", "empty").out.startswith("dev, prod (new):\n")
    git(topic, "add", "environments")
    git(topic, "commit", "--quiet", "-m", "Half")
    assert run("diff", "--base", "empty").out.startswith("dev, prod (new):\n")


def test_a_project_in_a_subfolder_is_compared_with_itself(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the folder is called, and whatever other projects there are."""
    top, odd = tmp_path / "top", os.fsdecode(b"infra 'x' \xff")
    folder = make(top / odd / "-in", monkeypatch)
    write_files(top, {"templates/root/main.tf.j2": "locals {\n}\n", "environments/other.yaml": "name: other\n"})
    new_repository(top, {})
    assert run("diff", "--base", "main").code == 0
    write_files(folder, RENAMED)
    assert run("diff", "--base", "main").out.startswith("dev:\n")


def test_errors_of_the_commit_are_told_as_its_own(topic: Path, run: Run) -> None:
    """With the name that git gives the file, and none of a temporary folder."""
    bad = commit(topic, {"environments/dev.yaml": "nam: dev\n"})
    write_files(topic, FILES)
    said = run("diff", "--base", "work")
    assert (said.code, said.out) == (1, "")
    assert f"on {bad[:12]}:environments/dev.yaml:1:1" in said.err
    assert f"in dev at work ({bad[:12]})" in said.err
    assert "prod: no differences" in said.err
    assert "tfgen-base-" not in said.err


def test_broken_templates_of_the_commit_are_told(topic: Path, run: Run) -> None:
    """There is nothing to compare with then."""
    bad = commit(topic, {"templates/schema.yaml": "type: [\n"})
    write_files(topic, FILES)
    said = run("diff", "--base", "work")
    assert (said.code, said.out) == (1, "")
    assert f"on {bad[:12]}:templates/schema.yaml:" in said.err
    assert f"in work ({bad[:12]})" in said.err


def test_links_in_the_commit_do_not_lead_out(topic: Path, run: Run, tmp_path: Path) -> None:
    """They are refused as they are in the working tree."""
    (tmp_path / "secret.yaml").write_text("name: dev\ntitle: secret\n")
    (topic / "environments/dev.yaml").unlink()
    (topic / "environments/dev.yaml").symlink_to(tmp_path / "secret.yaml")
    commit(topic)
    (topic / "environments/dev.yaml").unlink()
    write_files(topic, FILES)
    said = run("diff", "--base", "work")
    assert (said.code, "secret" in said.out) == (1, False)
    assert "environments/dev.yaml is a link that leads out of its folder" in said.err


def test_a_folder_that_is_a_link_in_the_commit_is_told(topic: Path, run: Run) -> None:
    """It may lead to what is not of that commit."""
    (topic / "templates").rename(topic / "shared")
    (topic / "templates").symlink_to("shared")
    commit(topic)
    said = run("diff", "--base", "work")
    assert said.code == 1
    assert "templates is no folder but a link or a file. Put the folder itself there." in said.err


def test_a_submodule_that_is_not_there_is_told(topic: Path, run: Run, tmp_path: Path) -> None:
    """And one that is there just works."""
    new_repository(tmp_path / "shared", {"main.tf.j2": TOPIC})
    (topic / "templates/root/main.tf.j2").unlink()
    git(topic, "submodule", "--quiet", "add", str(tmp_path / "shared"), "templates/root/shared")
    commit(topic)
    assert run("diff", "--base", "work").code == 0
    git(topic, "submodule", "--quiet", "deinit", "--force", "templates/root/shared")
    git(topic, "rm", "--quiet", "--cached", "templates/root/shared")
    said = run("diff", "--base", "work")
    assert said.code == 1
    assert "templates/root/shared is a submodule without its commit" in said.err
