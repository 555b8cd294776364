"""A file parses where all of its pieces do, and they are the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.cache.parsed import ParsedTexts
from tfgen.diagnostics import Diagnostic
from tfgen.hcl import python_hcl2
from tfgen.hcl.parse import is_readable, parse_back
from tfgen.hcl.pieces import pieces
from tfgen.hcl.syntax import read_hcl

FILES = sorted({path.read_text(): path for path in Path("generated").rglob("*.tf")}.items(), key=lambda item: item[1])
STATEMENTS = [
    "a = 1\n",
    'b = "${c}" # d\n',
    "/* e\n   f */\n",
    "\n",
    "g {\n}\n",
    'h "i" {\n  j = [\n    1,\n  ]\n}\n',
    "k = <<E\n  l = 1\nm {\nE\n",
    "// n\n",
    "o = {\n  p = 1\n}\n",
    "é = 1\n",
    'q = "$${r"\n',
    "s = t ? 1 : 2\n",
    "u { v = 1 }\n",
]


@pytest.mark.parametrize("text", [text for text, _ in FILES], ids=[str(path) for _, path in FILES])
def test_the_shipped_files_are_cut_at_their_blocks(text: str) -> None:
    """Each piece has one, and can be read by itself."""
    body, _ = read_hcl(text, "main.tf")
    assert body
    cut = list(pieces(text, body))
    assert "".join(cut) == text
    assert len(cut) == max(len(body.blocks) + len(body.attributes), 1)
    assert all(map(is_readable, cut))


@given(st.lists(st.sampled_from(STATEMENTS), max_size=8).map("".join))
def test_asking_for_pieces_tells_what_asking_for_the_file_does(text: str) -> None:
    """python-hcl2 takes some of these statements and not others, or only where two stand together."""
    body, mistakes = read_hcl(text, "main.tf")
    if body and not mistakes:
        cut = list(pieces(text, body))
        assert "".join(cut) == text
        assert is_readable(text) or not all(map(is_readable, cut))
        assert (parse_back(text, "main.tf", body, ParsedTexts(None)) == []) == is_readable(text)


def test_a_statement_that_shares_its_line_is_not_cut_off() -> None:
    """A piece begins where a line does."""
    text = "a = 1\n b = 2\nc = 3\n"
    body, _ = read_hcl(text, "main.tf")
    assert body
    assert list(pieces(text, body)) == ["a = 1\n b = 2\n", "c = 3\n"]


def test_only_new_pieces_are_parsed_and_a_mistake_is_told_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever in the file it stands; a text that is wrong is never remembered."""
    asked: list[str] = []
    really = python_hcl2.parse_text

    def parse_text(text: str, file: str) -> list[Diagnostic]:
        asked.append(text)
        return really(text, file)

    monkeypatch.setattr("tfgen.hcl.python_hcl2.parse_text", parse_text)
    texts, good, bad = ParsedTexts(None), "a = 1\nb = 2\n", "a = 1\nb = 2\né = 3\n"
    for text in (good, good, "b = 2\na = 1\n", bad, bad):
        body, _ = read_hcl(text, "main.tf")
        assert body
        found = parse_back(text, "main.tf", body, texts)
        assert [str(one.subject) for one in found] == (["main.tf:3:1"] if text == bad else [])
    assert asked == ["a = 1\n", "b = 2\n", "é = 3\n", bad, "é = 3\n", bad]
