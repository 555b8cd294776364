"""The formatter against the real `terraform fmt`.

    format_cases/<case>.tf        a text
    format_cases/<case>.fmt.tf    what the real `terraform fmt` makes of it

After a new case, `TFGEN_FORMAT=write pytest tests/hcl/test_format.py` lets the real Terraform write the second.
"""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.hcl.respacing import respace, words
from tests.terraform import find_terraform, unavailable
from tfgen.hcl.format import format_text

CASES = Path(__file__).parent / "format_cases"
GENERATED = Path(__file__).parent.parent.parent / "generated"
NAMES = sorted(path.name.removesuffix(".fmt.tf") for path in CASES.glob("*.fmt.tf"))
SPACINGS = 3


def read(path: Path) -> str:
    """Read a file with its newlines as they are."""
    return path.read_bytes().decode()


def texts() -> dict[str, str]:
    """Give all cases, cut into their top-level examples where they have some, and all generated files, by a name."""
    cases = {f"{path.name} {n}": piece for path in inputs() for n, piece in enumerate(examples(read(path)))}
    return cases | {path.relative_to(GENERATED).as_posix(): read(path) for path in sorted(GENERATED.rglob("*.tf"))}


def examples(text: str) -> list[str]:
    """Cut a case at the examples in it, so that one which Terraform refuses when respaced hides no other."""
    return [piece for piece in re.split(r"(?<=^}\n)(?=example \{\n)", text, flags=re.MULTILINE) if piece]


def inputs() -> list[Path]:
    """Give the files of the cases that are to be formatted."""
    return [path for path in sorted(CASES.glob("*.tf")) if not path.name.endswith(".fmt.tf")]


def terraform_fmt(given: Sequence[str], folder: Path) -> Iterator[str | None]:
    """Format texts with one run of the real Terraform; None for each that it refuses."""
    if (terraform := find_terraform()) is None:
        unavailable("terraform is not on PATH")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, text in enumerate(given):
        (folder / f"{number}.tf").write_bytes(text.encode())
    env = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    done = subprocess.run([terraform, "fmt", "-no-color", folder], env=env, capture_output=True, text=True, check=False)
    refused = {int(number) for number in re.findall(r"(\d+)\.tf line", done.stderr)}
    for number in range(len(given)):
        yield None if number in refused else read(folder / f"{number}.tf")


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A case's text and what `terraform fmt` makes of it."""
    return read(CASES / f"{request.param}.tf"), read(CASES / f"{request.param}.fmt.tf")


def test_the_expected_sides_are_those_of_the_real_terraform(tmp_path: Path) -> None:
    """Nobody has written them by hand, and no case is left without."""
    for path, formatted in zip(inputs(), terraform_fmt([read(path) for path in inputs()], tmp_path / "f"), strict=True):
        assert formatted is not None, path.name
        expected = path.with_suffix(".fmt.tf")
        if os.environ.get("TFGEN_FORMAT") == "write":
            expected.write_bytes(formatted.encode())
        assert read(expected) == formatted, path.name


def test_a_case_comes_out_as_terraform_fmt_leaves_it(case: tuple[str, str]) -> None:
    """Byte for byte."""
    given, expected = case
    assert format_text(given) == expected


def test_formatting_what_is_formatted_changes_nothing() -> None:
    """Every generated file is a fixed point."""
    for path in sorted(GENERATED.rglob("*.tf")):
        assert format_text(read(path)) == read(path), path


def test_only_spaces_change() -> None:
    """Tokens, comments and the number of lines stay, and a second pass changes nothing."""
    chance = random.Random(20261123)  # noqa: S311 - not for secrets
    for path in sorted(GENERATED.rglob("*.tf")):
        respaced = respace(read(path), chance)
        assert respaced != read(path), path
        formatted = format_text(respaced)
        assert words(formatted) == words(respaced), path
        assert formatted.count("\n") == respaced.count("\n"), path
        assert format_text(formatted) == formatted, path


def test_any_spacing_comes_out_as_terraform_fmt_leaves_it(tmp_path: Path) -> None:
    """All cases and all generated files, spaced anew at random; what Terraform refuses is left out, and rare."""
    chance = random.Random(int(os.environ.get("TFGEN_SEED", "1")))  # noqa: S311 - not for secrets
    named = [(name, respace(text, chance)) for name, text in texts().items() for _ in range(SPACINGS)]
    refused = 0
    for (name, text), expected in zip(named, terraform_fmt([text for _, text in named], tmp_path / "f"), strict=True):
        refused += expected is None
        assert expected is None or format_text(text) == expected, (name, text)
    assert refused < len(named) / 10


@pytest.mark.parametrize("text", ["a = 'x'\n", "a   = )\n", 'a   = "${"\n  b = "\\\n'])
def test_what_is_no_hcl_stays_as_it_is(text: str) -> None:
    """The formatter does not guess at brackets that don't match."""
    assert format_text(text) == text


@pytest.mark.parametrize(
    "text", ["a", "a b", 'variable "x" {\n  type', 'variable "x" {\n  type =', 'a = "${', "a = <<E\n", "{"]
)
def test_text_that_ends_too_early_is_no_bug(text: str) -> None:
    """The parser tells of it elsewhere; the formatter just spaces what there is."""
    assert format_text(text) == text
