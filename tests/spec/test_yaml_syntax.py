"""A YAML syntax error is told in plain words, at the place to edit, whichever parser found it."""

import pytest
import yaml

from tests.spec.support import told
from tfgen.spec import yaml as spec_yaml
from tfgen.spec.yaml import parse_yaml

CASES = [
    ("a:\n\tb: 1\n", "2:1", "A tab stands in the indentation"),
    ("a: 1\n \tb: 2\n", "2:", "A tab stands in the indentation"),
    ("a: >\n\t x\n", "2:1", "A tab stands in the indentation"),
    ("a: 'x\nb: 1\n", "1:4", "no closing quote"),
    ('a: "x\n---\nb: 1\n', "1:4", "no closing quote"),
    ("a: [1, 2\n", "1:4", "closing `]`"),
    ("a: [1, 2\nb: 1\n", "2:2", "closing `]`"),
    ("a: [1, 2", "1:4", "closing `]`"),
    ('a: ["x" "y"]', "1:9", "A `,`"),
    ("a: {b: 1\n", "1:4", "closing `}`"),
    ("a:1\nb: 2\n", "2:2", "Line 1 lacks a space after the colon: write `a: 1`"),
    ("x:\n  a:1\n  b: 2\n", "3:4", "Line 2 lacks a space after the colon: write `a: 1`"),
    ("a: 1\nb:2\nc: 3\n", "2:1", "Line 2 lacks a space after the colon: write `b: 2`"),
    ("a: b: c\n", "1:5", "No key can stand here"),
    ("a: 1\n b: 2\n", "2:3", "No key can stand here"),
    ("a: 1\nfoo\nb: 1\n", "2:1", "no `: ` after its key"),
    ("a: @x\n", "1:4", 'cannot begin with "@"'),
    ("a: `x`\n", "1:4", 'cannot begin with "`"'),
    ("a: %x\n", "1:4", 'cannot begin with "%"'),
    ('a: "\\q"\n', "1:", "backslash begins an escape"),
    ('a: "\\x4"\n', "1:", "2, 4 or 8 hexadecimal digits"),
    ("a: 1\n- b\n", "2:1", "does not continue what stands above"),
    ("a: 'it's'\n", "1:8", "does not continue what stands above"),
    ("- a\nb: 1\n", "2:1", ("A list continues with", "does not continue what stands above")),
    ("a: }\n", "1:4", "A value is missing here"),
    ("a:\n  b: [\n\n", "2:7", "A value is missing here"),
    ("a: {", "1:5", "A value is missing here"),
    ("a: {x: 1,, y: 2}\n", "1:10", "A value is missing here"),
    ("a: !foo!bar x\n", "1:4", "This tag is not known"),
    ("a: - b\n", "1:4", "on a line of its own"),
    ("%YAML 2.0\n---\na: 1\n", "1:1", "not 1.2"),
    ("a: |x\n  b\n", "1:5", "Begin the text on the next line"),
    ("a: {b: !unset}\n", "1:14", "A tag ends with a space"),
    ("a: & b\n", "1:5", "A name follows `&` and `*`"),
    ("a: ** b\n", "1:5", "A name follows `&` and `*`"),
    ("%YAML 1.2\n%YAML 1.2\n---\na: 1\n", "2:1", "The parser says: "),
]


@pytest.mark.parametrize(("text", "place", "reason"), CASES)
@pytest.mark.parametrize("loader", [spec_yaml._LOADER, yaml.SafeLoader])  # noqa: SLF001
def test_a_syntax_error_has_place_and_remedy(
    monkeypatch: pytest.MonkeyPatch, loader: object, text: str, place: str, reason: str | tuple[str, ...]
) -> None:
    """The place is where a person would begin to mend, the words are about the text and not about the parser."""
    monkeypatch.setattr(spec_yaml, "_LOADER", loader)
    root, (mistake,) = parse_yaml(text, "f")
    assert root is None
    assert told([mistake])[0].startswith(place)
    assert any(words in mistake.detail for words in ([reason] if isinstance(reason, str) else reason))


def test_an_escape_for_half_a_character_is_explained() -> None:
    """JSON's pairs of surrogates are no YAML."""
    if spec_yaml._LOADER is yaml.SafeLoader:  # noqa: SLF001
        pytest.skip("PyYAML has no libyaml here; the parser in Python lets the escape pass")
    _, (mistake,) = parse_yaml('a: "\\ud83d\\ude00"\n', "f")
    assert "8 hexadecimal digits" in mistake.detail
