"""The parse-back tells shortly why a text does not parse."""

import gc

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
        ('a = 1\nb = "%{ if x }"\n', 2, "Unterminated template if directive"),
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
