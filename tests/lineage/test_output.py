"""A path of the output tells which environment it belongs to."""

from pathlib import Path

import pytest

from tfgen.lineage.output import OutputPlace, find_output

GENERATED = Path("/srv/dev/project/generated")


@pytest.mark.parametrize(
    ("file", "place"),
    [
        (GENERATED / "prod/main.tf", OutputPlace("prod", "main.tf")),
        (GENERATED / "prod/modules/dev/main.tf", OutputPlace("prod", "modules/dev/main.tf")),
        (Path("/elsewhere/review/prod/main.tf"), OutputPlace("prod", "main.tf")),
        (Path("/home/dev/review/prod/modules/a/b.tf"), OutputPlace("prod", "modules/a/b.tf")),
        (GENERATED / "main.tf", None),
        (GENERATED / "prod", None),
        (Path("/elsewhere/main.tf"), None),
    ],
)
def test_the_environment_of_a_file(file: Path, place: OutputPlace | None) -> None:
    """Below generated/ it is the first folder; elsewhere the last one with an environment's name."""
    assert find_output(file, GENERATED, ["dev", "prod"]) == place
