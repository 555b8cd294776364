"""Small configurations before and after a change, and what the real Terraform plans for it.

`cases/<group>.toml` holds them, one table a case; `before` and `after` are a main.tf, or tables of files by path. The
plans are data beside them (`cases/plans.json`), which `python -m tests.diff.record` makes anew.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CASES = Path(__file__).parent / "cases"
PLANS = CASES / "plans.json"
PROVIDER = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}
"""

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A change: the files that were applied and those that are to be; `may` are changes that nobody can be sure of."""

    id: str
    before: Texts
    after: Texts
    may: tuple[str, ...] = ()

    @property
    def uses_aws(self) -> bool:
        """Whether it needs the provider of AWS, so that nothing of it can be applied here."""
        return any("aws_" in text for text in (*self.before.values(), *self.after.values()))

    @property
    def digest(self) -> str:
        """A short hash of all its texts."""
        whole = json.dumps([self.before, self.after], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Plan:
    """What Terraform plans: `update aws_vpc.main`, `output name`, instances folded; `digest` is that of the texts."""

    digest: str
    changes: tuple[str, ...]


@cache
def all_cases() -> dict[str, Case]:
    """Give every case by its id, in the order of the files."""
    cases: dict[str, Case] = {}
    for path in sorted(CASES.glob("*.toml")):
        for table in tomllib.loads(path.read_text("utf-8"))["case"]:
            before, after = _texts(table["before"]), _texts(table["after"])
            case = Case(table["id"], before, after, tuple(table.get("may", ())))
            assert case.id not in cases, f"two cases are called {case.id}"
            cases[case.id] = case
    return cases


def _texts(written: str | Texts) -> Texts:
    files = {"main.tf": written} if isinstance(written, str) else dict(written)
    uses_aws = any("aws_" in text or 'provider "aws"' in text for text in files.values())
    return {**files, "terraform.tf": PROVIDER} if uses_aws else files


@cache
def plans() -> dict[str, Plan]:
    """Give the recorded plans by the ids of their cases."""
    if not PLANS.exists():
        return {}
    kept = json.loads(PLANS.read_text("utf-8"))
    return {name: Plan(plan["digest"], tuple(plan["changes"])) for name, plan in kept.items()}


def keep(found: Mapping[str, Plan]) -> None:
    """Write the plans, sorted by the ids of their cases."""
    tree = {name: {"digest": plan.digest, "changes": list(plan.changes)} for name, plan in sorted(found.items())}
    PLANS.write_text(json.dumps(tree, indent=2) + "\n", "utf-8")
    plans.cache_clear()
