"""A value can never change the structure: for any value, in any place, by any way that a template has to print it.

`TFGEN_HYPOTHESIS=long` runs the twenty thousand examples of CI; see tests/conftest.py.
"""

import math
from collections.abc import Callable, Mapping

import pygohcl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.reading import normal, shape, value_of
from tfgen.hcl.format import format_text
from tfgen.render.engine import Engine
from tfgen.render.fill import fill
from tfgen.render.view import view
from tfgen.values import Plain

# Places for any value, with the text around it; `@` is where a template prints it.
EXPRESSIONS = {
    "argument": "a = @",
    "list": "a = [1, @, 2]",
    "call": 'a = f("x", @)',
    "object": "a = { k = @, l = 1 }",
    "object over lines": "a = {\n  k = @\n  l = 1\n}",
    "block": "b {\n  a = @\n  c {\n  }\n}",
    "one-line block": "b { a = @ }",
    "conditional": "a = c ? @ : 1",
    "comparison": "a = 1 == @",
    "index": "a = c[@]",
    "parentheses": "a = (@)",
    "for": "a = [for k, v in @ : k]",
    "for result": "a = { for k in c : k => @ }",
    "for condition": "a = [for k in c : k if k == @]",
    "jsonencode": "a = jsonencode({\n  k = [@]\n})",
    "interpolation": 'a = "x${ @ }y"',
    "call in a string": 'a = "${f(@)}"',
    "directive": 'a = "%{if @ == 1}x%{endif}"',
    "before a comment": "a = @ # c",
    "before a block comment": "a = @/* c */",
}
# Places for text.
TEXTS = {
    "string": 'a = "@"',
    "string with neighbours": 'a = "x-@-y"',
    "string behind a dollar": 'a = "$@"',
    "string before a brace": 'a = "@{x}"',
    "string between a dollar and a brace": 'a = "$@{x}"',
    "two in a string": 'a = "@@"',
    "two around a dollar": 'a = "@$@"',
    "string behind an escape": 'a = "$${x}@"',
    "string beside an interpolation": 'a = "${c}@${c}"',
    "string beside a directive": 'a = "%{if c}@%{endif}@%{if c}x%{endif}"',
    "string beside escapes": 'a = "$${x}@$${x}@%%{x}"',
    "string in an interpolation": 'a = "${f("@")}"',
    "string in a directive": 'a = "%{if c == "@"}x%{endif}"',
    "string as an index": 'a = c["@"]',
    "quoted key": 'a = { "@" = 1 }',
    "key": "a = { @ = 1, l = 2 }",
    "key over lines": "a = {\n  @ = 1\n  l = 2\n}",
    "key before a colon": "a = { @ : 1 }",
    "heredoc": "a = <<E\n@\nE",
    "heredoc with neighbours": "a = <<E\n  x @ y\n@\nE",
    "heredoc between signs": "a = <<E\n$@{ @$@%@{x}\nE",
    "indented heredoc": "a = <<-E\n    x\n    @\n  E",
    "lonely in an indented heredoc": "a = <<-E\n    @\n  E",
    "heredoc beside an interpolation": "a = <<E\n${c}@%{if c}@%{endif}\nE",
    "string in a heredoc": 'a = <<E\n${f("@")}\nE',
}
# What Terraform reads in the places whose value is known without running it.
READ: Mapping[str, Callable[[str], Plain]] = {
    "string": lambda text: text,
    "string with neighbours": lambda text: f"x-{text}-y",
    "string behind a dollar": lambda text: f"${text}",
    "string before a brace": lambda text: text + "{x}",
    "string between a dollar and a brace": lambda text: f"${text}" + "{x}",
    "two in a string": lambda text: text + text,
    "two around a dollar": lambda text: f"{text}${text}",
    "string beside escapes": lambda text: "${x}" + text + "${x}" + text + "%{x}",
    "string behind an escape": lambda text: "${x}" + text,
    "quoted key": lambda text: {text: 1},
    "key": lambda text: {text: 1, "l": 2},
    "key over lines": lambda text: {text: 1, "l": 2},
    "key before a colon": lambda text: {text: 1},
    "heredoc": lambda text: f"{text}\n",
    "heredoc with neighbours": lambda text: f"  x {text} y\n{text}\n",
    "heredoc between signs": lambda text: f"${text}" + "{ " + f"{text}${text}%{text}" + "{x}\n",
    "indented heredoc": lambda text: f"x\n{text}\n",
    "lonely in an indented heredoc": lambda text: f"{text}\n",
}
# Places for names and comments, whose text shows in the tree or not at all.
NAMES = {
    "block type": "@ {\n}",
    "label": "b @ {\n}",
    "second label": 'b "x" @ {\n}',
    "quoted label": 'b "@" {\n}',
    "part of a label": 'b "x-@" {\n}',
    "argument name": "@ = 1",
    "part of a name": "a_@ = 1",
    "reference": "a = var.@",
    "resource": "a = aws_vpc.@.id",
    "function": "a = @(1)",
    "comment": "# @",
    "comment behind code": "a = 1 // @",
    "block comment": "/* @ */",
}
# Ways to print a value; `*` stands for it (`+`: spaces and newlines around the tag stay).
WAYS = {
    "plainly": "{{ * }}",
    "from a list": "{{ [*] | first }}",
    "from a map": "{{ dict(k=*).k }}",
    "set": "{%+ set x = * %}{{ x }}",
    "set block": "{%+ set x %}{{ * }}{% endset %}{{ x }}",
    "macro": "{%+ macro m(x) %}{{ x }}{% endmacro %}{{ m(*) }}",
    "call": "{%+ macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ * }}{% endcall +%}",
    "loop": "{%+ for x in [*] %}{{ x }}{% endfor +%}",
    "include": "{%+ set x = * %}{% include '_value.j2' +%}",
    "import": "{%+ from '_macro.j2' import m %}{{ m(*) }}",
    "condition": "{{ * if true else 0 }}",
    "default": "{{ nothing | default(*) }}",
}
TEXT_WAYS = {
    "tilde": '{{ * ~ "" }}',
    "join": '{{ [*, ""] | join }}',
    "indent": "{%+ filter indent %}{{ * }}{% endfilter +%}",
    "format": "{{ * | string }}",
}

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ue000\ue001\ue002")
SIGNS = '{}$%"\\\n\t E#a=()[],\u00e9\u2028'
PIECES = [*SIGNS, "${", "%{", "$${", "%%{", "\r\n", "E\n", "\nE\n", "//", "/*", "*/", "<<E\n", "~}"]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=8)
TEXT = st.text(CHARACTERS, max_size=12) | HOSTILE.map("".join)
WORDS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,8}", fullmatch=True) | TEXT
NUMBERS = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXT
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """All templates, a place and a way each."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "_value.j2").write_text("{{ x }}", "utf-8")
    (folder / "_macro.j2").write_text("{% macro m(x) %}{{ x }}{% endmacro %}", "utf-8")
    for name, text in [*templates(EXPRESSIONS, WAYS), *templates(TEXTS | NAMES, WAYS | TEXT_WAYS)]:
        (folder / name).write_text(text, "utf-8")
    return Engine(folder, "templates/")


def templates(places: Mapping[str, str], ways: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give a template for each place and way, between two arguments that must stay what they are."""
    return [
        (f"{place} {way}.tf.j2", f"first = 1\n{text.replace('@', printed.replace('*', 'v'))}\nlast = 2\n")
        for place, text in places.items()
        for way, printed in ways.items()
    ]


def rendered(engine: Engine, place: str, way: str, value: Plain) -> str | None:
    """Render a value in a place, and format the text; None where that is refused."""
    filled = fill(engine.skeleton(f"{place} {way}.tf.j2", {"v": view(value, ("v",))}))
    return None if filled.unsafe else format_text(filled.text)


def harmless(value: Plain) -> Plain:
    """Give a value of the same build that holds nothing of note."""
    match value:
        case str():
            return "x"
        case bool() | None:
            return True
        case int() | float():
            return -1 if math.copysign(1, value) < 0 else 1
        case list():
            return [harmless(item) for item in value]
        case dict():
            return {f"k{number}": harmless(value[key]) for number, key in enumerate(sorted(value))}


@given(st.sampled_from(sorted(EXPRESSIONS)), st.sampled_from(sorted(WAYS)), VALUES)
def test_no_value_changes_the_structure_of_an_expression(engine: Engine, place: str, way: str, value: Plain) -> None:
    """The tree is that of a harmless value; python-hcl2 and Terraform's parser read back the value itself."""
    text = rendered(engine, place, way, value)
    expected = rendered(engine, place, way, harmless(value))
    assert text is None or (expected and shape(text, names=True) == shape(expected, names=True))
    if text and place == "argument":
        assert normal(value_of(text, "a")) == normal(value)
        assert normal(pygohcl.loads(text)) == normal({"first": 1, "a": value, "last": 2})


@given(st.sampled_from(sorted(TEXTS)), st.sampled_from(sorted(WAYS | TEXT_WAYS)), TEXT)
def test_no_text_changes_the_structure_around_it(engine: Engine, place: str, way: str, value: str) -> None:
    """In strings, keys and heredocs; where the whole is known, it reads back."""
    text = rendered(engine, place, way, value)
    assert text is None or shape(text, names=True) == shape(rendered(engine, place, way, "x") or "", names=True)
    if text and place in READ and way != "indent":
        expected = READ[place](value)
        assert normal(pygohcl.loads(text)) == normal({"first": 1, "a": expected, "last": 2})
        assert "heredoc" in place or normal(value_of(text, "a")) == normal(expected)


@given(st.sampled_from(sorted(NAMES)), st.sampled_from(sorted(WAYS | TEXT_WAYS)), WORDS)
def test_no_name_changes_the_structure_around_it(engine: Engine, place: str, way: str, value: str) -> None:
    """A label or identifier is one, or refused; a comment stays one."""
    text = rendered(engine, place, way, value)
    assert text is None or shape(text, names=False) == shape(rendered(engine, place, way, "x") or "", names=False)
