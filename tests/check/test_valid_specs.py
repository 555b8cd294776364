"""No false alarm: whatever a valid spec says, the checks have nothing against what it renders."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tfgen.build import Build
from tfgen.project import Project

ROOT = Path(__file__).parents[2]
SCHEMA = yaml.safe_load((ROOT / "templates/schema.yaml").read_text("utf-8"))
# `make proof` tries 500 valid specs; the ordinary run some.
EXAMPLES = 500 if settings().max_examples > 1000 else 30
OF_THE_SPEC = ("spec-", "assertion-")


def fields(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the schema's fields that hold no others, by their paths."""
    for name, field in schema.get("properties", {}).items():
        if field.get("type") == "object":
            yield from fields(field, f"{path}{name}.")
        else:
            yield f"{path}{name}", field


def values(field: dict[str, Any]) -> st.SearchStrategy[Any] | None:
    """Give the values that a field's own schema allows, None where that takes more than looking at it."""
    if "enum" in field:
        return st.sampled_from(field["enum"])
    if field["type"] == "boolean":
        return st.booleans()
    if "integer" in field["type"]:
        return st.integers(field["minimum"], field["maximum"])
    if "pattern" in field:
        return st.from_regex(field["pattern"].replace("^", r"\A").replace("$", r"\Z"))
    return None


FIELDS = {path: found for path, field in fields(SCHEMA) if (found := values(field)) is not None}
CHANGES = st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=5, unique=True).flatmap(
    lambda paths: st.fixed_dictionaries({path: FIELDS[path] for path in paths})
)
BUILD, _ = Build.open(Project(ROOT))


def test_most_fields_are_varied() -> None:
    """A schema that changes must not leave the property empty."""
    assert len(FIELDS) > 35


@given(st.sampled_from(["dev", "prod", "local"]), CHANGES)
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_a_valid_spec_renders_gets_no_word(environment: str, changes: dict[str, Any]) -> None:
    """Any value that the schema and the assertions let through is fine for providers and modules too."""
    assert BUILD
    arguments = [
        f"{path}={yaml.safe_dump(value, default_flow_style=True).split(chr(10))[0]}" for path, value in changes.items()
    ]
    built = BUILD.environment(environment, arguments)
    assume(not any(found.rule.startswith(OF_THE_SPEC) for found in built.diagnostics))
    assert [(str(found.subject), found.summary, found.detail) for found in built.diagnostics] == []
    assert built.left_out == ()
