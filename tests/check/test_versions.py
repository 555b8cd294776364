"""Version constraints are read as Terraform reads them."""

import pytest

from tfgen.check.versions import Clause, admits_before, parse_constraint


def test_a_constraint_is_a_list_of_clauses() -> None:
    """Spaces do not matter, missing parts are zero, `=` is understood."""
    assert parse_constraint(">=1.10, < 2, ~> 1.11.4 , 1.2.3-beta1") == [
        Clause(">=", (1, 10, 0)),
        Clause("<", (2, 0, 0)),
        Clause("~>", (1, 11, 4)),
        Clause("=", (1, 2, 3)),
    ]


@pytest.mark.parametrize("text", ["", "newest", ">= 1.10,", "=> 1.10", ">= 1.10 < 2"])
def test_what_is_no_constraint_gives_none(text: str) -> None:
    """A typo is not taken for a looser constraint."""
    assert parse_constraint(text) is None


@pytest.mark.parametrize(
    ("text", "admits"),
    [
        (">= 1.10", False),
        ("~> 1.10.2", False),
        ("1.11.4", False),
        ("> 1.10", False),
        (">= 1.9, != 1.9.5", True),
        ("< 2", True),
    ],
)
def test_which_constraints_let_older_versions_in(text: str, *, admits: bool) -> None:
    """Only a lower bound keeps them out."""
    clauses = parse_constraint(text)
    assert clauses is not None
    assert admits_before(clauses, (1, 10, 0)) is admits
