"""`tfgen status`, as a person and a program use it."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.output.support import Place, kill_at
from tests.support import Run, files_of, write_files

MAIN = "generated/dev/main.tf"
NETWORK = "modules/network/main.tf"


def test_everything_in_sync(project: Path, run: Run) -> None:
    """A line an environment, and the exit code 0; foreign files do no harm."""
    run("render")
    write_files(project, {"generated/dev/notes.txt": "mine\n"})
    said = run("status")
    assert (said.code, said.err) == (0, "")
    assert said.out == "dev: in sync, 2 files\n  foreign  generated/dev/notes.txt\nprod: in sync, 2 files\n"
    assert run("status", "prod", "-v").out == (
        f"prod: in sync, 2 files\n  in sync  generated/prod/main.tf\n  in sync  generated/prod/{NETWORK}\n"
    )


def test_each_state_is_told_with_what_becomes_of_it(project: Path, run: Run) -> None:
    """And the exit code is that of differences; nothing is written."""
    write_files(project, {"templates/root/gone.tf.j2": "locals {\n}\n", "templates/root/away.tf.j2": "locals {\n}\n"})
    run("render", "dev")
    (project / "templates/root/gone.tf.j2").unlink()
    (project / "generated/dev/away.tf").unlink()
    write_files(project, {f"generated/dev/{NETWORK}": "# edited\n", "generated/dev/mine.tf": "# mine\n"})
    write_files(project, {"environments/dev.yaml": "name: changed\n", "templates/root/mine.tf.j2": "locals {\n}\n"})
    before = files_of(project)
    said = run("status", "dev")
    assert (said.code, said.err) == (2, "")
    assert said.out == (
        "dev: 5 of 5 files not in sync\n"
        "  missing  generated/dev/away.tf (rendered, and not there)\n"
        "  orphan   generated/dev/gone.tf (rendered no more; render removes it)\n"
        "  stale    generated/dev/main.tf (rendered otherwise now)\n"
        "  foreign  generated/dev/mine.tf (mine.tf was not written by tfgen; move it away)\n"
        f"  edited   generated/dev/{NETWORK} (changed after tfgen wrote it; render refuses it without --force)\n"
    )
    assert files_of(project) == before


def test_what_was_never_rendered_is_missing(project: Path, run: Run) -> None:
    """And no folder is made by looking."""
    said = run("status", "dev")
    assert (said.code, said.out.splitlines()[0]) == (2, "dev: 2 of 2 files not in sync")
    assert not (project / "generated").exists()


def test_values_given_with_set_count(project: Path, run: Run) -> None:
    """As in the render; so does another folder."""
    run("render", "dev", "--set", "size=9", "--out", "review")
    assert run("status", "dev", "--set", "size=9", "--out", "review").code == 0
    said = run("status", "dev", "--out", "review")
    assert (said.code, "  stale    review/dev/main.tf" in said.out) == (2, True)
    assert project.is_dir()


def test_an_environment_with_errors_outranks_differences(project: Path, run: Run) -> None:
    """The others are told all the same."""
    write_files(project, {"environments/dev.yaml": "name: dev\nsise: 3\n"})
    said = run("status")
    assert said.code == 1
    assert said.out.startswith("dev: has errors\nprod: 2 of 2 files not in sync\n")
    assert "Error: Unsupported key" in said.err


def test_an_interrupted_render_is_told_with_its_remedy(project: Path, run: Run) -> None:
    """Not as edited files."""
    run("render", "-q")
    kill_at(Place(project / "generated/dev"), {"main.tf": "# a\n", NETWORK: "# b\n"}, 4)
    said = run("status", "dev")
    assert said.code == 2
    assert said.out == (
        "dev: a render was interrupted here, and Terraform refuses generated/dev. Run tfgen render dev.\n"
    )
    assert "interrupted" in json.loads(run("status", "--format", "json").out)["environments"][0]["state"]
    said = run("validate", "--dir", "generated/dev")
    assert (said.code, "tfgen_render_was_interrupted" in said.err) == (1, True)
    write_files(project, {"environments/dev.yaml": "name: dev\nsise: 3\n"})
    said = run("render", "dev")
    assert "dev: finished the render that was interrupted in generated/dev\n" in said.err
    assert files_of(project / "generated/dev") == {"main.tf": "# a\n", NETWORK: "# b\n"}


def test_converted_line_ends_are_told(project: Path, run: Run) -> None:
    """A checkout on another machine is no edit."""
    run("render", "dev")
    file = project / "generated/dev/main.tf"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "(only the ends of its lines were converted; see what render says)" in run("status", "dev").out


def test_folders_of_removed_environments_are_told(project: Path, run: Run) -> None:
    """Where all environments are asked for; what is somebody's own folder is not."""
    run("render")
    (project / "environments/prod.yaml").unlink()
    write_files(project, {"generated/modules/main.tf": "# mine\n", "generated/README.md": "# mine\n"})
    said = run("status")
    assert said.code == 2
    assert said.out.splitlines()[1:] == [
        (
            "prod: there is no environments/prod.yaml any more. When nothing of it runs any more (terraform "
            "-chdir=generated/prod destroy), remove generated/prod."
        )
    ]
    assert run("status", "dev").code == 0
    shutil.rmtree(project / "generated/prod")
    assert run("status").code == 0


def test_json_tells_every_file(project: Path, run: Run) -> None:
    """With its state and its template, beside the diagnostics in their usual shape."""
    run("render", "dev")
    (project / MAIN).unlink()
    said = run("status", "dev", "--format", "json")
    document = json.loads(said.out)
    assert (said.code, document["valid"], document["diagnostics"]) == (2, True, [])
    assert document["environments"] == [
        {
            "name": "dev",
            "folder": "generated/dev",
            "state": "different",
            "files": [
                {"path": "main.tf", "state": "missing", "template": "templates/root/main.tf.j2"},
                {"path": NETWORK, "state": "in sync", "template": f"templates/{NETWORK}.j2"},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["nope"], "Unknown environment"), (["dev"], "Invalid template"), (["--format", "json"], "Invalid template")],
)
def test_mistakes_are_told(project: Path, run: Run, arguments: list[str], message: str) -> None:
    """On standard error, or in the JSON document."""
    write_files(project, {"templates/root/main.tf.j2": "{% if %}\n"})
    said = run("status", *arguments)
    assert (said.code, message in (said.out if "json" in arguments else said.err)) == (1, True)


def test_without_a_project(tmp_path: Path, run: Run) -> None:
    """As in all commands."""
    said = run("-C", str(tmp_path), "status")
    assert (said.code, "No project here" in said.err) == (1, True)


def test_a_folder_in_the_way_is_an_error(project: Path, run: Run) -> None:
    """Its state cannot be told."""
    (project / "generated").mkdir()
    os.mkfifo(project / "generated/dev")
    said = run("status", "dev")
    assert (said.code, said.out) == (1, "dev: has errors\n")
    assert "generated/dev stands where a folder must be" in said.err
