"""A comparison as JSON."""

import json

from tests.diff.made import CREATED, FILE, MOVED, OUTPUT, REPLACED, UPDATED, environment, same
from tfgen.diff.changes import FileDifference
from tfgen.diff.comparison import Comparison
from tfgen.diff.formats.json import comparison_json

SPEC = {"filename": "environments/prod.yaml", "line": 35, "column": 3, "code": "  instance_class: b"}
ENDPOINT = {
    "name": "endpoint",
    "before": {"text": '"x"', "known": True, "sensitive": False, "value": "x"},
    "after": {"text": '"y"', "known": True, "sensitive": False, "value": "y"},
    "certain": True,
    "forces_replacement": False,
    "causes": [SPEC],
}


def test_it_says_all_that_the_text_says() -> None:
    """With values where they are known, and nothing of files but their names."""
    document = comparison_json(
        Comparison("main", [environment("prod", REPLACED, outputs=(OUTPUT,), files=(FILE,))]), "generated"
    )
    assert document == {
        "compared_with": "main",
        "differences": True,
        "environments": [
            {
                "name": "prod",
                "change": "update",
                "counts": {
                    "create": 0,
                    "update": 0,
                    "replace": 1,
                    "delete": 0,
                    "move": 0,
                    "forget": 0,
                    "import": 0,
                    "may_change": 0,
                    "outputs": 1,
                    "blocks": 0,
                },
                "resources": [
                    {
                        "address": "aws_vpc.main",
                        "change": "replace",
                        "certain": True,
                        "arguments": [
                            {
                                "path": ["cidr_block"],
                                "name": "cidr_block",
                                "before": {
                                    "text": '"10.0.0.0/16"',
                                    "known": True,
                                    "sensitive": False,
                                    "value": "10.0.0.0/16",
                                },
                                "after": {"text": "var.cidr", "known": False, "sensitive": False},
                                "certain": False,
                                "forces_replacement": True,
                                "causes": [{"filename": "--set size", "line": 1, "column": 1, "code": "size=3"}],
                            }
                        ],
                        "notes": [],
                        "causes": [],
                    }
                ],
                "outputs": [ENDPOINT],
                "blocks": [],
                "files": [{"path": "main.tf", "change": "update"}],
            }
        ],
    }


def test_resources_and_outputs_are_sorted() -> None:
    """The document is the same for the same differences."""
    outputs = (("z", OUTPUT[1]), ("a", OUTPUT[1]))
    document = comparison_json(
        Comparison("x", [environment("dev", UPDATED, MOVED, CREATED, outputs=outputs)]), "generated"
    )
    [found] = document["environments"]
    assert [one["address"] for one in found["resources"]] == [
        "aws_eip.new",
        "aws_sns_topic.alarms",
        "module.database.aws_db_instance.main",
    ]
    assert found["resources"][0]["previous_address"] == "aws_eip.was"
    assert found["resources"][2]["notes"][0]["rule"] == "protection-off"
    assert [one["name"] for one in found["outputs"]] == ["a", "z"]
    assert json.dumps(document)


def test_an_environment_without_differences_is_a_no_op() -> None:
    """It is listed, so that one sees that it was looked at."""
    document = comparison_json(Comparison("main", [same("dev", FILE)]), "generated")
    assert document["differences"] is False
    assert document["environments"][0]["change"] == "no-op"


def test_by_text_files_have_their_diffs() -> None:
    """And count as differences."""
    files = (FILE, FileDifference("new.tf", None, "x\n"), FileDifference("old.tf", "x\n", None))
    document = comparison_json(Comparison("main", [same("dev", *files)], by_text=True), "generated")
    [found] = document["environments"]
    assert (document["differences"], found["change"]) == (True, "update")
    assert [(file["path"], file["change"]) for file in found["files"]] == [
        ("main.tf", "update"),
        ("new.tf", "create"),
        ("old.tf", "delete"),
    ]
    assert found["files"][1]["diff"] == ["--- /dev/null", "+++ b/generated/dev/new.tf", "@@ -0,0 +1 @@", "+x"]
