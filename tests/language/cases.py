"""The expressions that Terraform and tfgen are both asked about.

`expressions/<group>.txt` has an expression a line; `results/<group>.json` has what the real Terraform made of each.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from tfgen.check.knowledge import Knowledge
from tfgen.hcl.nodes import GetAttribute, Step
from tfgen.hcl.parser import parse
from tfgen.language.evaluation.evaluator import Evaluator
from tfgen.language.functions import Functions
from tfgen.language.types import BOOL, DYNAMIC, NUMBER, STRING, Type, list_of, map_of, object_of, set_of
from tfgen.language.values import Value, unknown

HERE: Final = Path(__file__).parent
FILES: Final = HERE / "files"
GROUPS: Final = sorted(path.stem for path in (HERE / "expressions").glob("*.txt"))

Result: TypeAlias = dict[str, Any]

_PAIR: Final = object_of({"a": STRING, "b": NUMBER})
# What `var.…` means in the expressions: the Terraform type and tfgen's. Variables are unknown to `terraform validate`.
VARIABLES: Final[dict[str, tuple[str, Type]]] = {
    "any": ("any", DYNAMIC),
    "boo": ("bool", BOOL),
    "lol": ("list(list(string))", list_of(list_of(STRING))),
    "lon": ("list(number)", list_of(NUMBER)),
    "loo": ("list(object({ a = string, b = number }))", list_of(_PAIR)),
    "los": ("list(string)", list_of(STRING)),
    "mol": ("map(list(string))", map_of(list_of(STRING))),
    "mon": ("map(number)", map_of(NUMBER)),
    "mos": ("map(string)", map_of(STRING)),
    "num": ("number", NUMBER),
    "obj": ("object({ a = string, b = number })", _PAIR),
    "sos": ("set(string)", set_of(STRING)),
    "str": ("string", STRING),
}


def expressions(group: str) -> list[str]:
    """Give the expressions of a group."""
    return (HERE / "expressions" / f"{group}.txt").read_text(encoding="utf-8").splitlines()


def results_file(group: str) -> Path:
    """Give the file with what Terraform made of a group."""
    return HERE / "results" / f"{group}.json"


@cache
def results(group: str) -> dict[str, Result]:
    """Give what Terraform made of each expression of a group."""
    found: dict[str, Result] = json.loads(results_file(group).read_text(encoding="utf-8"))
    return found


@cache
def functions() -> Functions:
    """Give Terraform's functions as the checks know them."""
    return Knowledge.open().functions


class Variables:
    """A scope with the variables of above."""

    def lookup(self, root: str, steps: Sequence[Step]) -> tuple[Value, int]:
        """Give a variable, unknown but for its type."""
        assert root == "var"
        assert isinstance(steps[0], GetAttribute)
        return unknown(VARIABLES[steps[0].name][1]), 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What tfgen makes of an expression: the value, and summary and detail of each error."""

    value: Value
    errors: list[list[str]]


def evaluated(expression: str) -> Outcome:
    """Let tfgen evaluate an expression."""
    body, mistakes = parse(f"value = {expression}\n", "main.tf")
    assert body is not None, mistakes
    evaluator = Evaluator(functions(), Variables(), FILES)
    value = evaluator.evaluate(body.attributes[0].expression)
    return Outcome(value, [[one.summary, one.detail] for one in evaluator.diagnostics])
