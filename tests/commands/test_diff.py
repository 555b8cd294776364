"""`tfgen diff` against what lies on disk, and between environments."""

import json
from pathlib import Path

import pytest

from tests.commands.changing import CHANGED, COUNTS, RENAMED, TOPIC, make
from tests.git.support import new_repository
from tests.support import Run, Said, write_files
from tfgen.output.journal import MARKER_TEXT
from tfgen.protected import MARKER

COMMENTED = f"# Why\n{TOPIC}"


@pytest.fixture
def topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A project that was rendered."""
    folder = make(tmp_path / "topic", monkeypatch)
    assert run("render").code == 0
    return folder


def unchanged(topic: Path, run: Run, *arguments: str) -> Said:
    """Run tfgen, and see that it writes nothing."""
    before = {path: path.lstat().st_mtime_ns for path in topic.rglob("*")}
    said = run(*arguments)
    assert {path: path.lstat().st_mtime_ns for path in topic.rglob("*")} == before
    return said


def test_what_was_just_rendered_does_not_differ(topic: Path, run: Run) -> None:
    """The exit code is 0, and there is nothing on standard output."""
    said = unchanged(topic, run, "diff")
    assert (said.code, said.out) == (0, "")
    assert said.err == "dev: no differences\nprod: no differences\n2 environments, 0 with differences\n"
    assert run("diff", "--quiet").err == ""


def test_a_change_of_a_spec_is_told_and_nothing_is_written(topic: Path, run: Run) -> None:
    """By the resource's address, with the old and the new value."""
    write_files(topic, RENAMED)
    said = unchanged(topic, run, "diff")
    assert said.code == 2
    assert said.out.startswith("dev:\n  ~ aws_sns_topic.main\n")
    assert CHANGED in said.out
    assert said.out.endswith(f"\n\ndev: {COUNTS}\n")
    assert said.err == "prod: no differences\n2 environments, 1 with differences\n"
    assert run("diff", "prod").code == 0


def test_a_value_can_be_tried_out(topic: Path, run: Run) -> None:
    """`--set` is for what is rendered now."""
    said = run("diff", "prod", "--set", "title=new")
    assert (said.code, CHANGED in said.out, topic.is_dir()) == (2, True, True)


def test_what_was_never_rendered_is_new(topic: Path, run: Run) -> None:
    """Also where files of others lie in its folder."""
    write_files(topic, {"environments/new.yaml": "name: new\n", "generated/new/terraform.tfvars": "a = 1\n"})
    said = run("diff", "new")
    assert said.code == 2
    assert said.out == (
        "new (new):\n  + aws_sns_topic.main\n\n"
        "new: new environment, 1 to add, 0 to change, 0 to destroy, 0 to replace\n"
    )


def test_an_environment_whose_spec_is_gone_is_told_as_removed(topic: Path, run: Run) -> None:
    """Where tfgen wrote its folder, and no environment is named."""
    (topic / "environments/dev.yaml").unlink()
    write_files(topic, {"generated/else/main.tf": "# by hand\n", "generated/-odd name/.tfgen-manifest.json": "{}\n"})
    said = run("diff")
    assert said.code == 2
    assert "dev (removed):\n  - aws_sns_topic.main\n" in said.out
    assert said.err == "prod: no differences\n2 environments, 1 with differences\n"
    assert run("diff", "prod").code == 0


def test_a_file_that_is_rendered_no_more_is_a_deletion(topic: Path, run: Run) -> None:
    """And the files of others are not looked at."""
    write_files(topic, {"templates/root/more.tf.j2": 'resource "aws_sns_topic" "more" {\n}\n'})
    run("render")
    (topic / "templates/root/more.tf.j2").unlink()
    write_files(topic, {"generated/dev/own.tf": 'resource "aws_sns_topic" "own" {\n}\n'})
    said = run("diff", "dev")
    assert (said.code, said.out.splitlines()[1]) == (2, "  - aws_sns_topic.more")
    assert "own" not in said.out


def test_text_alone_is_no_difference(topic: Path, run: Run) -> None:
    """Comments and formatting change nothing; a line says that there is something to see."""
    write_files(topic, {"templates/root/main.tf.j2": COMMENTED})
    said = run("diff", "dev")
    assert (said.code, said.out) == (0, "")
    assert said.err == "dev: no differences (text only: 1 file; --text shows them)\n"


def test_what_is_configured_beside_resources_counts(topic: Path, run: Run) -> None:
    """Another region changes everything, and no argument of a resource."""
    write_files(topic, {"templates/root/provider.tf.j2": 'provider "aws" {\n  region = "eu-west-1"\n}\n'})
    said = run("diff", "dev")
    assert said.code == 2
    assert said.out == (
        'dev:\n  ~ provider "aws"\n        from templates/root/provider.tf.j2:1\n\n'
        "dev: 0 to add, 0 to change, 0 to destroy, 0 to replace, 1 other block to change\n"
    )


def test_by_text_every_byte_counts(topic: Path, run: Run) -> None:
    """It is a unified diff, of files in any state."""
    write_files(topic, {"templates/root/main.tf.j2": COMMENTED})
    said = run("diff", "dev", "--text")
    assert said.code == 2
    assert said.out.startswith("--- a/generated/dev/main.tf\n+++ b/generated/dev/main.tf\n@@ -1,5 +1,6 @@\n")
    assert "\n+# Why\n" in said.out
    (topic / "generated/dev/main.tf").write_bytes(b"\xff{\n")
    said = run("diff", "dev", "--text")
    assert (said.code, "\n-\\udcff{\n" in said.out) == (2, True)
    assert run("diff", "prod", "--text").code == 2
    run("render", "prod")
    assert run("diff", "prod", "--text").err == "prod: no differences\n"


def test_broken_files_on_disk_are_told(topic: Path, run: Run) -> None:
    """There are no resources in them to compare; their text can be."""
    (topic / "generated/dev/main.tf").write_text("resource {\n")
    said = run("diff")
    assert (said.code, said.out) == (1, "")
    assert "on generated/dev/main.tf:1:" in said.err
    assert "Render again, or see by `tfgen diff --text` what was changed." in said.err
    assert "prod: no differences" in said.err
    (topic / "generated/dev/main.tf").write_bytes(b"# \xff\n")
    said = run("diff", "dev")
    assert (said.code, "The file is not a text in UTF-8." in said.err) == (1, True)


def test_a_folder_in_the_place_of_a_file_is_told(topic: Path, run: Run) -> None:
    """It holds nothing to compare."""
    (topic / "generated/dev/main.tf").unlink()
    (topic / "generated/dev/main.tf").mkdir()
    said = run("diff", "dev")
    assert said.code == 1
    assert "generated/dev/main.tf is not a plain file" in said.err


def test_what_a_killed_render_left_is_told(topic: Path, run: Run) -> None:
    """Files of two sets may lie there, which nobody should compare with anything."""
    (topic / "generated/dev" / MARKER).write_text(MARKER_TEXT)
    said = run("diff", "dev")
    assert (said.code, said.out) == (1, "")
    assert "A render of generated/dev was interrupted" in said.err
    assert run("render", "dev").code == 0
    assert run("diff", "dev").code == 0


def test_a_broken_manifest_is_told(topic: Path, run: Run) -> None:
    """It says which files are tfgen's."""
    (topic / "generated/dev/.tfgen-manifest.json").write_text("{\n")
    said = run("diff", "dev")
    assert (said.code, "Unreadable manifest" in said.err) == (1, True)


def test_without_a_manifest_the_header_tells_tfgens_files(topic: Path, run: Run) -> None:
    """As it did before there were manifests; links are nobody's."""
    (topic / "generated/dev/.tfgen-manifest.json").unlink()
    own = (topic / "generated/dev/main.tf").read_text().partition("\n")[0]
    write_files(topic, {"generated/dev/old.tf": f'{own}\nresource "aws_sns_topic" "old" {{\n}}\n'})
    (topic / "generated/dev/link.tf").symlink_to("old.tf")
    write_files(topic, {"generated/dev/own_override.tf": own, "generated/dev/by-hand.tf": "locals {\n}\n"})
    said = run("diff", "dev")
    assert (said.code, said.out.splitlines()[1]) == (2, "  - aws_sns_topic.old")
    assert "local" not in said.out


def test_errors_outrank_differences(topic: Path, run: Run) -> None:
    """Those of one environment do not keep the others from being compared."""
    write_files(topic, {**RENAMED, "environments/prod.yaml": "nam: prod\n"})
    said = run("diff")
    assert (said.code, CHANGED in said.out) == (1, True)
    assert "Missing required key" in said.err


def test_broken_templates_leave_nothing_to_compare(topic: Path, run: Run) -> None:
    """The mistake is told."""
    write_files(topic, {"templates/root/main.tf.j2": "{{\n"})
    assert run("diff").code == 1
    write_files(topic, {"templates/schema.yaml": "type: [\n"})
    said = run("diff")
    assert (said.code, said.out) == (1, "")
    assert "templates/schema.yaml" in said.err


def test_another_folder_can_be_compared(topic: Path, run: Run, tmp_path: Path) -> None:
    """Inside the project or outside of it."""
    assert run("render", "dev", "--out", "review").code == 0
    assert run("diff", "dev", "--out", "review").code == 0
    assert run("diff", "prod", "--out", "review").code == 2
    run("render", "dev", "--out", str(tmp_path / "out"), "--set", "title=new")
    said = run("diff", "dev", "--out", str(tmp_path / "out"), "--text")
    assert said.out.startswith(f"--- a{tmp_path}/out/dev/main.tf\n")
    assert topic.is_dir()


def test_two_environments_are_compared(topic: Path, run: Run) -> None:
    """What the second has and the first has not is an addition, whatever lies on disk."""
    write_files(topic, RENAMED)
    said = unchanged(topic, run, "diff", "prod..dev")
    assert said.code == 2
    assert said.out.startswith("prod..dev:\n")
    assert 'name: "prod" -> "dev" # forces replacement\n' in said.out
    assert CHANGED in said.out
    assert run("diff", "dev..dev").code == 0
    assert json.loads(run("diff", "prod..dev", "--format", "json").out)["compared_with"] == "prod"


@pytest.mark.parametrize("names", ["dev..", "..dev", "dev...prod", "..", "a..b..c"])
def test_what_is_no_pair_of_environments_is_told(topic: Path, run: Run, names: str) -> None:
    """With what one looks like."""
    said = run("diff", names)
    assert (said.code, said.out, topic.is_dir()) == (1, "", True)
    assert f"{names} does not name two environments, as `staging..prod` does." in said.err


def test_environments_that_do_not_exist_are_told(topic: Path, run: Run) -> None:
    """Alone and in pairs."""
    for name in ("prd", "dev..prd", "prd..dev"):
        said = run("diff", name)
        assert (said.code, said.out) == (1, "")
        assert 'Did you mean "prod"?' in said.err
    assert topic.is_dir()


@pytest.mark.parametrize("more", [["prod"], ["--base=main"], ["--out=x"], ["--shard=1/2"]])
def test_a_pair_goes_with_nothing_else(topic: Path, run: Run, more: list[str]) -> None:
    """It says all that is compared."""
    said = run("diff", "dev..prod", *more)
    assert (said.code, topic.is_dir()) == (1, True)
    assert "ENV_A..ENV_B compares just these two" in said.err


def test_a_commit_and_a_folder_do_not_go_together(topic: Path, run: Run) -> None:
    """Each is a side of its own."""
    said = run("diff", "--base=main", "--out=x")
    assert (said.code, topic.is_dir()) == (1, True)
    assert "do not go together" in said.err


def test_outside_of_a_project_there_is_nothing_to_compare(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every format."""
    monkeypatch.chdir(tmp_path)
    assert "No project here" in run("diff").err
    assert "No project here" in run("diff", "--format=markdown").out
    document = json.loads(run("diff", "--format=json").out)
    assert (document["valid"], document["environments"], document["compared_with"]) == (False, [], "nothing")


def test_json_holds_differences_and_errors(topic: Path, run: Run) -> None:
    """In the shape that the diagnostics of the other commands have."""
    write_files(topic, {**RENAMED, "environments/prod.yaml": "nam: prod\n"})
    said = run("diff", "--format", "json")
    document = json.loads(said.out)
    assert (said.code, document["format_version"], document["valid"]) == (1, "1.0", False)
    assert document["diagnostics"][0]["environment"] == "prod"
    assert (document["compared_with"], document["differences"]) == ("generated/", True)
    assert [found["name"] for found in document["environments"]] == ["dev"]
    assert document["environments"][0]["resources"][0]["address"] == "aws_sns_topic.main"
    assert "Missing required key" not in said.err


def test_markdown_is_for_a_comment_and_errors_are_in_the_log_too(topic: Path, run: Run) -> None:
    """A project in a subfolder of a repository has its own marker."""
    write_files(topic, {**RENAMED, "environments/prod.yaml": "nam: prod\n"})
    new_repository(topic.parent, {})
    said = run("diff", "--format", "markdown")
    assert said.code == 1
    assert said.out.startswith("<!-- tfgen-diff topic -->\n### tfgen diff: errors, 1 of 1 environment differs\n")
    assert "Missing required key" in said.out
    assert "Missing required key" in said.err


def test_annotations_are_at_the_lines_of_the_repository(topic: Path, run: Run) -> None:
    """Errors first."""
    write_files(topic, {**RENAMED, "environments/prod.yaml": "nam: prod\n"})
    new_repository(topic.parent, {})
    said = run("diff", "--format", "github")
    assert said.out.startswith("::error file=topic/environments/prod.yaml,")
    assert f"::notice title=tfgen diff against generated/::dev: {COUNTS}\n" in said.out


def test_removed_environments_are_split_among_jobs_too(topic: Path, run: Run) -> None:
    """All parts together are all that one job would tell."""
    write_files(topic, {"environments/old.yaml": "name: old\n"})
    run("render", "old")
    (topic / "environments/old.yaml").unlink()
    said = [run("diff", f"--shard={number}/3") for number in (1, 2, 3)]
    assert [(one.code, (one.out or one.err).split(":")[0]) for one in said] == [
        (0, "dev"),
        (2, "old (removed)"),
        (0, "prod"),
    ]
    assert topic.is_dir()
