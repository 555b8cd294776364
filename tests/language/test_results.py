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
