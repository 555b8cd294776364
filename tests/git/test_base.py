"""Which commit is compared with, on real repositories."""

from pathlib import Path

import pytest

from tests.git.support import commit, git, new_repository
from tfgen.diagnostics import Diagnostic
from tfgen.git import PULL_REQUEST
from tfgen.git.base import Base, find_base

NOTHING: dict[str, str] = {}


def only(found: tuple[Base | None, list[Diagnostic]]) -> Diagnostic:
    """Give the one mistake that was found instead of a base."""
    base, [mistake] = found
    assert base is None
    return mistake


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository in which the branch `work` has left `main`, and `main` went on."""
    folder = tmp_path / "repository"
    new_repository(folder, {"a": "1\n"})
    git(folder, "branch", "work")
    commit(folder, {"a": "2\n"})
    git(folder, "checkout", "--quiet", "work")
    commit(folder, {"b": "1\n"})
    return folder


def test_the_base_is_where_the_branch_began(repository: Path) -> None:
    """What others have put onto main since is not told as undone."""
    base, mistakes = find_base(repository, "main", NOTHING)
    assert (base, mistakes) == (Base("main", git(repository, "merge-base", "main", "work"), repository, ""), [])
    assert base
    assert str(base) == f"main ({base.commit[:12]})"


def test_a_commit_named_by_its_hash_is_named_once(repository: Path) -> None:
    """`1a2b3c (1a2b3c)` would be too much."""
    head = git(repository, "rev-parse", "HEAD")
    base, _ = find_base(repository, head[:8], NOTHING)
    assert str(base) == head[:12]


def test_a_branch_that_only_the_remote_has_is_found(repository: Path, tmp_path: Path) -> None:
    """CI checks out the commit alone, without a local branch main."""
    git(tmp_path, "clone", "--quiet", "--branch", "work", str(repository), "clone")
    base, mistakes = find_base(tmp_path / "clone", "main", NOTHING)
    assert mistakes == []
    assert base
    assert base.name == "origin/main"


def test_a_project_in_a_subfolder_knows_its_place(repository: Path) -> None:
    """The folder's name may hold spaces, quotes and bytes that are no UTF-8."""
    folder = repository / "infra 'x'" / "m\udcff\n"
    folder.mkdir(parents=True)
    base, _ = find_base(folder, "main", NOTHING)
    assert base
    assert (base.top, base.prefix) == (repository, "infra 'x'/m\udcff\n/")


def test_a_worktree_is_a_repository_too(repository: Path, tmp_path: Path) -> None:
    """Its .git is a file."""
    git(repository, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "main")
    base, mistakes = find_base(tmp_path / "tree", "work", NOTHING)
    assert mistakes == []
    assert base
    assert base.top == tmp_path / "tree"


@pytest.mark.parametrize(
    "variable",
    [
        "GITHUB_BASE_REF",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "BITBUCKET_PR_DESTINATION_BRANCH",
        "SYSTEM_PULLREQUEST_TARGETBRANCHNAME",
        "CHANGE_TARGET",
    ],
)
def test_a_pull_request_has_a_base_without_naming_one(repository: Path, variable: str) -> None:
    """CI services say in a variable which branch it will be merged into."""
    base, mistakes = find_base(repository, PULL_REQUEST, {variable: "main"})
    assert mistakes == []
    assert base
    assert (base.name, base.commit) == ("main", git(repository, "merge-base", "main", "work"))


def test_gitlab_says_the_commit_itself(repository: Path) -> None:
    """It comes before the branch, which may have gone on."""
    first = git(repository, "merge-base", "main", "work")
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": first, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "work"}
    base, _ = find_base(repository, PULL_REQUEST, variables)
    assert base
    assert (base.commit, str(base)) == (first, first[:12])


def test_outside_of_a_pull_request_a_base_must_be_named(repository: Path) -> None:
    """An empty variable, which GitHub sets for pushes, is none."""
    mistake = only(find_base(repository, PULL_REQUEST, {"GITHUB_BASE_REF": ""}))
    assert mistake.summary == "No pull request"
    assert mistake.detail.endswith("Name a commit: `--base main`.")


@pytest.mark.parametrize("ref", ["gone", "", "--output=x", "-x", "a..b", "HEAD:a", "what is this?", "x\n"])
def test_what_is_no_commit_is_told(repository: Path, ref: str) -> None:
    """And never taken for an option of git."""
    mistake = only(find_base(repository, ref, NOTHING))
    assert (mistake.summary, mistake.detail) == (
        "Unknown commit",
        f'The repository has no commit "{ref}". Fetch it (`git fetch origin`), or name a branch, a tag or a commit.',
    )
    assert not (repository / "x").exists()


def test_a_shallow_clone_is_told_how_to_get_the_rest(repository: Path, tmp_path: Path) -> None:
    """Both where the commit is not there and where the common one is not."""
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=work", f"file://{repository}", "clone")
    clone = tmp_path / "clone"
    mistake = only(find_base(clone, PULL_REQUEST, {"GITHUB_BASE_REF": "main"}))
    assert mistake.summary == "Unknown commit"
    assert "`git fetch --unshallow`" in mistake.detail
    assert "`fetch-depth: 0`" in mistake.detail
    git(clone, "fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
    mistake = only(find_base(clone, "main", NOTHING))
    assert mistake.summary == "No common commit"
    assert mistake.detail.startswith("HEAD and origin/main have no commit in common. This clone is shallow")
    git(clone, "fetch", "--quiet", "--unshallow")
    assert find_base(clone, "main", NOTHING)[0]


def test_branches_without_a_common_commit_are_told(repository: Path) -> None:
    """There is nothing that both came from."""
    git(repository, "checkout", "--quiet", "--orphan", "other")
    commit(repository)
    mistake = only(find_base(repository, "main", NOTHING))
    assert mistake.detail == "HEAD and main have no commit in common. Name another commit."


def test_a_branch_without_a_commit_has_no_base(repository: Path) -> None:
    """Before the first commit there is no HEAD."""
    git(repository, "checkout", "--quiet", "--orphan", "other")
    assert only(find_base(repository, "main", NOTHING)).detail == "The branch has no commit yet. Commit first."


def test_outside_of_a_repository_there_is_no_base(tmp_path: Path) -> None:
    """tfgen works without git, but for --base."""
    mistake = only(find_base(tmp_path, "main", NOTHING))
    assert mistake.detail == (
        f"{tmp_path} lies in no git repository, so there is no other commit. Without --base, generated/ is compared."
    )


def test_without_git_there_is_no_base(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to install."""
    monkeypatch.setenv("PATH", str(repository))
    mistake = only(find_base(repository, "main", NOTHING))
    assert mistake.detail == "--base compares with another commit, and there is no git on PATH. Install git."


def test_what_else_git_says_is_told(repository: Path) -> None:
    """Such as that its settings are broken."""
    (repository / ".git/config").write_text("[core\n")
    mistake = only(find_base(repository, "main", NOTHING))
    assert mistake.detail.startswith("git says: fatal: bad config line 1")


def test_the_variables_of_a_hook_do_not_mislead(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git sets GIT_DIR for its hooks, with which a subfolder would pass for the top."""
    (repository / "infra").mkdir()
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    base, _ = find_base(repository / "infra", "main", NOTHING)
    assert base
    assert (base.top, base.prefix) == (repository, "infra/")
