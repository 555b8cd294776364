"""The parse-back tells shortly why a text does not parse."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tfgen.hcl.python_hcl2 import parse_text


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a = 1\nb = \n", 2, "the line ends too early"),
        ("a = [1\n", 2, "`end` can't stand here"),
        ("a {\n", 202, "is not closed"),
        ("a = ]\n", 1, "`]` can't stand here"),
        ("a = 1 2\n", 1, "`2` can't stand here"),
        ('a = "$${x"\n', 1, "`$` can't stand here"),
        ("x = <<E\nfoo\n", 1, "`<<E` can't stand here"),
        ('a = "%{ if x }"\n', 1, "Unterminated template if directive"),
        ("a = " + "x ? y : " * 900 + "z\n", 1, "nested too deeply"),
        ("a = " + "[" * 400 + "]" * 400 + "\n", 1, "nested too deeply"),
    ],
)
def test_what_does_not_parse_is_told_with_line_and_reason(text: str, line: int, reason: str) -> None:
    """The message is short and never quotes the rest of the file."""
    (diagnostic,) = parse_text(text + "end = 1\n" * 200, "main.tf")
    assert diagnostic.subject
    assert diagnostic.subject.line == line
    assert reason in diagnostic.detail
    assert len(diagnostic.detail) < 150


def test_parsing_leaves_the_garbage_collector_as_it_was() -> None:
    """A caller that has switched it off finds it off."""
    gc.disable()
    try:
        parse_text("a = 1\n", "main.tf")
        assert not gc.isenabled()
    finally:
        gc.enable()
    parse_text("a = 1\n", "main.tf")
    assert gc.isenabled()


PARSE_ONCE = """
import hcl2.parser, tfgen.hcl.python_hcl2 as p
p.parse_text("a = 1", "f")
print(hcl2.parser.PARSER_FILE)
"""


def test_the_compiled_grammar_is_kept_in_the_users_cache_folder(tmp_path: Path) -> None:
    """A second run need not compile python-hcl2's grammar again, even where site-packages is read-only."""
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", PARSE_ONCE], env=env, capture_output=True, text=True, check=True)
    kept = Path(done.stdout.strip())
    assert kept.is_relative_to(tmp_path)
    assert kept.is_file()


def test_without_a_cache_folder_parsing_works_as_well(tmp_path: Path) -> None:
    """A home folder that can't be written is no error."""
    (tmp_path / "file").touch()
    home = str(tmp_path / "file")
    env = {**os.environ, "XDG_CACHE_HOME": home, "HOME": home}
    done = subprocess.run([sys.executable, "-c", PARSE_ONCE], env=env, capture_output=True, text=True, check=True)
    assert not Path(done.stdout.strip()).is_relative_to(tmp_path)
