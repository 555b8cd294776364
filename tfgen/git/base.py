"""Which commit to compare with: where the work began that a branch or a pull request holds."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, error
from tfgen.git import PULL_REQUEST
from tfgen.git.command import Git, GitFailed

# Where CI services say which commit or which branch a pull request is compared with.
_COMMITS = ("CI_MERGE_REQUEST_DIFF_BASE_SHA",)
_BRANCHES = (
    "GITHUB_BASE_REF",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "SYSTEM_PULLREQUEST_TARGETBRANCHNAME",
    "CHANGE_TARGET",
)
_UNSHALLOW = (
    "This clone is shallow, so the commit may lie beyond its end: run `git fetch --unshallow`, or let CI clone the "
    "whole history (`fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` on GitLab)."
)


class Base(Struct, frozen=True):
    """A commit to compare with, and `name`, what it was asked for by.

    `top` is the repository's working tree, `prefix` the project's path in there: empty, or ending in a slash.
    """

    name: str
    commit: str
    top: Path
    prefix: str

    @property
    def short(self) -> str:
        """The commit's short name."""
        return self.commit[:12]

    def __str__(self) -> str:
        """Give a form for people: `main (1a2b3c4d5e6f)`."""
        return self.short if self.commit.startswith(self.name) else f"{self.name} ({self.short})"


def find_base(root: Path, ref: str, environment: Mapping[str, str]) -> tuple[Base | None, list[Diagnostic]]:
    """Find the merge base of HEAD and `ref`, or of HEAD and what a pull request will be merged into."""
    git = Git(root)
    try:
        top, prefix = git.line("rev-parse", "--show-toplevel"), git.line("rev-parse", "--show-prefix")
    except GitFailed as failure:
        return None, [_no_repository(root, failure)]
    names = _candidates(environment) if ref == PULL_REQUEST else [ref, f"origin/{ref}"]
    if not names:
        return None, [_no_pull_request()]
    found = next(((name, commit) for name in names if (commit := _commit(git, name))), None)
    if found is None:
        return None, [_unknown(git, names[0])]
    commit, mistakes = _merge_base(git, *found)
    return (Base(found[0], commit, Path(top), prefix) if commit else None), mistakes


def _candidates(environment: Mapping[str, str]) -> list[str]:
    """Give what a pull request may be compared with, the best first; where CI cloned, branches are the remote's."""
    commits = [value for name in _COMMITS if (value := environment.get(name))]
    branches = [value for name in _BRANCHES if (value := environment.get(name))]
    return [*commits, *(f"{place}{branch}" for branch in branches for place in ("origin/", ""))]


def _commit(git: Git, name: str) -> str | None:
    if not name or name.startswith("-"):  # git would take it for an option
        return None
    try:
        return git.line("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except GitFailed:
        return None


def _merge_base(git: Git, name: str, commit: str) -> tuple[str | None, list[Diagnostic]]:
    if _commit(git, "HEAD") is None:
        return None, [error("base-no-commit", "No commit", "The branch has no commit yet. Commit first.")]
    try:
        return git.line("merge-base", commit, "HEAD"), []
    except GitFailed:
        detail = f"HEAD and {name} have no commit in common. {' '.join(_remedies(git)) or 'Name another commit.'}"
        return None, [error("base-no-ancestor", "No common commit", detail)]


def _remedies(git: Git) -> Iterator[str]:
    if git.line("rev-parse", "--is-shallow-repository") == "true":
        yield _UNSHALLOW


def _no_repository(root: Path, failure: GitFailed) -> Diagnostic:
    if failure.code is None:
        detail = "--base compares with another commit, and there is no git on PATH. Install git."
    elif "not a git repository" in str(failure):
        detail = (
            f"{root} lies in no git repository, so there is no other commit. Without --base, generated/ is compared."
        )
    else:
        detail = f"git says: {failure}"
    return error("base-no-repository", "No git repository", detail)


def _no_pull_request() -> Diagnostic:
    detail = (
        "--base alone stands for the branch that a pull request will be merged into, and none of the variables that "
        f"tell it is set ({', '.join((*_COMMITS, *_BRANCHES))}). Name a commit: `--base main`."
    )
    return error("base-no-pull-request", "No pull request", detail)


def _unknown(git: Git, name: str) -> Diagnostic:
    remedy = " ".join(_remedies(git)) or "Fetch it (`git fetch origin`), or name a branch, a tag or a commit."
    return error("base-unknown", "Unknown commit", f'The repository has no commit "{name}". {remedy}')


def base_of(root: Path, ref: str) -> tuple[Base | None, list[Diagnostic]]:
    """Find the base as this process's environment tells of pull requests."""
    return find_base(root, ref, os.environ)
