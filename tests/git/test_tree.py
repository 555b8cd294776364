"""The files of a commit, on real repositories."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.git.support import commit, git, new_repository
from tests.support import files_of
from tfgen.git.command import GitFailed
from tfgen.git.tree import Entry, read_tree, write_tree


def read(folder: Path, revision: str, *paths: str) -> dict[str, bytes]:
    """Give what some paths of a commit hold."""
    return {entry.path: entry.content for entry in read_tree(folder, revision, paths)}


def test_files_are_read_as_they_were_committed(tmp_path: Path) -> None:
    """Whatever the attributes say about archives and line ends, whatever is in the working tree or its index by now."""
    files: dict[str, str | bytes] = {
        "t/a.j2": "one\r\ntwo",
        "t/empty": "",
        "t/left out": "$Id$\n",
        "t/binary": b"\0\xff\n\n",
        "else/where": "no\n",
        ".gitattributes": "left* export-ignore\n*.j2 text eol=lf\nbinary export-subst\n",
    }
    first = new_repository(tmp_path, files)
    committed = "one\ntwo"  # git itself normalised it when it was added
    commit(tmp_path, {"t/a.j2": "changed\n"})
    (tmp_path / "t/empty").unlink()
    (tmp_path / "t/new").write_text("new\n")
    git(tmp_path, "add", "t/new")
    before = git(tmp_path, "status", "--porcelain"), (tmp_path / ".git/index").read_bytes()
    assert read(tmp_path, first, "t") == {
        "t/a.j2": committed.encode(),
        "t/empty": b"",
        "t/left out": b"$Id$\n",
        "t/binary": b"\0\xff\n\n",
    }
    assert (git(tmp_path, "status", "--porcelain"), (tmp_path / ".git/index").read_bytes()) == before


def test_odd_names_are_read(tmp_path: Path) -> None:
    """Quotes, newlines, wildcards, options and bytes that are no UTF-8."""
    names = ['t/"quoted"', "t/new\nline", "t/*", "t/-x", "t/tab\t", os.fsdecode(b"t/\xff"), "t/ü"]
    first = new_repository(tmp_path, dict.fromkeys(names, "x"))
    assert sorted(read(tmp_path, first, "t")) == sorted(names)


def test_a_path_is_no_pattern_and_no_option(tmp_path: Path) -> None:
    """A project's folder may be named so."""
    first = new_repository(tmp_path, {"-r/t/a": "1", "*/t/a": "2", "other/t/a": "3"})
    assert read(tmp_path, first, "-r/t", "*/t") == {"-r/t/a": b"1", "*/t/a": b"2"}


def test_what_the_commit_does_not_have_is_not_there(tmp_path: Path) -> None:
    """No folder, no files."""
    assert read(tmp_path, new_repository(tmp_path, {"a": "1"}), "templates") == {}


@pytest.fixture
def outer(tmp_path: Path) -> Path:
    """A repository with a submodule in t/shared."""
    new_repository(tmp_path / "inner", {"a.j2": "first\n", "deep/b.j2": "b\n"})
    new_repository(tmp_path / "outer", {"t/own": "own\n"})
    git(tmp_path / "outer", "submodule", "--quiet", "add", str(tmp_path / "inner"), "t/shared")
    commit(tmp_path / "outer")
    return tmp_path / "outer"


def test_submodules_are_read_at_the_commit_that_was_recorded(outer: Path) -> None:
    """From their own repositories."""
    first = git(outer, "rev-parse", "HEAD")
    commit(outer / "t/shared", {"a.j2": "second\n"})
    commit(outer)
    assert read(outer, first, "t") == {"t/own": b"own\n", "t/shared/a.j2": b"first\n", "t/shared/deep/b.j2": b"b\n"}
    assert read(outer, "HEAD", "t")["t/shared/a.j2"] == b"second\n"


def test_a_submodule_that_was_not_fetched_is_told(outer: Path, tmp_path: Path) -> None:
    """Whether its folder is empty or gone."""
    git(tmp_path, "clone", "--quiet", str(outer), "clone")
    remedy = r"t/shared is a submodule without its commit [0-9a-f]{12} here: run `git submodule update --init`"
    with pytest.raises(GitFailed, match=remedy):
        read(tmp_path / "clone", "HEAD", "t")
    (tmp_path / "clone/t/shared").rmdir()
    with pytest.raises(GitFailed, match=remedy):
        read(tmp_path / "clone", "HEAD", "t")


def test_a_lost_object_is_told(tmp_path: Path) -> None:
    """As when a disk has failed."""
    first = new_repository(tmp_path, {"t/a": "1"})
    blob = git(tmp_path, "rev-parse", "HEAD:t/a")
    (tmp_path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(GitFailed, match=f"the object {blob} is missing"):
        read(tmp_path, first, "t")


def test_files_are_written_below_the_folder_without_the_prefix(tmp_path: Path) -> None:
    """As the project has them."""
    entries = [Entry("infra/t/a", "100644", b"1"), Entry("infra/t/deep/b", "100755", b"2")]
    write_tree(entries, "infra/", tmp_path)
    assert files_of(tmp_path) == {"t/a": "1", "t/deep/b": "2"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """Not even for a commit made by hand, in which a link and a folder have one name."""
    (tmp_path / "outside").mkdir()
    entries = [Entry("t", "120000", b"../outside"), Entry("t/a", "100644", b"1")]
    with pytest.raises(FileExistsError):
        write_tree(entries, "", tmp_path / "in")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_is_written_as_a_link(tmp_path: Path) -> None:
    """Those who read templates and specs judge where it leads, as they do in the working tree."""
    write_tree([Entry("t/a", "120000", b"../../etc")], "", tmp_path)
    assert (tmp_path / "t/a").readlink() == Path("../../etc")


@pytest.mark.parametrize("path", ["../a", "t/../../a", "/a", "t//a", "./a"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    """Git's own commands make no such commit, but anybody can write one."""
    with pytest.raises(GitFailed, match="the commit has a file of the path"):
        write_tree([Entry(path, "100644", b"1")], "", tmp_path / "in")
    assert not (tmp_path / "a").exists()


def test_such_a_commit_can_be_made(tmp_path: Path) -> None:
    """And it is read, and refused when it is written."""
    new_repository(tmp_path, {"a": "1"})
    blob = bytes.fromhex(git(tmp_path, "rev-parse", "HEAD:a"))
    tree = b"100644 ..\0" + blob
    made = subprocess.run(
        ["git", "hash-object", "-t", "tree", "--literally", "-w", "--stdin"],
        cwd=tmp_path,
        input=tree,
        capture_output=True,
        check=True,
    )
    evil = made.stdout.decode().strip()
    assert [entry.path for entry in read_tree(tmp_path, evil, ["."])] == [".."]


def test_what_a_partial_clone_lacks_is_not_fetched(tmp_path: Path) -> None:
    """A comparison needs no network; git would run whatever program the remote's address names."""
    head = new_repository(tmp_path / "whole", {"templates/a": "1\n"})
    git(tmp_path / "whole", "config", "uploadpack.allowFilter", "true")
    part = tmp_path / "part"
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", (tmp_path / "whole").as_uri(), str(part))
    with pytest.raises(GitFailed, match="clone without --filter"):
        list(read_tree(part, head, ["templates"]))
