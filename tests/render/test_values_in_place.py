"""A value printed anywhere is written as that place demands, and can't change what stands around it."""

from pathlib import Path

import pygohcl
import pytest

from tests.render.support import failure, render, render_files
from tfgen.values import Plain

EVIL = '${x} "\\ %{if y} */ # <<E\n}'


@pytest.mark.parametrize(
    ("template", "value", "rendered"),
    [
        ("a = {{ v }}", "x", 'a = "x"'),
        ("a = {{ v }}", 3, "a = 3"),
        ("a = {{ v }}", None, "a = null"),
        ("a = {{ v }}", [1, "b"], 'a = [1, "b"]'),
        ("b {\n  a = {{ v }}\n}", {"k": 1}, "b {\n  a = {\n    k = 1\n  }\n}"),
        ('a = "${f({{ v }})}x"', {"k": 1}, 'a = "${f({ k = 1 })}x"'),
        ('a = "x-{{ v }}-y"', True, 'a = "x-true-y"'),
        ('a = "${{ v }}"', "{x}", 'a = "$\\u007bx}"'),
        ('a = "{{ v }}{{ v }}"', "$", 'a = "\\u0024$"'),
        ("a = { {{ v }} = 1 }", "k", "a = { k = 1 }"),
        ("a = { {{ v }} = 1 }", "k 1", 'a = { "k 1" = 1 }'),
        ("a = { {{ v }} = 1 }", 1, 'a = { "1" = 1 }'),
        ("resource {{ v }} {\n}", "x", 'resource "x" {\n}'),
        ('resource "a-{{ v }}" {\n}', "1", 'resource "a-1" {\n}'),
        ("a_{{ v }} = 1", 2, "a_2 = 1"),
        ("a = <<E\n  {{ v }}\nE", "x\ny", "a = <<E\n  x\ny\nE"),
        ("a = <<-E\n  {{ v }}\n  E", "x\ny", "a = <<-E\n  x\n  y\n  E"),
        ("a = <<E\n{{ v }}\nE", "${b}", "a = <<E\n$${b}\nE"),
        ("# for {{ v }}\na = 1", "dev", "# for dev\na = 1"),
    ],
)
def test_the_form_of_a_value(tmp_path: Path, template: str, value: Plain, rendered: str) -> None:
    """Each context has its own form."""
    assert render(tmp_path, template + "\n", {"v": value}) == rendered + "\n"


@pytest.mark.parametrize("template", ["a = {{ v }}", 'a = "{{ v }}"', "a = { k = {{ v }} }.k", "a = <<E\n{{ v }}\nE"])
def test_a_hostile_value_reads_back_as_itself(tmp_path: Path, template: str) -> None:
    """Terraform's parser finds exactly the value, and nothing beside it."""
    text = render(tmp_path, f"{template}\nb = 1\n", {"v": EVIL})
    read = pygohcl.loads(text, keep_interpolations=True) if "}.k" in template else pygohcl.loads(text)
    assert set(read) == {"a", "b"}
    if "}.k" not in template:
        assert read["a"].removesuffix("\n") == EVIL


@pytest.mark.parametrize(
    ("template", "value", "reason"),
    [
        ('a = "{{ v }}"', [1], "a list has no form within text"),
        ('a = "{{ v }}"', None, "null has no form within text"),
        ("# {{ v }}", "a\nb", "one line of text"),
        ("/* {{ v }} */", "*/", "no `*/`"),
        ("resource {{ v }} {\n}", "a b", "a name begins with a letter"),
        ("{{ v }} = 1", "1a", "a name begins with a letter"),
        ("a_{{ v }} = 1", "b = 2 #", "a part of a name"),
        ("a = var.{{ v }}", "x.y", "a name begins with a letter"),
        ("a = <<E\n{{ v }}\nE", "x\nE\n", "its own end marker, E"),
        ("a = <<E\n{{ v }}\nE", "a\rb", "a carriage return"),
        ("a = <<E\n{{ v }}{{ w }}\nE", "", "its own end marker"),
        ("a = {{ v }}", "\0", "a NUL character"),
        ("a = {{ v }}", float("inf"), "no number inf"),
    ],
)
def test_what_can_not_be_made_safe_is_an_error_with_its_places(
    tmp_path: Path, template: str, value: Plain, reason: str
) -> None:
    """The message names the value and why; the places are the template line and the spec value."""
    diagnostic = failure(tmp_path, f"b = 1\n{template}\n", {"w": "E", "v": value})
    assert diagnostic.summary == "Unsuitable value"
    assert reason in diagnostic.detail
    assert diagnostic.subject
    assert str(diagnostic.subject).startswith("templates/root/main.tf.j2:")
    assert diagnostic.chain[0].role in {"spec value v", "spec value w"} or value is None
    assert diagnostic.chain[0].where.file == "environments/dev.yaml"


def test_all_unsuitable_values_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """Two mistakes need one run."""
    _, diagnostics = render_files(tmp_path, {"root/main.tf.j2": "# {{ v }}\n# {{ v }}\n"}, {"v": "a\nb"})
    assert [diagnostic.subject.line for diagnostic in diagnostics if diagnostic.subject] == [1, 2]


def test_a_long_value_is_shown_shortly(tmp_path: Path) -> None:
    """A message stays readable whatever a spec holds."""
    assert len(failure(tmp_path, "# {{ v }}\n", {"v": "a\n" * 500}).detail) < 200


def test_values_keep_their_place_through_macros_blocks_and_loops(tmp_path: Path) -> None:
    """Text that a macro or a block renders is finished; what it printed stays safe."""
    template = (
        "{% macro pair(key, value) %}{{ key }} = {{ value }}{% endmacro %}\n"
        "{% set block %}x = {{ v }}{% endset %}\n"
        "{% for name in names %}\n"
        "{{ pair(name, v) }}\n"
        "{% endfor %}\n"
        "{{ block }}\n"
        '{{ pair("p", v) ~ "" }}\n'
    )
    text = render(tmp_path, template.replace(' ~ ""', ""), {"v": EVIL, "names": ["m", "n"]})
    assert pygohcl.loads(text) == dict.fromkeys(["m", "n", "x", "p"], EVIL)


def test_joined_values_are_one_value_and_joined_text_is_text(tmp_path: Path) -> None:
    """`~` and `join` make a value of values; with rendered text among them the rest are holes in it."""
    template = (
        "{% macro name() %}a_{% endmacro %}\n"
        'one = {{ "x-" ~ v ~ true }}\n'
        'two = {{ [v, 1] | join("-") }}\n'
        "{{ name() ~ v }} = 1\n"
        '{{ [name(), v] | join("b_") }} = 2\n'
    )
    text = render(tmp_path, template, {"v": "z"})
    assert text == 'one   = "x-ztrue"\ntwo   = "z-1"\na_z   = 1\na_b_z = 2\n'


def test_text_can_be_indented(tmp_path: Path) -> None:
    """`indent` moves rendered text and values alike, and leaves blank lines empty."""
    template = (
        "{% macro lines() %}\na = 1\n\nb = {{ v }}\n{% endmacro %}\n"
        "c {\n  {{ lines() | indent }}\n}\n"
        'd = <<E\n{% filter indent(4, true) %}\nf {{ v }}\n{% endfilter %}\nE\ne = {{ "p\\n\\nq" | indent }}\n'
    )
    rendered = render(tmp_path, template, {"v": 1})
    assert rendered == 'c {\n  a = 1\n\n  b = 1\n\n}\nd = <<E\n    f 1\nE\ne = "p\\n\\n  q"\n'


@pytest.mark.parametrize(
    ("template", "rendered"),
    [
        ("a = {{ v | raw }}", "a = (var.x + 1)"),
        ("a = 2 * {{ v | raw }}", "a = 2 * (var.x + 1)"),
        ("a = [{{ ref('var', name) }}, {{ name }}]", 'a = [var.b, "b"]'),
        ("a = {{ [ref('module', name, 'ids', 0), name] }}", 'a = [module.b.ids[0], "b"]'),
        ("a = {{ dict(k=v | raw) }}", "a = {\n  k = (var.x + 1)\n}"),
        ("a = { {{ ref('var', name) }} = 1 }", "a = { (var.b) = 1 }"),
        ('a = "x-{{ v | raw }}"', 'a = "x-${var.x + 1}"'),
        ('a = "${f({{ v | raw }})}x"', 'a = "${f((var.x + 1))}x"'),
        ("a = <<E\nx {{ ref('var.x') }}\nE", "a = <<E\nx ${var.x}\nE"),
        ("a = {{ ref('var', name) }}.id", "a = var.b.id"),
    ],
)
def test_an_expression_that_the_template_asks_for(tmp_path: Path, template: str, rendered: str) -> None:
    """`ref` and `raw` make an expression of values; without them the same values are data."""
    assert render(tmp_path, template + "\n", {"v": "var.x + 1", "name": "b"}) == rendered + "\n"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("a = {{ 'x y' | raw }}", "not one expression"),
        ("a = {{ 'x) + (y' | raw }}", "no place in a single expression"),
        ("a = {{ 1 | raw }}", "raw takes a text"),
        ("a = {{ ref('var', 'x y') }}", "'x y' is no name"),
        ("a = {{ ref(none) }}", "ref takes names"),
        ("a = {{ ref(true) }}", "ref takes names"),
        ("a = {{ ref('var.x') ~ 1 }}", "only Terraform knows its value"),
        ("a = {{ ref('var.x') | upper }}", "only Terraform knows its value"),
        ("a = {{ 'b' | replace('b', ref('var.x')) }}", "only Terraform knows its value"),
        ("a = {{ ref('x') }}{{ ref('x') }}", "an expression can't stand there"),
        ("a = var.{{ ref('x') }}", "an expression can't stand there"),
        ("# {{ ref('x') }}", "an expression can't stand there"),
        ("a = \"${{ ref('x') }}\"", "would be read as an escape"),
    ],
)
def test_where_an_expression_can_not_be_written_is_an_error(tmp_path: Path, template: str, reason: str) -> None:
    """It is told, and nothing is written."""
    assert reason in failure(tmp_path, template + "\n").detail


def test_holes_in_expressions_of_a_heredoc_among_others(tmp_path: Path) -> None:
    """Text and expressions of one heredoc take their values in the order of the template."""
    template = "a = <<-EOT\n  x {{ v }} ${f({{ v }})} {{ v }}\n  ${var.{{ v }}}\n  end\nEOT\nb = {{ v }}\n"
    expected = 'a = <<-EOT\n  x b ${f("b")} b\n  ${var.b}\n  end\nEOT\nb = "b"\n'
    assert render(tmp_path, template, {"v": "b"}) == expected


@pytest.mark.parametrize(
    ("body", "value", "read"),
    [
        ("    {{ v }}\n", "x\n\ny", "x\n\ny\n"),
        ("    {{ v }}\n", "x\n  y", "x\n  y\n"),
        ("    x\n    {{ v }}\n", "", "x\n\n"),
        ("    x\n    {{ v }}\n", "  y\n z", "x\n  y\n z\n"),
        ("    x\n    {{ v }}{{ v }}\n", "", "x\n\n"),
        ("    x\n    {{ v }} y\n", "", "x\n y\n"),
        ("  x\n      {{ v }}\n", " y", "x\n     y\n"),
        ("    x {{ v }}\n", "", "x \n"),
        ("    x {{ v }}\n", "\n", "x \n\n"),
    ],
)
def test_terraform_reads_a_value_in_an_indented_heredoc_as_it_is(
    tmp_path: Path, body: str, value: str, read: str
) -> None:
    """Though it takes the indentation away, and treats blank lines in a way of their own."""
    text = render(tmp_path, f"a = <<-E\n{body}  E\n", {"v": value})
    assert pygohcl.loads(text) == {"a": read}


@pytest.mark.parametrize(
    ("body", "value"), [("    {{ v }}\n", " x"), ("    {{ v }}\n", ""), ("    {{ v }}\n      y\n", "\u2003x")]
)
def test_a_value_that_would_move_the_indentation_is_refused(tmp_path: Path, body: str, value: str) -> None:
    """What stands beside it would change, or its own spaces would be lost."""
    assert "moves the indentation" in failure(tmp_path, f"a = <<-E\n{body}  E\n", {"v": value}).detail


def test_a_heredoc_in_a_heredoc(tmp_path: Path) -> None:
    """A value is told from the end marker of each heredoc around it."""
    template = "a = <<A\n${f(<<-B\n    {{ v }}\n  B\n)}\n{{ v }}\nA\n"
    assert render(tmp_path, template, {"v": "x\ny"}) == "a = <<A\n${f(<<-B\n    x\n    y\n  B\n)}\nx\ny\nA\n"
