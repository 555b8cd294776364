"""Attacks by name: values that would break out of their place if they were printed as they are.

Each is rendered between two arguments. Either Terraform's parser then finds just the attribute that the template
wrote, with the attack as its value, or tfgen refuses the value; `a` is never anything else, and nothing joins it.
"""

from pathlib import Path

import pygohcl
import pytest

from tests.render.support import render_files

# Name: the template and the value; `@` is where it is printed.
READ_BACK = {
    "closing the quote": ("a = @", 'x"\nevil = "y'),
    "closing the quote inside a string": ('a = "@"', 'x"\nevil = "y'),
    "escaping the closing quote": ('a = "@"', "x\\"),
    "behind an escaped backslash": ('a = "\\\\@"', 'x"y'),
    "behind a whole unicode escape": ('a = "\\u0041@"', "42"),
    "escaping the escape": ('a = "@"', '\\" \nevil = 1 #'),
    "an interpolation": ('a = "@"', '${file("/etc/passwd")}'),
    "an interpolation as a value": ("a = @", "${var.secret}"),
    "an interpolation that trims": ('a = "@"', "${~ var.secret ~}"),
    "a directive": ('a = "@"', "%{ for x in y }${x}%{ endfor }"),
    "an escaped interpolation": ('a = "@"', "$${x}"),
    "a doubly escaped interpolation": ('a = "@"', "$$${x}"),
    "a long run of dollars": ('a = "@"', "$" * 51 + "{x}"),
    "an interpolation that is not closed": ('a = "@"', "${"),
    "an interpolation in two halves": ('a = "$@"', "{var.secret}"),
    "a dollar before the template's brace": ('a = "@{x}"', "$"),
    "a directive in two halves": ('a = "%@"', "{ if x }"),
    "a comment": ("a = @", "x # y"),
    "a block comment": ("a = @", "x /* y"),
    "a newline": ('a = "@"', "x\nevil = 1"),
    "a carriage return": ('a = "@"', "x\r\nevil = 1"),
    "a line separator": ('a = "@"', "x\u2028evil = 1"),
    "a vertical tab and a form feed": ('a = "@"', "x\v\fevil = 1"),
    "a next-line character": ('a = "@"', "x\x85evil = 1"),
    "a byte order mark": ('a = "@"', "\ufeffx"),
    "the other direction": ('a = "@"', "x\u202e"),
    "an escape sequence of a terminal": ('a = "@"', "\x1b[2J"),
    "a unicode escape": ('a = "@"', "\\u0022"),
    "a heredoc": ("a = @", "<<EOT\nx\nEOT"),
    "a heredoc's end with something before it": ("a = <<EOT\nx@\nEOT", "EOT"),
    "an interpolation in a heredoc": ("a = <<EOT\n@\nEOT", "${var.secret}"),
    "a directive in a heredoc": ("a = <<EOT\n@\nEOT", "%{ if true }x%{ endif }"),
    "a key with a quote": ("a = { @ = 1 }", 'x" = 2, "y'),
    "a key that is a keyword": ("a = { @ = 1 }", "for"),
    "a key that is a literal": ("a = { @ = 1 }", "null"),
    "a key that is an expression": ("a = { @ = 1 }", "(var.secret)"),
    "a key with an interpolation": ("a = { @ = 1 }", "${var.secret}"),
    "an empty key": ("a = { @ = 1 }", ""),
    "a Jinja expression": ("a = @", "{{ 7 * 7 }}"),
    "a Jinja statement": ("a = @", "{% include '/etc/passwd' %}"),
    "a Jinja comment": ("a = @", "{# x #}"),
    "a number as a text": ("a = @", "1e400"),
    "true as a text": ("a = @", "true"),
    "a reference as a text": ("a = @", "var.secret"),
    "text like a hole": ("a = @", "\\ue0000\\ue001"),
}
REFUSED = {
    "a heredoc's end": ("a = <<EOT\n@\nEOT", "x\nEOT\nevil = <<EOT"),
    "a heredoc's end with spaces": ("a = <<EOT\n@\nEOT", "x\n  EOT  \nevil = 1"),
    "a heredoc's end in two halves": ("a = <<EOT\nE@\nEOT", "OT"),
    "a heredoc's end alone": ("a = <<EOT\n@\nEOT", "EOT"),
    "an escape in a heredoc": ("a = <<EOT\n@\nEOT", "$${x}"),
    "an interpolation in a heredoc in two halves": ("a = <<EOT\n$@\nEOT", "{x}"),
    "a carriage return in a heredoc": ("a = <<EOT\n@\nEOT", "x\ry"),
    "a comment's end": ("/* @ */", "*/ evil = 1 /*"),
    "a newline in a comment": ("# @", "x\nevil = 1"),
    "a carriage return in a comment": ("# @", "x\revil = 1"),
    "a line separator in a comment": ("// @", "x\u2028evil = 1"),
    "a label with a quote": ("b @ {\n}", 'x" {\n}\nevil "y'),
    "a label with an interpolation": ('b "@" {\n}', "${var.secret}"),
    "a label with a space": ("b @ {\n}", "x y"),
    "a label that is empty": ('b "@" {\n}', ""),
    "a block in a block's type": ("@ {\n}", "b {\n}\nevil"),
    "an argument in an argument's name": ("@ = 1", "a = 1\nevil"),
    "a literal as an argument's name": ("@ = 1", "null"),
    "a part of a name with a dot": ("a_@ = 1", "x.y"),
    "an attribute in a reference": ("a = var.@", "x.y"),
    "an index in a reference": ("a = var.@", "x[0]"),
    "an operator in a reference": ("a = var.@", "x + 1"),
    "a call in a function's name": ("a = @(1)", "f(2) + g"),
    "a name in other letters": ("@ = 1", "\u0430"),
    "a reference made of values": ("a = @.x", "var"),
    "a reference made of two values": ("a = @@", "x"),
    "a function's name": ("a = @(1)", "file"),
    "going on with an escape": ('a = "\\@"', "n"),
    "going on with an escape in a label": ('b "\\@" {\n}', "n"),
    "closing the quote behind a backslash": ('a = "\\@"', '"\nevil = 1 #'),
    "going on with a unicode escape": ('a = "\\u00@"', "41"),
    "going on with a long unicode escape": ('a = "x\\\\\\U0001F60@"', "0"),
    "a nul": ('a = "@"', "x\0y"),
    "a nul as a value": ("a = @", "\0"),
    "half of a surrogate pair": ('a = "@"', "\ud83d"),
    "half of a surrogate pair in a key": ("a = { @ = 1 }", "\udc00"),
    "half of a surrogate pair in a heredoc": ("a = <<EOT\n@\nEOT", "\ud800"),
}


def between(template: str) -> str:
    """Put a template between two arguments."""
    return f"first = 1\n{template.replace('@', '{{ v }}')}\nlast = 2\n"


@pytest.mark.parametrize("attack", READ_BACK)
def test_an_attack_is_read_back_as_what_it_is(tmp_path: Path, attack: str) -> None:
    """A text, and nothing beside it."""
    template, value = READ_BACK[attack]
    (file,), diagnostics = render_files(tmp_path, {"root/main.tf.j2": between(template)}, {"v": value})
    assert diagnostics == []
    read = pygohcl.loads(file.text)
    assert set(read) == {"first", "a", "last"}
    assert value in (read["a"] if isinstance(read["a"], dict) else read["a"].removeprefix("\n"))


@pytest.mark.parametrize("attack", REFUSED)
def test_an_attack_that_has_no_safe_form_is_refused(tmp_path: Path, attack: str) -> None:
    """With the place of the template and of the spec."""
    template, value = REFUSED[attack]
    files, (diagnostic, *_) = render_files(tmp_path, {"root/main.tf.j2": between(template)}, {"v": value})
    assert files == []
    assert diagnostic.rule == "template-value"
    assert diagnostic.subject
    assert diagnostic.subject.file == "templates/root/main.tf.j2"
    assert [link.role for link in diagnostic.chain] == ["spec value v"]
