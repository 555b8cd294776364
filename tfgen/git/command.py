"""Asking git."""

import os
import subprocess
from pathlib import Path

from msgspec import Struct

# A hook has them set for the repository that it runs in, seen from that one's top folder. Git finds it without them.
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


class GitFailed(Exception):
    """Git answered with an exit code other than 0, or there is no git: what it said is the message."""

    def __init__(self, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.code = code


class Git(Struct, frozen=True):
    """Git, asked about the repository that a folder lies in."""

    folder: Path

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """Give what git prints, `given` being its standard input, or raise GitFailed."""
        command = ["git", "-C", str(self.folder), *arguments]
        try:
            done = subprocess.run(command, input=given, capture_output=True, env=_environment(), check=False)  # noqa: S603
        except FileNotFoundError:
            raise GitFailed("there is no git on PATH") from None
        if done.returncode:
            raise GitFailed(os.fsdecode(done.stderr).strip(), done.returncode)
        return done.stdout

    def line(self, *arguments: str) -> str:
        """Give the one line that git prints, which may hold a path of any bytes."""
        return os.fsdecode(self.ask(*arguments)).removesuffix("\n")


def _environment() -> dict[str, str]:
    """Give the environment that git runs in: messages in English, no lock for refreshing the index, and no network.

    A partial clone would fetch what it lacks, by whatever program its configuration names.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    return {**environment, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_ALLOW_PROTOCOL": "none"}
