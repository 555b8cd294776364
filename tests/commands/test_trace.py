"""`tfgen trace` leads the findings of other tools back to templates and specs."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.lineage.support import PROJECT
from tests.support import Run, Said, write_files
from tests.trace.documents import checkov, plan, sarif, terraform, tflint, validation

MAIN, MODULE = "templates/root/main.tf.j2", "templates/modules/disk/main.tf.j2"


@pytest.fixture
def traced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of the lineage tests in the current folder; it need not be rendered."""
    write_files(tmp_path, PROJECT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def trace(run: Run, text: str, *arguments: str) -> Said:
    """Trace a text in a file."""
    Path("found.json").write_text(text, "utf-8")
    return run("trace", "found.json", *arguments)


def as_json(run: Run, text: str, *arguments: str) -> Any:
    """Trace a text in a file and give the JSON that comes back."""
    said = trace(run, text, "--format", "json", *arguments)
    assert said.code == 0
    return json.loads(said.out)


@pytest.mark.usefixtures("traced")
def test_a_finding_as_text(run: Run) -> None:
    """On the template's line, with the way from the output to the spec."""
    said = trace(run, validation(terraform("modules/disk/main.tf", 4)), "--env", "dev")
    assert (said.code, said.err) == (0, "1 finding, led back to its template.\n")
    assert said.out == (
        "╷\n"
        "│ Error: Unsupported argument\n"
        "│\n"
        "│   on templates/modules/disk/main.tf.j2:2:3\n"
        '│      2:   label = "${var.name}-${var.size}"\n'
        "│           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "│\n"
        '│ An argument named "size" is not expected here.\n'
        "│\n"
        "│   rendered line: modules/disk/main.tf:4:1\n"
        '│        4:   label = "${var.name}-${var.size}"\n'
        "│   var.name set on: main.tf:6:3\n"
        "│        6:   name   = local.name\n"
        "│   local.name set on: main.tf:14:3\n"
        '│       14:   name  = "disk-dev"\n'
        "│   var.size set on: main.tf:5:3\n"
        "│        5:   size   = 3\n"
        "│   spec value name: environments/dev.yaml:2:7\n"
        "│        2: name: dev\n"
        "│   spec value size: environments/dev.yaml:3:7\n"
        "│        3: size: 3\n"
        "│   in dev\n"
        "╵\n"
    )


@pytest.mark.usefixtures("traced")
def test_terraform_validate_comes_back_in_its_own_form(run: Run) -> None:
    """Range and snippet are those of the template; what else Terraform said stays."""
    (found,) = as_json(run, validation(terraform("main.tf", 5)), "-e", "dev")["diagnostics"]
    assert (found["summary"], found["environment"]) == ("Unsupported argument", "dev")
    assert (found["range"]["filename"], found["range"]["start"]["line"]) == (MAIN, 3)
    assert (found["snippet"]["code"], found["snippet"]["context"]) == ("  size   = {{ size }}", 'module "disk"')
    assert [link["role"] for link in found["chain"]] == ["rendered line", "spec value size"]


@pytest.mark.usefixtures("traced")
def test_terraform_plan_comes_back_a_message_a_line(run: Run) -> None:
    """Messages that are no findings stay as they are."""
    warning = {**terraform("main.tf", 6), "severity": "warning"}
    said = trace(run, plan(terraform("main.tf", 5), warning), "--format", "json", "-e", "dev", "-q")
    version, first, second = map(json.loads, said.out.splitlines())
    assert version["@message"] == "Terraform 1.11.4"
    assert [found["diagnostic"]["range"]["start"]["line"] for found in (first, second)] == [3, 4]
    assert "│ Warning: Unsupported argument" in trace(run, plan(warning), "-e", "dev").out


@pytest.mark.usefixtures("traced")
def test_tflint_comes_back_in_its_own_form(run: Run) -> None:
    """With the chain beside the range."""
    (issue,) = as_json(run, tflint("main.tf", 5), "-e", "dev")["issues"]
    assert issue["range"] == {
        "filename": MAIN,
        "start": {"line": 3, "column": 3},
        "end": {"line": 3, "column": 22},
    }
    assert [link["role"] for link in issue["chain"]] == ["rendered line", "spec value size"]
    assert issue["message"] == "The disk is small."


@pytest.mark.usefixtures("traced")
def test_sarif_comes_back_with_related_places(run: Run) -> None:
    """The template is the place, the rendered line and the spec are related to it."""
    document = as_json(run, sarif("generated/dev/modules/disk/main.tf", 3))
    (result,) = document["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": MODULE}, "region": {"startLine": 1}}
    related = [
        (place["message"]["text"], place["physicalLocation"]["artifactLocation"]["uri"])
        for place in result["relatedLocations"]
    ]
    assert related == [
        ("rendered line", "modules/disk/main.tf"),
        ("var.name set on", "main.tf"),
        ("local.name set on", "main.tf"),
        ("var.size set on", "main.tf"),
        ("spec value name", "environments/dev.yaml"),
        ("spec value size", "environments/dev.yaml"),
    ]


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.usefixtures("traced")
def test_checkov_comes_back_in_its_own_form(run: Run, listed: bool) -> None:
    """One report or a list of them; paths begin with a slash, as checkov writes them."""
    report = checkov("/generated/dev/modules/disk/main.tf", 3, 5)
    document = as_json(run, json.dumps([report] if listed else report))
    (check,) = (document[0] if listed else document)["results"]["failed_checks"]
    assert (check["file_path"], check["file_line_range"]) == (f"/{MODULE}", [1, 1])
    assert check["chain"][0]["role"] == "rendered line"


@pytest.mark.usefixtures("traced")
def test_checkovs_absolute_path_counts(run: Run) -> None:
    """Its own path may begin anywhere."""
    report = checkov("/main.tf", 5, 5)
    report["results"]["failed_checks"][0]["file_abs_path"] = "/builds/team/generated/dev/main.tf"
    (check,) = as_json(run, json.dumps(report))["results"]["failed_checks"]
    assert (check["file_path"], check["file_line_range"]) == (f"/{MAIN}", [3, 3])
    assert "file_abs_path" not in check


@pytest.mark.parametrize("file", ["main.tf", "generated/dev/other.tf", "/etc/main.tf"])
@pytest.mark.usefixtures("traced")
def test_what_is_not_about_a_rendered_line_stays(run: Run, file: str) -> None:
    """It is given back with the place that its tool names, and counted."""
    said = trace(run, validation(terraform(file, 5)))
    assert f"│   on {file}:5:1\n" in said.out
    assert said.err == "1 finding, not about a rendered line.\n"
    assert as_json(run, validation(terraform(file, 5)))["diagnostics"] == [terraform(file, 5)]


@pytest.mark.usefixtures("traced")
def test_findings_without_a_place_stay(run: Run) -> None:
    """And whatever else has an unknown shape."""
    odd = {"severity": "error", "summary": "No place"}
    assert as_json(run, validation(odd))["diagnostics"] == [odd]
    issues: dict[str, Any] = {"issues": [{"rule": None}], "errors": []}
    assert as_json(run, json.dumps(issues)) == issues
    results: dict[str, Any] = {"runs": [{"results": [{"locations": [{}, 3]}]}, {"results": None}]}
    assert as_json(run, json.dumps(results)) == results
    checks: dict[str, Any] = {"check_type": "terraform", "results": {"failed_checks": [{}]}}
    assert as_json(run, json.dumps(checks)) == checks
    assert trace(run, validation()).err == "No findings.\n"


@pytest.mark.usefixtures("traced")
def test_several_findings_are_counted(run: Run) -> None:
    """So that nobody misses one that was not led back."""
    said = trace(run, validation(terraform("main.tf", 5), terraform("main.tf", 999)), "-e", "dev")
    assert said.err == "2 findings, 1 of them led back to templates.\n"


@pytest.mark.usefixtures("traced")
def test_overrides_count_as_in_the_render(run: Run) -> None:
    """They are part of the way."""
    said = trace(run, validation(terraform("main.tf", 5)), "-e", "dev", "--set", "size=9")
    assert "│   spec value size: --set size\n" in said.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it is empty"),
        ("no json", "it is no JSON"),
        ("{}", "of no shape that tfgen knows"),
        ("[]", "of no shape that tfgen knows"),
        ("3\n4\n", "of no shape that tfgen knows"),
        ("[" * 100_000, "it is nested too deeply"),
    ],
)
@pytest.mark.usefixtures("traced")
def test_what_is_not_understood(run: Run, text: str, told: str) -> None:
    """The message says what would be."""
    said = trace(run, text)
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert "terraform validate -json" in said.err


@pytest.mark.usefixtures("traced")
def test_an_unknown_environment(run: Run) -> None:
    """With a suggestion, as everywhere."""
    said = trace(run, validation(), "-e", "dav")
    assert said.code == 1
    assert 'Did you mean "dev"?' in said.err


def test_standard_input_is_read(traced: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a pipe will do."""
    text = validation(terraform("main.tf", 5))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + text.encode())))
    assert "│   on templates/root/main.tf.j2:3:3\n" in run("trace", "-e", "dev").out
    assert not (traced / "found.json").exists()


def test_outside_of_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """As everywhere."""
    monkeypatch.chdir(tmp_path)
    assert "No project here" in trace(run, validation()).err
