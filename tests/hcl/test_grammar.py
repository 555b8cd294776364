"""The grammar of python-hcl2 that ships is that of the installed version, and nobody compiles it anew."""

import os
import subprocess
import sys
from pathlib import Path

import hcl2
import pytest

from scripts.ship_grammar import compiled
from tests.support import write_files
from tfgen.hcl import grammar

PARSE_ONCE = "import tfgen.hcl.python_hcl2 as p; print(p.parse_text('a = 1', 'f'))"
NONE_SHIPPED = f"import tfgen.hcl.grammar as g, pathlib; g.SHIPPED = pathlib.Path('none'); {PARSE_ONCE}"


def parsed(code: str, home: Path) -> str:
    """Parse in a process of its own, whose user has a home folder; gives what it printed."""
    env = {**os.environ, "XDG_CACHE_HOME": str(home), "HOME": str(home)}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout


def kept(home: Path) -> list[str]:
    """Give the names of grammars that were compiled and kept."""
    return [path.name for path in home.rglob("*.grammar")]


def test_it_reads_every_shipped_file_as_one_that_is_compiled_here() -> None:
    """So that a new python-hcl2 can't come with an old grammar; `make grammar` makes it anew.

    Places, which it leaves out, do not count for whether two trees are equal.
    """
    assert grammar.SHIPPED.exists()
    fresh = compiled()
    files = sorted(Path("generated").rglob("*.tf"))
    assert files
    for file in {file.read_text(): file for file in files}.values():
        text = f"{file.read_text()}\n"
        assert grammar.grammar().parse(text) == fresh.parse(text), file
        assert hcl2.transform(grammar.grammar().parse(text)).to_lark() == hcl2.parses(text[:-1]).to_lark(), file


def test_with_the_shipped_grammar_nothing_is_compiled_or_kept(tmp_path: Path) -> None:
    """The first run of a user is as quick as the second."""
    assert parsed(PARSE_ONCE, tmp_path) == "[]\n"
    assert kept(tmp_path) == []


def test_another_versions_grammar_is_kept_in_the_users_cache_folder(tmp_path: Path) -> None:
    """It is compiled once, even where site-packages is read-only."""
    assert parsed(NONE_SHIPPED, tmp_path) == "[]\n"
    (name,) = kept(tmp_path)
    (path,) = tmp_path.rglob(name)
    written = path.stat().st_mtime_ns
    assert parsed(NONE_SHIPPED, tmp_path) == "[]\n"
    assert path.stat().st_mtime_ns == written


@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_a_grammar_that_others_could_have_written_is_not_read(tmp_path: Path, mode: int) -> None:
    """It is a pickle, and so code."""
    write_files(tmp_path, {f"tfgen/{grammar.VERSIONS}.grammar": b"cos\n_exit\n(I9\ntR."})
    (tmp_path / "tfgen").chmod(mode)
    assert parsed(NONE_SHIPPED, tmp_path) == "[]\n"
    (tmp_path / "tfgen").chmod(0o700)
    (tmp_path / f"tfgen/{grammar.VERSIONS}.grammar").chmod(0o666)
    assert parsed(NONE_SHIPPED, tmp_path) == "[]\n"


def test_without_a_cache_folder_parsing_works_as_well(tmp_path: Path) -> None:
    """A home folder that can't be written is no error."""
    (tmp_path / "file").touch()
    assert parsed(NONE_SHIPPED, tmp_path / "file") == "[]\n"
