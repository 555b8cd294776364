"""Terraform's version constraints: `>= 1.10, < 2.0`, `~> 1.11`."""

import re
from dataclasses import dataclass

Version = tuple[int, int, int]

_CLAUSE = re.compile(r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+][0-9A-Za-z.+-]+)?\s*")


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition on a version."""

    operator: str
    version: Version


def parse_constraint(text: str) -> list[Clause] | None:
    """Read a constraint's clauses, all of which hold at once; None where it is none."""
    matches = [_CLAUSE.fullmatch(part) for part in text.split(",")]
    clauses = [
        Clause(match[1] or "=", (int(match[2]), int(match[3] or 0), int(match[4] or 0))) for match in matches if match
    ]
    return clauses if len(clauses) == len(matches) else None


def admits_before(clauses: list[Clause], version: Version) -> bool:
    """Tell whether a constraint lets in versions before the given one, which is the first of its minor release."""
    floors = {"=", ">=", ">", "~>"}
    return not any(clause.operator in floors and clause.version >= version for clause in clauses)
