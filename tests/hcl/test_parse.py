"""The parse-back gives Terraform's nouns with places, and short reasons for what does not parse."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tfgen.hcl.module import Attribute
from tfgen.hcl.parse import parse_back
from tfgen.source import SourceRange

MODULE = """\
terraform {
  backend "s3" {
    bucket    = "state"
    endpoints = { s3 = "http://localhost", "sts" = var.sts }
    list = [1,
    2]
  }
}
"""


def test_blocks_arguments_and_objects_have_names_and_places() -> None:
    """A backend block is found with its label, its arguments and the elements of an object."""
    body, diagnostics = parse_back(MODULE, "main.tf")
    assert body
    assert diagnostics == []
    (backend,) = next(body.blocks_of("terraform")).body.blocks_of("backend")
    assert backend.labels == ("s3",)
    assert backend.where == SourceRange("main.tf", 2, 3, 2, 10)
    bucket = backend.body.attribute("bucket")
    assert bucket == Attribute("bucket", '"state"', SourceRange("main.tf", 3, 5, 3, 24))
    endpoints = backend.body.attribute("endpoints")
    assert endpoints
    assert [(element.name, element.text) for element in endpoints.elements] == [
        ("s3", "http://localhost"),
        ("sts", None),
    ]
    assert backend.body.attribute("key") is None


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
    body, (diagnostic,) = parse_back(text + "end = 1\n" * 200, "main.tf")
    assert body is None
    assert diagnostic.subject
    assert diagnostic.subject.line == line
    assert reason in diagnostic.detail
    assert len(diagnostic.detail) < 150


@pytest.mark.parametrize(
    ("expression", "text"), [('"plain"', "plain"), ('"a\\nb"', None), ('"${x}"', None), ("var.x", None), ('"', None)]
)
def test_only_a_plain_string_has_a_text(expression: str, text: str | None) -> None:
    """A value that Terraform must compute is not known to tfgen."""
    assert Attribute("a", expression, SourceRange("f", 1, 1, 1, 1)).text == text


def test_parsing_leaves_the_garbage_collector_as_it_was() -> None:
    """A caller that has switched it off finds it off."""
    gc.disable()
    try:
        parse_back("a = 1\n", "main.tf")
        assert not gc.isenabled()
    finally:
        gc.enable()
    parse_back("a = 1\n", "main.tf")
    assert gc.isenabled()


PARSE_ONCE = "import hcl2.parser, tfgen.hcl.parse as p; p.parse_back('a = 1', 'f'); print(hcl2.parser.PARSER_FILE)"


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
