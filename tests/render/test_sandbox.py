"""Templates reach data, and a small set of filters and functions; every known way out of a sandbox is an error."""

from pathlib import Path

import pytest

from tests.render.support import failure, render
from tfgen.values import Plain

SPEC: dict[str, Plain] = {"text": "a", "list": [1, 2], "map": {"k": "v"}, "number": 3}
ESCAPES = {
    "the class of a text": "text.__class__",
    "the class of a literal": "''.__class__.__mro__[1].__subclasses__()",
    "the class by an index": "text['__class__']",
    "the class by a filter": "text | attr('__class__')",
    "the class by map": "[text] | map(attribute='__class__') | list",
    "the class by map and attr": "[text] | map('attr', '__class__') | list",
    "the class by sort": "[text, text] | sort(attribute='__class__')",
    "the class by sum": "[text] | sum(attribute='__class__')",
    "the class by unique": "[text] | unique(attribute='__class__.__mro__') | list",
    "the class by selectattr": "[text] | selectattr('__class__') | list",
    "the class by a format": "'{0.__class__}'.format(text)",
    "the class by format_map": "'{x.__class__}'.format_map({'x': text})",
    "the class by a percent": "'%s' % text",
    "the globals of a function": "range.__globals__",
    "the globals of a macro": "m.__globals__",
    "the code of a function": "range.__code__",
    "the globals of namespace": "namespace.__init__.__globals__",
    "the constructor of dict": "dict.fromkeys([1])",
    "the globals of cycler": "cycler.__init__.__globals__.os",
    "the globals of joiner": "joiner.__init__.__globals__",
    "the globals of lipsum": "lipsum.__globals__",
    "the environment of the template": "self._TemplateReference__context",
    "the blocks of the template": "self.__class__",
    "the environment variable": "environment.__class__",
    "the path of a value": "text.path",
    "a method of a text": "text.upper()",
    "a method that changes a list": "list.append(3)",
    "a method that changes a map": "map.update({'x': 1})",
    "a method that empties a map": "map.clear()",
    "a method of a loop": "[1] | map('__call__') | list",
    "a builtin": "open('/etc/passwd')",
    "an import": "__import__('os')",
    "a private name": "_x",
    "a file's text": "'/etc/passwd' | read",
    "the process's variables": "env('HOME')",
    "a huge text": "'a' * 1000000000",
    "a huge list": "[1] * 1000000000",
    "a huge number": "9 ** 9 ** 9",
    "a huge range": "range(1000000000) | list",
    "a huge indentation": "text | indent(1000000000)",
    "a text that grows": "text | replace('a', 'b' * 100000) | replace('b', 'b' * 100000)",
    "a list that grows": "(list * 50000 + [1]) + list * 50000",
    "a number that grows": "(9 ** 64) * (9 ** 64) * (9 ** 64) * (9 ** 64) * (9 ** 64)",
    "a huge batch": "[1] | batch(1000000000, 'x') | list",
}


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_way_out_is_an_error(tmp_path: Path, escape: str) -> None:
    """Told with the template's line, as any mistake."""
    template = f"{{% macro m() %}}{{% endmacro %}}\na = {{{{ {ESCAPES[escape]} }}}}\n"
    diagnostic = failure(tmp_path, template, SPEC)
    assert diagnostic.rule.startswith("template-")
    assert diagnostic.subject
    assert (diagnostic.subject.file, diagnostic.subject.line) == ("templates/root/main.tf.j2", 2)


@pytest.mark.parametrize(
    "tag",
    [
        "{% include '../secret.j2' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'file:///etc/passwd' %}",
        "{% import '../secret.j2' as s %}",
        "{% from '../secret.j2' import s %}",
        "{% extends '../secret.j2' %}",
        "{% include ['../secret.j2', '../../secret.j2'] %}",
        "{% autoescape false %}{{ text }}{% endautoescape %}",
        "{% do list.append(1) %}",
        "{% set map.k = 1 %}",
        "{% set ns = namespace() %}{% set ns.__class__ = 1 %}{{ ns.__class__ }}",
        "{% print(text) %}",
        "{% debug %}",
    ],
)
def test_a_tag_that_leads_out_is_an_error(tmp_path: Path, tag: str) -> None:
    """Files are those of the templates folder, data is what it is, and nothing tells of tfgen's insides."""
    (tmp_path / "secret.j2").write_text("secret = 1\n", "utf-8")
    (tmp_path / "templates").mkdir()
    assert failure(tmp_path / "templates", f"{tag}\n", SPEC).rule.startswith("template-")


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'root/main.tf.j2' %}",
        "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% for i in range(99999) %}{{ 'a' * 9999 }}{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(40) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
        "{% for i in range(3) recursive %}{{ loop(range(3)) }}{% endfor %}",
    ],
)
def test_what_does_not_end_is_ended(tmp_path: Path, template: str) -> None:
    """By bounds on turns, calls and output."""
    assert failure(tmp_path, template, SPEC).summary == "Template without end"


def test_a_template_can_not_change_what_the_next_one_sees(tmp_path: Path) -> None:
    """Names that it sets are its own."""
    assert render(tmp_path, "{% set text = 'b' %}a = {{ text }}\n", SPEC) == 'a = "b"\n'
    assert render(tmp_path, "a = {{ text }}\n", SPEC) == 'a = "a"\n'
