"""Versions and version constraints, as Terraform reads them: `>= 1.10, < 2.0`, `~> 5.1`.

Terraform has two readers. Both know = != > >= < <= ~> and commas for "and"; that of required_version also takes a `v`
before a version and more than three parts, passes over build metadata, and reads `~> 1` as `>= 1`; for that of a
provider's version a prerelease satisfies nothing but its own exact version. Observed with Terraform 1.11; see also
https://developer.hashicorp.com/terraform/language/expressions/version-constraints
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

PARTS = 3
_SPACE = r"[ \t\n\f\r]*"
_IDENTIFIERS = r"[0-9A-Za-z~-]+(?:\.[0-9A-Za-z~-]+)*"
_NUMBERS = r"[0-9]{1,18}(?:\.[0-9]{1,18})*"
_VERSION = rf"v?({_NUMBERS})(?:-(?=[0-9])({_IDENTIFIERS})|-?((?=[A-Za-z~-]){_IDENTIFIERS}))?(?:\+({_IDENTIFIERS}))?"
_CLAUSE = re.compile(rf"{_SPACE}(=|!=|>=|<=|>|<|~>|)({_SPACE}){_VERSION}{_SPACE}")


class Version(Struct, frozen=True):
    """A version; `build` tells versions apart and does not order them."""

    numbers: tuple[int, ...]
    prerelease: tuple[str, ...] = ()
    build: str = ""

    def __lt__(self, other: "Version") -> bool:
        """Tell whether this one comes first."""
        return self._key() < other._key()

    def __le__(self, other: "Version") -> bool:
        """Tell whether the other one does not come first."""
        return self == other or self < other

    def __gt__(self, other: "Version") -> bool:
        """Tell whether the other one comes first."""
        return other < self

    def __ge__(self, other: "Version") -> bool:
        """Tell whether this one does not come first."""
        return other <= self

    def __str__(self) -> str:
        """Give the usual spelling: `1.11.0-beta1`."""
        prerelease = f"-{'.'.join(self.prerelease)}" if self.prerelease else ""
        return ".".join(map(str, self.numbers)) + prerelease + (f"+{self.build}" if self.build else "")

    def _key(self) -> tuple[object, ...]:
        """Give what orders versions: a prerelease stands before its release, numbers in it before words."""
        words = tuple((not word.isdigit(), int(word) if word.isdigit() else word) for word in self.prerelease)
        return self.numbers, not self.prerelease, words


class Clause(Struct, frozen=True):
    """One condition on a version; `given` counts the numbers that were written, on which ~> depends."""

    operator: str
    version: Version
    given: int = PARTS


def parse_version(text: str) -> Version | None:
    """Read an exact version."""
    match = _CLAUSE.fullmatch(text)
    return _version(*match.groups()[2:]) if match and not match[1] and text == text.strip() else None


def parse_constraint(text: str) -> tuple[Clause, ...] | None:
    """Read the constraint of a required_version; None where Terraform finds its syntax incorrect."""
    matches = [_CLAUSE.fullmatch(part) for part in text.split(",")]
    clauses = tuple(_clause(match) for match in matches if match)
    return tuple(map(_as_required, clauses)) if len(clauses) == len(matches) else None


def parse_provider_constraint(text: str) -> tuple[tuple[Clause, ...] | None, str]:
    """Read a provider's constraint; without clauses, the text is what Terraform has against it."""
    matches = [_CLAUSE.fullmatch(part) for part in text.split(",")]
    for match in matches:
        if match is None:
            return None, "This string does not use correct version constraint syntax."
    for match in filter(None, matches):
        if mistake := _provider_mistake(match):
            return None, f"Incorrect version constraint syntax: {mistake}."
    return tuple(_clause(match) for match in filter(None, matches)), ""


def _provider_mistake(match: re.Match[str]) -> str | None:
    specification = match[0].strip()
    operator, space, numbers = match.group(1, 2, 3)
    if specification[len(operator) :].lstrip().startswith("v"):
        return 'a "v" prefix should not be used'
    if operator and len(space) > 1:
        return f'invalid specification "{specification}": only one space is expected after the operator "{operator}"'
    if numbers.count(".") >= PARTS:
        return (
            f'invalid specification "{specification}": too many numbered portions; '
            "only three are allowed (major, minor, patch)"
        )
    word = match[5] or "-"
    return f'missing comma after "{numbers}"' if word[0] != "-" and f"{numbers}{word}" in specification else None


def _clause(match: re.Match[str]) -> Clause:
    numbers = match[3].count(".") + 1
    return Clause(match[1] or "=", _version(*match.groups()[2:]), numbers)


def _version(numbers: str, after_dash: str | None, word: str | None, build: str | None) -> Version:
    parts = tuple(map(int, numbers.split(".")))
    prerelease = (after_dash or word or "").split(".")
    while len(parts) > PARTS and not parts[-1]:
        parts = parts[:-1]
    return Version((*parts, *(0,) * (PARTS - len(parts))), tuple(filter(None, prerelease)), build or "")


def _as_required(clause: Clause) -> Clause:
    """Read a clause as required_version does: build metadata does not count, and nothing bounds `~> 1` above."""
    operator = ">=" if clause.operator == "~>" and clause.given == 1 else clause.operator
    return Clause(operator, replace(clause.version, build=""), clause.given)


def admits(clauses: Sequence[Clause], version: Version) -> bool:
    """Tell whether a version satisfies all clauses; a prerelease needs one that names it exactly."""
    if version.prerelease and Clause("=", version) not in [Clause(each.operator, each.version) for each in clauses]:
        return False
    return all(_admits(clause, version) for clause in clauses)


def _admits(clause: Clause, version: Version) -> bool:
    wanted = clause.version
    match clause.operator:
        case "=":
            return version == wanted
        case "!=":
            return version != wanted
        case ">":
            return version > wanted
        case ">=":
            return version >= wanted
        case "<":
            return version < wanted
        case "<=":
            return version <= wanted
        case _:
            return clause.given <= len(version.numbers) and wanted <= version < _ceiling(clause)


def _ceiling(clause: Clause) -> Version:
    """Give the first version that ~> no longer admits: the last number but one of those written goes up by one."""
    kept = clause.version.numbers[: max(clause.given - 1, 1)]
    numbers = (*kept[:-1], kept[-1] + 1)
    return Version((*numbers, *(0,) * (len(clause.version.numbers) - len(numbers))))


def contradicts(clauses: Sequence[Clause]) -> bool:
    """Tell whether no version at all satisfies all clauses.

    Whatever satisfies them lies at, or right behind, a version that a clause names; so these are tried, up to one more
    than there are clauses that could shut them out.
    """
    named = [each.version for each in clauses]
    floors = [Version((0,) * PARTS), *(Version(version.numbers[:PARTS]) for version in named)]
    behind = [_patched(floor, step) for floor in floors for step in range(len(clauses) + 2)]
    return not any(admits(clauses, version) for version in (*named, *behind))


def _patched(version: Version, step: int) -> Version:
    major, minor, patch = version.numbers
    return Version((major, minor, patch + step))
