"""Whatever stands in a directory, checking it ends with an answer: never a crash, never a hang."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.cases import BASES
from tfgen.check.knowledge import Knowledge
from tfgen.check.validate import Verdict, check_directory
from tfgen.diagnostics import Severity

EXAMPLES = 2_000 if settings().max_examples > 1000 else 60
TEXTS = [path.read_text("utf-8") for base in ("platform", "workshop") for path in sorted((BASES / base).rglob("*.tf"))]
PIECES = [
    *sorted({word for text in TEXTS for word in text.split()}),
    "${",
    "%{",
    "}",
    "<<EOT\n",
    "null",
    "[*]",
    "...",
    '"',
    "\0",
    "é",
]
KNOWLEDGE = Knowledge.open()
profile = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def checked(folder: Path, content: bytes) -> Verdict:
    """Check a folder with one file, beside a module that it may call."""
    (folder / "main.tf").write_bytes(content)
    return check_directory(folder, KNOWLEDGE)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw a file of a valid module with some of its words replaced, dropped or doubled."""
    words = draw(st.sampled_from(TEXTS)).split(" ")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(words) - 1))
        words[at] = draw(
            st.sampled_from(["", words[at] * 2, words[at][::-1], *draw(st.lists(st.sampled_from(PIECES), max_size=2))])
        )
    return " ".join(words)


@given(mutated())
@profile
def test_a_broken_module_gets_an_answer(tmp_path: Path, text: str) -> None:
    """Every diagnostic has words and, but for those of the whole, a place in the file."""
    for found in checked(tmp_path, text.encode("utf-8", "replace")).diagnostics:
        assert found.summary
        assert found.severity in Severity
        assert found.subject is None or found.subject.line > 0


@given(st.binary(max_size=300))
@profile
def test_any_bytes_get_an_answer(tmp_path: Path, content: bytes) -> None:
    """What is no text is told as that."""
    checked(tmp_path, content)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 300_000,
        "a = " + "-" * 300_000 + "1\n",
        "locals {\n  a = " + " + ".join(["1"] * 100_000) + "\n}\n",
        "locals {\n  a = " + "f(" * 90 + ")" * 90 + "\n}\n",
        "locals {\n  a = [for x in range(1000) : [for y in range(1000) : [for z in range(1000) : z]]]\n}\n",
        'locals {\n  a = "' + "x" * 1_000_000 + '"\n}\n',
        "locals {\n" + "".join(f"  a{number} = local.a{number + 1}\n" for number in range(3_000)) + "  a3000 = 1\n}\n",
        "locals {\n"
        + "".join(f"  a{number} = [local.a{number + 1}, local.a{number + 1}]\n" for number in range(60))
        + "  a60 = 1\n}\n",
        'locals {\n  a = regex("(a+)+$", "' + "a" * 5_000 + 'b")\n}\n',
        'locals {\n  a = join("", [for i in range(1000) : format("%1000000s", "x")])\n}\n',
        "locals {\n  a = pow(10, 1000000)\n  b = 1e999999\n}\n",
        "locals {\n  a = 1e99999999\n  b = 1e-9999999\n}\n",
        'module "a" {\n  source = "./"\n}\n\nmodule "b" {\n  source = "./"\n}\n',
    ],
    ids=lambda text: str(text)[:30],
)
def test_what_grows_without_bounds_ends(tmp_path: Path, text: str) -> None:
    """A megabyte, a deep nest, or little text that asks for much work."""
    checked(tmp_path, text.encode())
