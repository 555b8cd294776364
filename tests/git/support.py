"""Repositories for tests, made with the real git."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.support import write_files

_WHO = ("-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")
_SETTINGS = ("-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-c", "advice.detachedHead=false")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, apart from any settings of this machine's, and give what it prints."""
    apart = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", *_WHO, *_SETTINGS, *arguments]
    done = subprocess.run(command, cwd=folder, env=apart, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode(errors="surrogateescape").strip()


def commit(folder: Path, files: Mapping[str, str | bytes] | None = None, message: str = "Change") -> str:
    """Write files, commit all that there is, and give the commit."""
    write_files(folder, files or {})
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def new_repository(folder: Path, files: Mapping[str, str | bytes]) -> str:
    """Make a repository with a commit on `main`, and give the commit."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    return commit(folder, files, "Begin")
