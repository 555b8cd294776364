"""tfgen's own parser takes what HashiCorp's takes, nothing else, and names the same line.

pygohcl is HashiCorp's parser as a wheel.
"""

import re
from random import Random

import pygohcl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hcl.written import ODD, Writer, broken
from tfgen.diagnostics import Diagnostic
from tfgen.hcl.parser import parse

# Every letter of these is one in HashiCorp's tables of Unicode too, which are older than Python's.
CHARACTERS = st.characters(min_codepoint=1, max_codepoint=0x24F)
RANDOM = st.randoms(use_true_random=False)


def line_of_hashicorp(text: str) -> int | None:
    """Give the line of the first mistake that HashiCorp's parser tells, None if it takes the text."""
    try:
        pygohcl.loads(text)
    except pygohcl.HCLParseError as problem:
        found = re.match(r"invalid HCL: tmp\.hcl:(\d+),", str(problem))
        return int(found[1]) if found else 0
    except pygohcl.HCLInternalError:  # it has parsed the text, and failed at making JSON of it
        return None
    return None


def mistake(text: str) -> Diagnostic | None:
    """Give the first mistake that tfgen's parser tells, None if it takes the text."""
    body, found = parse(text, "main.tf")
    assert (body is None) == bool(found)
    return found[0] if found else None


def line(text: str) -> int | None:
    """Give the line of the first mistake that tfgen's parser tells, None if it takes the text."""
    found = mistake(text)
    assert found is None or found.subject
    return found.subject.line if found and found.subject else None


def agree(text: str) -> bool:
    """Tell whether both parsers say yes, or both no."""
    return (line(text) is None) == (line_of_hashicorp(text) is None)


@given(RANDOM, st.integers(1, 4))
def test_what_the_grammar_makes_is_judged_alike(random: Random, depth: int) -> None:
    """Whatever valid HCL somebody writes."""
    assert agree("".join(Writer(random, depth).module()))


@given(RANDOM, st.integers(1, 4))
def test_a_single_fault_is_judged_alike(random: Random, depth: int) -> None:
    """A piece left out, doubled, swapped, replaced or put in between."""
    assert agree("".join(broken(Writer(random, depth).module(), random)))


@given(RANDOM, st.integers(0, 400))
def test_a_truncated_file_is_judged_alike(random: Random, size: int) -> None:
    """As an editor or a full disk leaves it."""
    assert agree("".join(Writer(random).module())[:size])


@given(
    st.lists(st.sampled_from(ODD), max_size=15).map("".join),
    st.sampled_from(("", "a = ", 'a = "', "b {\n", "a = <<E\n")),
)
def test_a_soup_of_tokens_is_judged_alike(text: str, before: str) -> None:
    """Also inside an expression, a string, a block and a heredoc."""
    assert agree(before + text)


@given(st.text(CHARACTERS), st.sampled_from(("", "a = ", 'a = "', "a = <<E\n")), st.sampled_from(("", '"', "\nE\n")))
def test_any_text_is_judged_alike(text: str, before: str, after: str) -> None:
    """Controls and letters of other alphabets among it."""
    assert agree(f"{before}{text}{after}")


@given(st.binary(max_size=200))
def test_any_bytes_are_judged(content: bytes) -> None:
    """With an answer, whatever they are."""
    line(content.decode("utf-8", "replace"))


def test_most_of_what_the_grammar_makes_is_valid() -> None:
    """Otherwise the other tests would see mistakes only."""
    random = Random(1)  # noqa: S311 - the same texts every time
    texts = ["".join(Writer(random).module()) for _ in range(500)]
    assert sum(line(text) is None for text in texts) > 480


def test_the_first_mistake_is_in_the_same_line() -> None:
    """In nearly all texts: within a block on a single line, HashiCorp's parser at times tells of the line below."""
    random = Random(2)  # noqa: S311 - the same texts every time
    texts = ["".join(broken(Writer(random).module(), random)) for _ in range(3000)]
    both = [(line(text), line_of_hashicorp(text)) for text in texts]
    rejected = [(ours, theirs) for ours, theirs in both if theirs is not None]
    assert len(rejected) > 1500
    assert sum(ours == theirs for ours, theirs in rejected) >= 0.99 * len(rejected)


# A text for each rule that one parser had and the other had not.
CASES = [
    "a = 1.2.3",
    "a = 1..2",
    "a = 1.",
    "a = b.1.2",
    "a = b.1e3",
    "a = b[1,\n2]\n",
    "a = b[*\n]\n",
    "a = b[*[0]\n)][0]",
    "a = b.*.*",
    "a = (1\n",
    "a = (\n",
    "a = f(\n",
    "a = f(1\n",
    "a = f(1...,\n2)",
    "a = f(1...\n,2)",
    "a = <<-E\n  ${x}\n    %{ if y ~}  z\n  %{~ endif }\nE\n",
    "a = <<-E\n${x}\nE\n",
    "a = [0][0].b[c].d",
    "a = b[*].c[d].e",
    "a = a::b",
    "a = a::()",
    "a = a::b(1)",
    "a = {\n",
    "a = {b\n}",
    "a = {b}",
    "a = {b c = 1}",
    "a = {b = 1 c = 2}",
    "a = {b = 1\n",
    "a = {b\n= 1}",
    "a = [1\n",
    "a = [1\n2]",
    "a = b ?\n1",
    "a = b ? c\n",
    "a = {for x in y:\nx}",
    "a = {for x in y:\nx w}",
    "a = [for x in y:\nx =>\nz]",
    "a = [for x in y:\nx\n...]",
    "a = [for x y in z: x]",
    "a = [for 1 in z: x]",
    "a = [for x, in z: x]",
    "a = [for x in y x]",
    'a = "${x "y"}"\n',
    'a = "${x y}"',
    'a = "x${1\n+1}${2 ',
    'a = "${(\n2)}%{if 2 ',
    'a = "%{ }"',
    'a = "%{ foo }"',
    'a = "%{ endif }"',
    'a = "%{ for x y }"',
    'a = "%{ for 1 }"',
    'a = "%{ if x y }"',
    "a = <<E\n%{if x}\n%{else}\n%{else}\n%{endif}\nE\n",
    "a = <<E\n%{if x}\n%{endfor}\nE\n",
    "a = <<E\n%{for x in y}\n%{else}\nE\n",
    "a = <<E\n%{else}\nE\n",
    "a = <<E\n%{if x}\n\nE\n",
    "a = <<E\n%{endfor}\n${x y}\nE\n",
    "a = <<E\nx\nE",
    "a = <<E\nx\n \u00a0E \n",
    "a = <<E\nx\n\rE\n",
    "a = <<E\n\x1cE\n",
    "a = <<E\nx\r\nE\r\n",
    "a = <<E\n$",
    'a = "$',
    'a = "x\ry"',
    'a = "x\r\ny"',
    'a = "\\\n"',
    'a = "\\ud800"',
    'a = "\\u12"',
    'a = "\\U0011ffff"',
    'a = "\\q"',
    'a = "\ue000\ue001"',
    "a = \ue0000\ue001",
    "a\u0300\u00b7 = \u2118",
    "a = a\u00b2",
    "a = \u00bd",
    "a = 1\u2028",
    "\ufeffa = 1",
    "\ufeff\ufeffa = 1",
    "a = 1 /* x\n */ b = 2",
    "/* x",
    "a = 1 & 2",
    "a = 1\nb = ;",
    "a = ]\nb = '",
    "a = }\n${ ~}",
    "a = 1, b",
    "a {},\n",
    "a = 1\na = 2 3",
    "a = 1\n\na = 2",
    'a "b\n',
    'a "b',
    'a "x${y\n}" {}',
    'a "\\q" {}',
    "a b\n{\n",
    "a b = 1",
    "a b [",
    "a [1]",
    '"a" = 1',
    "a {\n\n",
    "a { b = 1\n}",
    "a { b = 1, c = 2 }",
    "a { b = 1 2 }",
    "a { b = 1",
    "a { b {} }",
    "a { b }",
    "a { 1 }",
    "a { } }",
]


@pytest.mark.parametrize("text", CASES)
def test_known_cases_are_told_at_the_same_line(text: str) -> None:
    """The smallest text of every kind that was judged differently once."""
    assert line(text) == line_of_hashicorp(text)


DEEP = [
    "(",
    "[",
    "{a=",
    '"${',
    "f(",
    "x[x",
    "!",
    "-",
    "x?",
    "[for x in ",
    "<<E\n${",
    '[{a=("${f(x[!-',
    "x?y:",
    "(x||x*",
]


@pytest.mark.parametrize("opener", DEEP)
def test_what_is_nested_too_deeply_is_told_at_its_line(opener: str) -> None:
    """Ten thousand levels are a mistake of the file, not one of tfgen."""
    found = mistake(f"\na = {opener * 10_000}")
    assert found
    assert found.summary == "Nested too deeply"
    assert found.subject
    assert found.subject.line >= 2


@pytest.mark.parametrize(
    "text", ["a {\n" * 10_000, 'a = "' + "%{if x}" * 10_000 + '"', "a = x" + "[y]" * 10_000, "a = x" + "[*]" * 10_000]
)
def test_so_are_blocks_directives_and_indexes(text: str) -> None:
    """Wherever nodes come to lie inside each other."""
    found = mistake(text)
    assert found
    assert found.summary == "Nested too deeply"


@pytest.mark.parametrize("text", ["a = 1" + " + 1" * 10_000, "a = x" + ".y" * 10_000, "a = x" + '["y"]' * 10_000])
def test_chains_may_be_long(text: str) -> None:
    """They are not nested."""
    assert mistake(text) is None


@pytest.mark.parametrize(
    "piece", [" ", "/*", "a", "é", "1.", '"', "<<a", "\n", ")", "~}", '"${', "$", "\\", ".a", "a {\n}\n"]
)
def test_a_large_file_of_anything_is_read_in_one_pass(piece: str) -> None:
    """In a second; whatever took quadratic time would take hours."""
    text = piece * (2**18 // len(piece))
    assert mistake(f"a = {text}") or piece in {" ", "a", "é"}
