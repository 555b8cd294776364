"""A hole's context is told from the HCL around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.render.contexts import Context, Heredoc, find_spots
from tfgen.render.skeleton import hole_mark

H = hole_mark(0)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        (f"a = {H}\n", Context.EXPRESSION),
        (f"a = [{H}]\n", Context.EXPRESSION),
        (f"a = f({H}, 1)\n", Context.EXPRESSION),
        (f"a = x ? {H} : 1\n", Context.EXPRESSION),
        (f"b {{\n  a = {H}\n}}\n", Context.EXPRESSION),
        (f"b {{ a = {H} }}\n", Context.EXPRESSION),
        (f"a = {{ k = {H} }}\n", Context.EXPRESSION),
        (f"a = {{ k : {H} }}\n", Context.EXPRESSION),
        (f"a = {{\n  k = 1\n  l = {H}\n}}\n", Context.EXPRESSION),
        (f"a = {{ ({H}) = 1 }}\n", Context.EXPRESSION),
        (f"a = {{ for k, v in {H} : k => v }}\n", Context.EXPRESSION),
        (f"a = [for k in {H} : k]\n", Context.EXPRESSION),
        (f'a = "${{{H}}}"\n', Context.EXPRESSION),
        (f'a = "%{{ if {H} }}x%{{ endif }}"\n', Context.EXPRESSION),
        (f"a = <<E\n${{{H}}}\nE\n", Context.EXPRESSION),
        (f"a = {H}...\n", Context.EXPRESSION),
        (f"a = {H} - 1\n", Context.EXPRESSION),
        (f"a = {H}[0]\n", Context.EXPRESSION),
        (f"a = 1\n{H} = 1\n", Context.NAME),
        (f"{H} {{\n}}\n", Context.NAME),
        (f"a_{H} = 1\n", Context.NAME),
        (f"{H}_a = 1\n", Context.NAME),
        (f"a = var.{H}\n", Context.NAME),
        (f"a = {H}.id\n", Context.REFERENCE),
        (f"a = {H}(1)\n", Context.REFERENCE),
        (f"a = x.y + {H}.id\n", Context.REFERENCE),
        (f"a = {H}_x.id\n", Context.NAME),
        (f"a = x_{H}\n", Context.NAME),
        (f"a = {{ x_{H} = 1 }}\n", Context.NAME),
        (f"a = {{ {H} = 1 }}\n", Context.KEY),
        (f"a = {{\n  b = 1\n  {H} = 1\n}}\n", Context.KEY),
        (f"a = {{ b = 1, {H} = 1 }}\n", Context.KEY),
        (f"a = {{ {H} : 1 }}\n", Context.KEY),
        (f"jsonencode({{ {H} = 1 }})\n", Context.KEY),
        (f"resource {H} {{\n}}\n", Context.LABEL),
        (f'resource "a" {H} {{\n}}\n', Context.LABEL),
        (f'resource "{H}" "x" {{\n}}\n', Context.LABEL_TEXT),
        (f'resource "a" "x-{H}" {{\n}}\n', Context.LABEL_TEXT),
        (f'a = "{H}"\n', Context.QUOTED),
        (f'a = "${{f("{H}")}}"\n', Context.QUOTED),
        (f'a = {{ "{H}" = 1 }}\n', Context.QUOTED),
        (f"a = <<E\n{H}\nE\n", Context.HEREDOC),
        (f"a = <<E\nx ${{y}} {H}\nE\n", Context.HEREDOC),
        (f"# {H}\n", Context.COMMENT),
        (f"a = 1 // {H}\n", Context.COMMENT),
        (f"/* {H}\n*/\n", Context.COMMENT),
        (f'a = "b\n{H} = 1\n', Context.NAME),
        (f"}}\n{H} = 1\n", Context.NAME),
    ],
)
def test_the_context_of_a_hole(text: str, context: Context) -> None:
    """Each place where a value can stand is known for what it is."""
    (spot,) = find_spots(text)
    assert spot.context is context


@pytest.mark.parametrize(
    ("text", "context"), [(f"a = [{H}{H}]\n", Context.REFERENCE), (f"a = {{ {H}{H} = 1 }}\n", Context.NAME)]
)
def test_values_side_by_side_are_one_name(text: str, context: Context) -> None:
    """Which must not be a reference of their own making."""
    assert [spot.context for spot in find_spots(text)] == [context, context]


def test_an_argument_after_a_heredoc_is_a_name_again() -> None:
    """The end marker ends the argument."""
    (spot,) = find_spots(f"a = <<E\nx\nE\n{H} = 1\n")
    assert spot.context is Context.NAME


def test_a_second_part_of_a_name_continues_it() -> None:
    """Only the first part of a name must begin like one."""
    first, second = find_spots(f"{H}_{hole_mark(1)} = 1\n")
    assert (first.continues, second.continues) == (False, True)


@pytest.mark.parametrize(
    ("text", "one_line"), [(f"a = {H}\n", False), (f'a = "${{{H}}}"\n', True), (f"a = <<E\n${{{H}}}\nE\n", True)]
)
def test_inside_a_string_literals_stay_on_their_line(text: str, one_line: bool) -> None:
    """A map within `${ }` of a string must not break the line."""
    (spot,) = find_spots(text)
    assert spot.one_line is one_line


def test_a_heredoc_is_known_with_its_body() -> None:
    """Its marker, its form and where its text stands."""
    text = f"a = <<-EOT\n  {H}\n  EOT\n"
    (spot,) = find_spots(text)
    assert spot.heredocs == (Heredoc("EOT", indented=True, start=11, end=text.index("  EOT"), indentation=None),)


def test_a_heredoc_without_its_end_reaches_to_the_end() -> None:
    """What is broken is left for the parser to tell."""
    text = f"a = <<EOT\n{H}\n"
    (spot,) = find_spots(text)
    assert spot.heredocs == (Heredoc("EOT", indented=False, start=10, end=len(text), indentation=None),)


@pytest.mark.parametrize(
    ("body", "indentation"),
    [
        (f"    {H}\n", None),
        (f"    {H} x\n", None),
        (f"    x {H}\n  y\n", 2),
        (f"    {H}\n\n   \n      x\n", 6),
        (f"    {H}\n  ${{x}}\n", 2),
        (f"    {H}\n${{x}}\n", 0),
        (f"    {H}\n  ${{<<F\nx\nF\n}}\n", 2),
    ],
)
def test_the_indentation_that_the_templates_own_text_gives_a_heredoc(body: str, indentation: int | None) -> None:
    """Lines that begin with a hole, blank ones, and those of a heredoc inside it do not count."""
    spot = next(iter(find_spots(f"a = <<-E\n{body}E\n")))
    assert spot.heredocs[0].indentation == indentation


PIECES = [*'{}[]()=,a #"\n', "${", "%{", "~}", "<<E\n", "<<-E\n", "E\n", "/*", "*/", H]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_hole_has_a_context_however_broken_the_text(text: str) -> None:
    """What is no HCL is left to the parser to tell."""
    assert len(list(find_spots(text))) == text.count(H)
