"""Version constraints are read as Terraform reads them."""

import json
from pathlib import Path

import pytest

from tests.terraform import Terraform
from tfgen.providers.versions import (
    Version,
    admits,
    contradicts,
    parse_constraint,
    parse_provider_constraint,
    parse_version,
)

AWS = Version((5, 100, 0))
SYNTAX = "This string does not use correct version constraint syntax."
INCORRECT = "Incorrect version constraint syntax:"
PREFIX = f'{INCORRECT} a "v" prefix should not be used.'
PORTIONS = "too many numbered portions; only three are allowed (major, minor, patch)."
NONSENSE = [
    "", ",", ">= 1,", ">= 1 , ", "==1", "=> 1", "^1", "1.x", "*", "> 1 < 2", "latest", "1..2", "1.", "-1", "~>",
    ">= 1 || 2", ">=1, ~> 2.x", "1" * 20, "1.2.3-a..1", "\u00a01.0",
]  # fmt: skip
MISTAKES = {
    **dict.fromkeys(NONSENSE, SYNTAX),
    "v1.2": PREFIX,
    "~> v1.2": PREFIX,
    "1.2.3.4": f'{INCORRECT} invalid specification "1.2.3.4": {PORTIONS}',
    ">= 1, ~> 1.2.3.4": f'{INCORRECT} invalid specification "~> 1.2.3.4": {PORTIONS}',
    ">=  1.0": f'{INCORRECT} invalid specification ">=  1.0": only one space is expected after the operator ">=".',
    "1.0.0beta": f'{INCORRECT} missing comma after "1.0.0".',
}
# Whether `terraform init` takes hashicorp/aws 5.100.0 for the constraint: observed with Terraform 1.11.4.
TAKES = {
    "~> 4": False, "~> 5": True, "~> 5.99": True, "~> 5.100.1": False, "~> 5.100.0": True, "~> 0": False,
    ">= 6.0-beta": False, ">= 5.100.0-beta": True, "> 5.100": False, ">5.99.9": True, "<= 5.100": True,
    "< 5.100.0": False, "< 5.100.1-beta": True, "= 5.100.0-beta": False, "~> 5.100-beta": True, "5.100.0+x": False,
    "!= 5.100.0-beta": True, "<6.0.0-beta": True, "!= 5": True, "!=5.100": False, "!=5.100.0+x": True,
    ">=4, !=5.100.0": False, "~> 5.100, ~> 5": True, "=5.100": True, "~> 5.0.0-beta": False, " >=1.0,  <6 ": True,
}  # fmt: skip
# Those of required_version, each with whether Terraform 1.11.4 is what it demands.
REQUIRED = {
    "1.11": False, "1.11.4": True, "v1.11.4": True, "=1.11.4": True, "~>1": True, "~> 0": True, "~> 2": False,
    "~> 1.2": True, "~>1.2.3": False, ">= 1.0, < 2": True, "1.2.3.4": False, "~> 1.11.4.0": False, "~> 1.11.5.0": False,
    "1.11.4+build": True, "~> v1.2": True, "  >=  1.0  ": True, "!=1.2": True, "> 01.2": True, "> 1.11": True,
    "<= 1.11": False, "!= 1.11": True, ">= 5, < 4": False, "1.11.4\n": True, "> 1.11.4": False, ">= 1.11.4.1": False,
}  # fmt: skip


@pytest.mark.parametrize(("text", "takes"), TAKES.items())
def test_a_provider_s_constraint_takes_what_terraform_takes(text: str, takes: bool) -> None:
    """A prerelease in it counts as before its release; build metadata has to be the same."""
    clauses, mistake = parse_provider_constraint(text)
    assert (clauses is not None, mistake) == (True, "")
    assert admits(clauses or (), AWS) == takes


@pytest.mark.parametrize(("text", "takes"), REQUIRED.items())
def test_a_required_version_takes_what_terraform_takes(text: str, takes: bool) -> None:
    """It is read by another reader, which has no upper bound for `~> 1`."""
    clauses = parse_constraint(text)
    assert clauses
    assert admits(clauses, Version((1, 11, 4))) == takes


@pytest.mark.parametrize(("text", "mistake"), MISTAKES.items())
def test_a_provider_s_constraint_that_is_none_is_told_in_terraform_s_words(text: str, mistake: str) -> None:
    """The general ones are no required_version either."""
    assert parse_provider_constraint(text) == (None, mistake)
    assert (parse_constraint(text) is None) == (mistake == SYNTAX)


def real_verdicts(folder: Path, lines: list[str], head: str = "", tail: str = "") -> dict[int, tuple[str, str]]:
    """Let Terraform validate a file; gives summary and detail of what it has against each of the lines, by index."""
    folder.mkdir(exist_ok=True)
    (folder / "main.tf").write_text("\n".join([head, *lines, tail]))
    answer = Terraform.create(folder, folder / "terraform").run("validate", "-json", expect=[0, 1])
    found = [each for each in json.loads(answer.output)["diagnostics"] if "range" in each]
    return {each["range"]["start"]["line"] - 2: (each["summary"], each["detail"]) for each in found}


def quoted(text: str) -> str:
    """Write a string for Terraform."""
    return json.dumps(text, ensure_ascii=False)


def real_provider_mistakes(folder: Path, texts: list[str]) -> dict[str, str]:
    """Give what Terraform has against providers' constraints."""
    head, tail = "terraform {\n  required_providers {", "  }\n}\n"
    lines = [f'p{number} = {{ source = "x/p{number}", version = {quoted(text)} }}' for number, text in enumerate(texts)]
    return {texts[index - 1]: detail for index, (_, detail) in real_verdicts(folder, lines, head, tail).items()}


def test_the_real_terraform_has_the_same_against_providers_constraints(tmp_path: Path) -> None:
    """It tells of incorrect syntax first, and of the rest once there is none."""
    texts = [*TAKES, *REQUIRED, *MISTAKES]
    wrong = {text: mistake for text in texts if (mistake := parse_provider_constraint(text)[1])}
    syntax = {text: mistake for text, mistake in wrong.items() if mistake == SYNTAX}
    assert real_provider_mistakes(tmp_path / "syntax", texts) == syntax
    rest = [text for text in texts if text not in syntax]
    assert real_provider_mistakes(tmp_path / "rest", rest) == {text: wrong[text] for text in rest if text in wrong}


def test_the_real_terraform_takes_the_same_required_versions(tmp_path: Path) -> None:
    """And finds the same ones incorrect."""
    texts = [*REQUIRED, *(text for text, mistake in MISTAKES.items() if mistake == SYNTAX)]
    verdicts = {}
    for number, text in enumerate(texts):
        lines = [f"terraform {{ required_version = {quoted(text)} }}"]
        verdicts[text] = real_verdicts(tmp_path / str(number), lines).get(0, ("",))[0]
    expected = {text: "" if takes else "Unsupported Terraform Core version" for text, takes in REQUIRED.items()}
    assert verdicts == {text: expected.get(text, "Invalid version constraint") for text in texts}


@pytest.mark.parametrize(
    "text", [">= 5, < 4", "= 1, = 2", "> 1.2.3, < 1.2.4", ">= 1.2.3, <= 1.2.3, != 1.2.3", "~> 1.2, ~> 2.0", "< 0.0.0",
             ">= 1.2.3, < 1.2.6, != 1.2.3, != 1.2.4, != 1.2.5", "~> 1.2.3, >= 1.3", "= 1.0-beta, > 1",
             "< 1, > 0.9.0, ~> 1"],
)  # fmt: skip
def test_constraints_that_no_version_satisfies_contradict(text: str) -> None:
    """Be it for a range that is empty or for one whose every version is shut out."""
    assert contradicts(parse_provider_constraint(text)[0] or ())


@pytest.mark.parametrize(
    "text", [">= 5, < 6", "> 1.2.3, < 1.2.5", "= 1.0-beta", "~> 1.2.3, != 1.2.3, != 1.2.4", "!= 0.0.0", "< 0.0.1",
             ">= 1.2.3-beta, < 1.2.4", "> 1.2.3, != 1.2.4, <= 1.2.5", "~> 4, >= 4.9", "< 2, > 1.9.9",
             "> 1.0-a, < 1.0.1"],
)  # fmt: skip
def test_constraints_that_some_version_satisfies_do_not(text: str) -> None:
    """Though only one does, or an exact prerelease."""
    assert not contradicts(parse_provider_constraint(text)[0] or ())


def test_versions_are_ordered_as_semantic_versions() -> None:
    """Numbers by their value, prereleases before their release."""
    texts = [
        "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta", "1.0.0", "1.0.1", "1.0.10",
        "1.2.0", "1.10.0",
    ]  # fmt: skip
    versions = [version for text in texts if (version := parse_version(text))]
    assert sorted([*versions[5:], *versions[:5]]) == versions
    assert [str(version) for version in versions] == texts
    assert str(parse_version("v1.2-rc.1+b.2")) == "1.2.0-rc.1+b.2"
    assert [parse_version(text) for text in ("newest", "", " 1.0", "= 1.0", "1.0,1.1")] == [None] * 5
