"""What the real Terraform makes of expressions, tfgen makes of them too, or it says that it does not know."""

import pytest

from tests.language.cases import GROUPS, evaluated, expressions, results
from tests.language.compare import difference

# Where types of nulls, numbers beyond 512 bits, or marks on what is not used are not told exactly; none gives an error.
KNOWN = {
    "tolist(null)",
    "tomap(null)",
    "tobool(null)",
    "tonumber(null)",
    "tostring(null)",
    'tonumber("1e400")',
    'issensitive(lookup({b=2},"b",sensitive(1)))',
    'issensitive(lookup(tomap({b=2}),"b",sensitive(1)))',
    'issensitive(flatten([sensitive(["a"]),["b"]]))',
    'issensitive(zipmap([sensitive("a"),"b"],[1,2]))',
}
FOUND_AT_LEAST = 0.88
# Groups of what the language itself refuses; functions have words of their own.
WORD_FOR_WORD = ("conditionals", "conversions", "operators", "templates")


@pytest.mark.parametrize("group", GROUPS)
def test_tfgen_never_says_what_terraform_does_not(group: str) -> None:
    """No error where Terraform has a value, and no value but Terraform's."""
    told = results(group)
    fine = [each for each in expressions(group) if each in told and not told[each].get("errors") and each not in KNOWN]
    wrong = {each: found for each in fine if (found := difference(evaluated(each), told[each]))}
    assert wrong == {}


def test_nearly_all_that_terraform_refuses_is_found() -> None:
    """What is not found is left to Terraform."""
    refused = [each for group in GROUPS for each in expressions(group) if results(group).get(each, {}).get("errors")]
    found = [each for each in refused if evaluated(each).errors]
    missed = sorted(set(refused) - set(found))
    assert len(found) / len(refused) >= FOUND_AT_LEAST, missed


@pytest.mark.parametrize("group", WORD_FOR_WORD)
def test_what_the_language_refuses_is_told_in_terraforms_words(group: str) -> None:
    """So that what is found on the Internet about a message helps."""
    told = {each: results(group)[each]["errors"] for each in expressions(group) if "errors" in results(group)[each]}
    assert {each: evaluated(each).errors for each in told} == told


def test_nothing_is_said_of_a_provider_that_nobody_knows() -> None:
    """What its function takes and gives is left to Terraform."""
    assert evaluated("abs(provider::acme::size(1, var.str...))").errors
    assert evaluated("abs(provider::acme::size(1, var.los...))").errors == []


@pytest.mark.parametrize(
    "expression", ["1e999999999", "1e-999999999", 'jsondecode("1e999999999")', 'tonumber("1p99999")']
)
def test_a_number_that_would_fill_the_memory_is_unknown(expression: str) -> None:
    """It is not even written out."""
    outcome = evaluated(expression)
    assert (outcome.value.is_known, outcome.errors) == (False, [])
