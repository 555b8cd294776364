"""`tfgen render`, as a person uses it."""

import json
import re
import subprocess
from pathlib import Path

import hcl2
import pytest

from tests.support import FILES, Run, files_of, start_on_terminal, write_files
from tests.terraform import find_terraform, unavailable

BROKEN = {"environments/dev.yaml": "name: dev\nsise: 3\n"}


def written(project: Path) -> dict[str, str]:
    """Give the rendered files by their paths below generated/."""
    return files_of(project / "generated")


def test_all_environments_are_rendered_when_none_is_named(project: Path, run: Run) -> None:
    """`tfgen render` is all that a project needs."""
    said = run("render")
    assert (said.code, said.out) == (0, "")
    assert sorted(written(project)) == [f"{name}/{file}" for name in ("dev", "prod") for file in FILES]
    assert "size   = 2" in written(project)["dev/main.tf"]
    assert "size   = 3" in written(project)["prod/main.tf"]


def test_named_environments_are_rendered_in_the_order_given_each_once(project: Path, run: Run) -> None:
    """And no others."""
    said = run("render", "prod", "dev", "prod")
    assert [line.split(":")[0] for line in said.err.splitlines()] == [
        "prod",
        "dev",
        "2 environments, 0 with errors, 4 files written, 0.00 s",
    ]
    said = run("render", "prod", "--out", "elsewhere")
    assert sorted(files_of(project / "elsewhere")) == [f"prod/{file}" for file in FILES]


def test_the_summary_counts_files_and_resources(project: Path, run: Run) -> None:
    """A line an environment, and one for all."""
    assert run("render").err == (
        "dev: 2 files written, 0 unchanged, 0 removed, 2 resources, 0.00 s\n"
        "prod: 2 files written, 0 unchanged, 0 removed, 2 resources, 0.00 s\n"
        "2 environments, 0 with errors, 4 files written, 0.00 s\n"
    )
    write_files(project, {"environments/dev.yaml": "name: changed\n", "templates/root/main.tf.j2": "locals {\n}\n"})
    (project / "templates/modules/network/main.tf.j2").unlink()
    assert run("render", "dev").err == "dev: 1 file written, 0 unchanged, 1 removed, 0 resources, 0.00 s\n"


def test_a_second_run_writes_nothing(project: Path, run: Run) -> None:
    """Files keep their times, so that nothing is built again for nothing."""
    run("render")
    before = {path: path.stat().st_mtime_ns for path in (project / "generated").rglob("*")}
    said = run("render", "dev")
    assert said.err == "dev: 0 files written, 2 unchanged, 0 removed, 2 resources, 0.00 s\n"
    assert {path: path.stat().st_mtime_ns for path in (project / "generated").rglob("*")} == before


def test_a_template_taken_away_removes_its_file_and_the_empty_folder(project: Path, run: Run) -> None:
    """Nothing that is rendered no more stays behind to be applied."""
    run("render")
    (project / "templates/modules/network/main.tf.j2").unlink()
    write_files(project, {"templates/root/main.tf.j2": "locals {\n}\n"})
    said = run("render", "dev", "-v")
    assert said.code == 0
    assert "  delete generated/dev/modules/network/main.tf\n" in said.err
    assert sorted(path.name for path in (project / "generated/dev").iterdir()) == [".tfgen-manifest.json", "main.tf"]


def test_out_names_another_folder(project: Path, run: Run) -> None:
    """Each environment has a folder of its own there, and generated/ is not touched."""
    said = run("render", "dev", "--out", "review/now", "-v")
    assert said.code == 0
    assert sorted(files_of(project / "review/now")) == [f"dev/{file}" for file in FILES]
    assert "  create review/now/dev/main.tf\n" in said.err
    assert not (project / "generated").exists()


def test_a_folder_outside_of_the_project_is_told_by_its_whole_path(project: Path, tmp_path: Path, run: Run) -> None:
    """So that it can be found."""
    said = run("render", "dev", "--out", str(tmp_path / "elsewhere"), "-v")
    assert f"  create {tmp_path}/elsewhere/dev/main.tf\n" in said.err
    assert project.is_dir()


def test_files_are_written_where_the_project_is(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not where the command happens to be given; `--out` is from the current folder, as any path on a command line."""
    monkeypatch.chdir(project.parent)
    assert run("-C", "project", "render", "dev").code == 0
    assert run("-C", "project", "render", "dev", "--out", "here").code == 0
    assert (project / "generated/dev/main.tf").is_file()
    assert (project.parent / "here/dev/main.tf").is_file()


def test_verbose_tells_of_each_file(project: Path, run: Run) -> None:
    """In Terraform's words for what happens."""
    run("render", "dev")
    write_files(project, {"environments/dev.yaml": "name: changed\n"})
    assert run("render", "dev", "-v").err.splitlines()[:2] == [
        "  update generated/dev/main.tf",
        "  no-op  generated/dev/modules/network/main.tf",
    ]


def test_quiet_says_nothing_but_errors(project: Path, run: Run) -> None:
    """A script that wants silence gets it, and hears of mistakes all the same."""
    said = run("render", "-q")
    assert (said.code, said.out, said.err) == (0, "", "")
    write_files(project, BROKEN)
    said = run("render", "-q")
    assert said.code == 1
    assert said.err.startswith("╷\n│ Error: Unsupported key")


def test_stdout_prints_valid_hcl_and_writes_nothing(project: Path, run: Run) -> None:
    """What is printed can be read back as it is; each file is told by a comment."""
    said = run("render", "dev", "--stdout")
    assert said.code == 0
    assert list(hcl2.loads(said.out)) == ["module", "resource", "variable", "__comments__"]
    assert re.findall(r"^# (dev/.*)$", said.out, re.MULTILINE) == [f"dev/{file}" for file in FILES]
    assert said.err == "dev: valid, 2 resources, 0.00 s\n"
    assert not (project / "generated").exists()


def test_stdout_prints_no_environment_with_errors(project: Path, run: Run) -> None:
    """Half of one would be taken for the whole."""
    write_files(project, {"templates/root/other.tf.j2": '{% if name == "dev" %}{{ nope }}{% endif %}'})
    said = run("render", "--stdout", "-q")
    assert said.code == 1
    assert "# dev/main.tf" not in said.out
    assert "# prod/main.tf" in said.out
    assert run("-C", "nope", "render", "--stdout").code == 1


def test_set_overrides_values(project: Path, run: Run) -> None:
    """Several at once, read as YAML, for this run only."""
    said = run("render", "dev", "--stdout", "--set", 'name="4"', "--set", "size=4")
    assert 'name   = "4"\n  size   = 4\n' in said.out
    assert "size   = 2" in run("render", "dev", "--stdout").out
    assert project.is_dir()


def test_a_wrong_set_is_told_by_its_option(project: Path, run: Run) -> None:
    """There is no file to look into."""
    said = run("render", "dev", "--set", "size=large")
    assert said.code == 1
    assert "│   on --set size\n│\n│ `size` takes a whole number" in said.err
    assert not (project / "generated").exists()


def test_an_environment_with_errors_does_not_keep_others_from_being_written(project: Path, run: Run) -> None:
    """One broken spec of twenty is no reason to stop."""
    write_files(project, BROKEN)
    said = run("render")
    assert said.code == 1
    assert sorted(written(project)) == [f"prod/{file}" for file in FILES]
    assert said.err.startswith("dev: has errors\nprod: 2 files written, ")
    assert said.err.endswith("╵\n2 environments, 1 with errors, 2 files written, 0.00 s\n")


def test_an_environment_with_errors_keeps_its_files(project: Path, run: Run) -> None:
    """What was rendered last stays, all of it."""
    run("render")
    before = written(project)
    write_files(project, {"templates/root/other.tf.j2": "a = {{ nope }}\n"})
    said = run("render")
    assert said.code == 1
    assert written(project) == before


def test_what_several_environments_have_in_common_is_told_once(project: Path, run: Run) -> None:
    """A mistake in a template is one mistake."""
    write_files(project, {"templates/root/other.tf.j2": "a = {{ nope }}\n"})
    said = run("validate")
    assert said.err.count("Error: Undefined name") == 2  # each leads to its own spec
    write_files(
        project, {"environments/_base.yaml": "sise: 2\n", "environments/prod.yaml": "extends: _base\nname: p\n"}
    )
    said = run("validate")
    assert said.err.count("Error: Unsupported key") == 1
    assert "│   in dev, prod\n" in said.err


def test_a_file_of_someone_else_is_refused(project: Path, run: Run) -> None:
    """Nothing of that environment is written, and the file is shown."""
    write_files(project, {"generated/dev/main.tf": "# mine\n"})
    said = run("render")
    assert said.code == 1
    assert "│   on generated/dev/main.tf:1:1\n│      1: # mine\n" in said.err
    assert "generated/dev/main.tf was not written by tfgen, so it stays as it is." in said.err
    assert said.err.startswith("dev: has errors\n")
    assert sorted(written(project)) == ["dev/main.tf", *(f"prod/{file}" for file in FILES)]


def test_an_edited_file_is_refused_until_it_is_given_up(project: Path, run: Run) -> None:
    """The file is shown, with its template; --force overwrites it."""
    run("render")
    edited = project / "generated/dev/main.tf"
    edited.write_text("# mine\n")
    said = run("render")
    assert said.code == 1
    assert "│ Error: File edited by hand\n│\n│   on generated/dev/main.tf:1:1\n│      1: # mine\n" in said.err
    assert (
        "generated/dev/main.tf is not as tfgen wrote it, so it stays as it is, and nothing of dev is written. Bring "
        "the change into templates/root/main.tf.j2 or the spec, or give it up with `tfgen render dev --force`."
    ) in said.err
    assert said.err.startswith("dev: has errors\nprod: 0 files written, 2 unchanged")
    assert edited.read_text() == "# mine\n"
    assert run("render", "dev", "--force").err.startswith("dev: 1 file written, 1 unchanged, 0 removed")
    assert edited.read_text() != "# mine\n"


def test_a_full_disk_is_told_with_the_place_and_changes_nothing(project: Path, disk: Path, run: Run) -> None:
    """The environment that no longer fits stays as it was."""
    run("render", "dev", "--out", str(disk))
    before = files_of(disk)
    write_files(project, {"templates/root/long.tf.j2": "locals {\n  a = \"{{ 'x' * 100000 }}\"\n}\n"})
    said = run("render", "dev", "--out", str(disk), "--set", "size=5")
    assert said.code == 1
    assert "Error: Files not written" in said.err
    assert f"{disk}/dev: No space left on device. Mend that and render dev again." in said.err
    assert files_of(disk) == before


def test_a_read_only_folder_is_told(project: Path, disk: Path, run: Run) -> None:
    """With the folder's name and the system's own reason."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    said = run("render", "dev", "--out", str(disk))
    assert said.code == 1
    assert f"{disk}/" in said.err
    assert "Read-only file system. Mend that and render dev again." in said.err
    assert project.is_dir()


def test_a_file_where_the_output_folder_should_be(project: Path, run: Run) -> None:
    """`--out` that names a file is told as that."""
    write_files(project, {"taken": ""})
    said = run("render", "dev", "--out", "taken")
    assert said.code == 1
    assert "taken: File exists." in said.err


def test_json_is_one_document_with_everything(project: Path, run: Run) -> None:
    """Counts for each environment, and every mistake with its place."""
    write_files(project, BROKEN)
    said = run("render", "--format", "json")
    document = json.loads(said.out)
    assert said.code == 1
    assert "Error" not in said.err
    assert [document[key] for key in ("format_version", "valid", "error_count", "warning_count")] == [
        "1.0",
        False,
        1,
        0,
    ]
    (found,) = document["diagnostics"]
    assert (found["rule"], found["environment"]) == ("spec-unknown-key", "dev")
    assert found["range"]["start"] == {"line": 2, "column": 1, "byte": 10}
    assert [(row["name"], row["valid"], row["written"], row["created"]) for row in document["environments"]] == [
        ("dev", False, False, 0),
        ("prod", True, True, 2),
    ]


def test_json_comes_without_a_project_too(tmp_path: Path, run: Run) -> None:
    """A program that reads it need not know another form for that."""
    said = run("-C", str(tmp_path), "render", "--format", "json")
    document = json.loads(said.out)
    assert (said.code, said.err) == (1, "")
    assert [found["rule"] for found in document["diagnostics"]] == ["project-missing"]
    assert (document["valid"], document["environments"]) == (False, [])


def test_json_has_the_shape_of_terraform_validate(project: Path, tmp_path: Path, run: Run) -> None:
    """Every key that Terraform gives is there, with a value of the same type."""
    if (terraform := find_terraform()) is None:
        unavailable("terraform is not on PATH")
    write_files(tmp_path / "broken", {"main.tf": "locals {\n  a = 1 1\n}\n"})
    validate = [terraform, f"-chdir={tmp_path / 'broken'}", "validate", "-json"]
    theirs = json.loads(subprocess.run(validate, env={}, capture_output=True, check=False).stdout)
    write_files(project, BROKEN)
    ours = json.loads(run("validate", "--format", "json").out)
    assert missing(theirs, ours, "") == []


def missing(theirs: object, ours: object, place: str) -> list[str]:
    """Give the places of a JSON document whose counterpart is absent or of another type."""
    match theirs, ours:
        case dict(), dict():
            absent = [f"{place}.{key}" for key in theirs if key not in ours]
            return absent + [
                one for key in theirs if key in ours for one in missing(theirs[key], ours[key], f"{place}.{key}")
            ]
        case [first, *_], [other, *_]:
            return missing(first, other, f"{place}[0]")
        case _:
            return [] if ours is None or type(theirs) is type(ours) else [place]


def test_a_terminal_shows_progress_over_several_environments(project: Path) -> None:
    """The bar comes first, the lines after it."""
    said = start_on_terminal("render", environment={"NO_COLOR": "1"})
    bar, lines = said.err.rsplit("\r", 1)[-1].split("\n", 1)
    assert "Environments" in said.err
    assert "100%" in bar
    assert [line.split(":")[0] for line in lines.splitlines()[:2]] == ["dev", "prod"]
    assert project.is_dir()


@pytest.mark.parametrize("command", ["diff", "status"])
def test_a_terminal_shows_progress_where_nothing_is_written(project: Path, run: Run, command: str) -> None:
    """They take as long; what they found comes after the bar."""
    assert run("render").code == 0
    said = start_on_terminal(command, environment={"NO_COLOR": "1"})
    bar, lines = said.err.rsplit("\r", 1)[-1].split("\n", 1)
    assert "2/2" in bar
    assert [line.split(":")[0] for line in (lines + said.out).splitlines()[:2]] == ["dev", "prod"]
    assert "Environments" not in start_on_terminal(command, "dev").err
    assert project.is_dir()


@pytest.mark.parametrize("arguments", [["dev"], ["-q"], ["-v"], ["--format", "json"]])
def test_there_is_no_bar_where_it_would_be_in_the_way(project: Path, arguments: list[str]) -> None:
    """For one environment, for those who want nothing, or everything, to be said, and beside JSON."""
    assert "Environments" not in start_on_terminal("render", *arguments).err
    assert project.is_dir()


@pytest.mark.parametrize("name", ["prod.yml", "my env.yaml", "-x.yaml"])
def test_a_file_that_would_be_passed_over_is_told(project: Path, run: Run, name: str) -> None:
    """Else a check of everything would be green, and that environment never checked."""
    write_files(project, {f"environments/{name}": "name: x\n"})
    said = run("render")
    assert said.code == 1
    assert f"on environments/{name}:1:1" in said.err
    assert "Rename it" in said.err
    assert run("render", "dev").code == 0


def test_an_empty_output_folder_is_refused(project: Path, run: Run) -> None:
    """A variable that is not set leaves it; it would be the current folder."""
    said = run("render", "dev", "--out", "")
    assert (said.code, "name a folder" in said.err) == (1, True)
    assert not (project / "dev").exists()


def test_no_environments_at_all(project: Path, run: Run) -> None:
    """A project with templates only is told what it lacks."""
    for path in (project / "environments").iterdir():
        path.unlink()
    said = run("render")
    assert said.code == 1
    assert "environments/ holds no environment. Write environments/dev.yaml, say." in said.err


def test_a_parent_is_not_rendered(project: Path, run: Run) -> None:
    """A spec whose name begins with `_` is for others to extend."""
    said = run("render", "_base")
    assert said.code == 1
    assert "_base begins with `_`, so it is a parent for others to extend" in said.err
    assert not (project / "generated").exists()


def test_an_unknown_name_among_known_ones_stops_the_run(project: Path, run: Run) -> None:
    """Before anything is written: who mistypes one name may have meant another set."""
    said = run("render", "prod", "dve")
    assert said.code == 1
    assert 'There is no environments/dve.yaml. Did you mean "dev"?' in said.err
    assert not (project / "generated").exists()


@pytest.mark.parametrize("out", ["templates", "environments/new", "link"])
def test_output_among_the_inputs_is_refused(out: str, project: Path, run: Run) -> None:
    """It would be rendered from the next time."""
    (project / "link").symlink_to("templates")
    before = files_of(project)
    said = run("render", "dev", "--out", out)
    assert (said.code, files_of(project)) == (1, before)
    assert "Error: Output among the inputs" in said.err
