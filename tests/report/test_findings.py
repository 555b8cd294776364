"""What the reports for machines have in common."""

from msgspec.structs import replace

from tfgen.diagnostics import error
from tfgen.report.findings import Finding, below, findings, is_file
from tfgen.source import SourceRange

WRONG = error("rule", "Wrong", "No.", SourceRange("a.yaml", 1, 1, 1, 2))
OTHER = replace(WRONG, detail="No, no.")


def test_what_environments_have_in_common_is_one_finding() -> None:
    """Told once, with the environments in the order in which they came, each once."""
    told = [replace(found, environment=name) for name in ("prod", "dev", "prod") for found in (WRONG, OTHER)]
    assert findings(told) == [Finding(WRONG, ("prod", "dev")), Finding(OTHER, ("prod", "dev"))]
    assert findings([OTHER, WRONG]) == [Finding(OTHER, ()), Finding(WRONG, ())]


def test_an_option_of_the_command_line_is_no_file() -> None:
    """Though it is a place."""
    assert is_file(SourceRange("a-b.yaml", 1, 1, 1, 2))
    assert not is_file(SourceRange("--set a", 1, 1, 1, 2))


def test_paths_start_at_the_root_of_the_repository() -> None:
    """Wherever in it the project lies; what is absolute stays so."""
    assert below("", "a/b.tf") == "a/b.tf"
    assert below("infra/", "../a.tf") == "a.tf"
    assert below("infra", "a.tf") == "infra/a.tf"
    assert below("infra", "/srv/a.tf") == "/srv/a.tf"
