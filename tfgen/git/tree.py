"""The files of a commit, read from git's objects into a folder of their own.

Neither `git checkout` nor `git worktree`, which write into the repository; nor `git archive`, which leaves out and
alters files as their attributes say.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from tfgen.git.command import Git, GitFailed

_LINK, _SUBMODULE = "120000", "160000"


class Entry(Struct, frozen=True):
    """A file or a link of a commit: its path from the top of the repository, its mode and what it holds."""

    path: str
    mode: str
    content: bytes


def read_tree(top: Path, commit: str, paths: Iterable[str]) -> Iterator[Entry]:
    """Read files and links at and below some paths of a commit, submodules' too, or raise GitFailed."""
    git = Git(top)
    listed = [
        _listed(line) for line in git.ask("ls-tree", "-r", "-z", "--full-tree", "--", commit, *paths).split(b"\0")[:-1]
    ]
    blobs = [found for found in listed if found[0] != _SUBMODULE]
    contents = _contents(git, [identity for _, identity, _ in blobs])
    yield from (Entry(path, mode, content) for (mode, _, path), content in zip(blobs, contents, strict=True))
    for mode, identity, path in listed:
        if mode == _SUBMODULE:
            yield from _submodule(top, path, identity)


def _listed(line: bytes) -> tuple[str, str, str]:
    """Take `<mode> <type> <object>\\t<path>` apart, into mode, object and path."""
    about, _, path = line.partition(b"\t")
    mode, _, identity = about.decode().split(" ")
    return mode, identity, os.fsdecode(path)


def _contents(git: Git, identities: list[str]) -> Iterator[bytes]:
    """Read objects: git answers each with a line `<object> <type> <size>`, so many bytes, and a newline."""
    try:
        answer = git.ask("cat-file", "--batch", given="".join(f"{identity}\n" for identity in identities).encode())
    except GitFailed as failure:  # most likely since it would have to fetch, which it is not let do
        detail = "clone without --filter, or check that commit out once, if this clone is a partial one"
        raise GitFailed(f"git can't read all of its files here ({failure}); {detail}") from None
    at = 0
    for identity in identities:
        end = answer.index(b"\n", at)
        words = answer[at:end].decode().split(" ")
        if len(words) != 3:  # noqa: PLR2004 - `<object> missing`
            raise GitFailed(f"the object {identity} is missing in {git.folder}")
        at = end + 1 + int(words[2]) + 1
        yield answer[end + 1 : at - 1]


def _submodule(top: Path, path: str, commit: str) -> Iterator[Entry]:
    """Read a submodule's files from its own repository, which must be here and have the commit."""
    folder = top / path
    try:
        inside = (
            Git(folder).line("rev-parse", "--show-prefix") == "" and Git(folder).ask("cat-file", "-e", commit) == b""
        )
    except GitFailed:
        inside = False
    if not inside:
        raise GitFailed(
            f"{path} is a submodule without its commit {commit[:12]} here: run `git submodule update --init`"
        )
    for entry in read_tree(folder, commit, ["."]):
        yield Entry(f"{path}/{entry.path}", entry.mode, entry.content)


def write_tree(entries: Iterable[Entry], prefix: str, folder: Path) -> None:
    """Write files and links below a folder, by their paths behind `prefix`; raise GitFailed for one that leads out.

    Links come last, so that nothing is written through one. Where they lead is for their readers to judge.
    """
    for entry in sorted(entries, key=lambda entry: entry.mode == _LINK):
        path = entry.path.removeprefix(prefix)
        if not {"", ".", ".."}.isdisjoint(path.split("/")):
            raise GitFailed(f"the commit has a file of the path {entry.path}")
        place = folder / PurePosixPath(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == _LINK:
            place.symlink_to(os.fsdecode(entry.content))
        else:
            place.write_bytes(entry.content)
