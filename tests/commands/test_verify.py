"""The same inputs give the same bytes on any machine, and `tfgen render --verify` sees to it."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support import Run, Said, command, files_of, plain_environment, write_files

ROOT = Path(__file__).parents[2]
MACHINES: Mapping[str, Mapping[str, str]] = {
    "another hash seed": {"PYTHONHASHSEED": "7"},
    "another locale": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "another time zone": {"TZ": "XYZ+11:30"},
    "another order of files": {},
}
# What a template prints comes through the header here, since no template can print what varies.
VARYING = "import os\nfrom tfgen.render import render\n_header = render.header\n"


def start(project: Path, *arguments: str, startup: str = "", environment: Mapping[str, str] | None = None) -> Said:
    """Run tfgen in a process of its own, in which some code runs before everything else."""
    write_files(project.parent, {"startup/sitecustomize.py": startup})
    path = os.pathsep.join([str(project.parent / "startup"), str(ROOT)])
    env = plain_environment({"PYTHONPATH": path, **(environment or {})})
    done = subprocess.run(command(*arguments), env=env, cwd=project, capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("machine", MACHINES)
def test_the_same_bytes_on_every_machine(project: Path, machine: str) -> None:
    """The manifest's among them."""
    backwards = (
        "import os\n_listdir, _scandir = os.listdir, os.scandir\n"
        "os.listdir = lambda *a: sorted(_listdir(*a), reverse=True)\n"
    )
    startup = backwards if machine == "another order of files" else ""
    usual = start(project, "render", "--out", "usual")
    other = start(project, "render", "--out", "other", startup=startup, environment=MACHINES[machine])
    assert (usual.code, other.code) == (0, 0)
    assert [path.read_bytes() for path in sorted((project / "usual").rglob("*")) if path.is_file()] == [
        path.read_bytes() for path in sorted((project / "other").rglob("*")) if path.is_file()
    ]


def test_the_shipped_manifests_are_those_that_any_machine_writes(project: Path, run: Run) -> None:
    """Rendering two environments at other places gives what is committed."""
    said = run("-C", str(ROOT), "render", "dev", "--out", str(project / "out"))
    assert said.code == 0
    manifest = ".tfgen-manifest.json"
    assert (project / "out/dev" / manifest).read_bytes() == (ROOT / "generated/dev" / manifest).read_bytes()


def test_verify_says_that_both_are_the_same_and_writes(project: Path, run: Run) -> None:
    """As render does, then."""
    said = run("render", "--verify", "dev", "--set", "size=5")
    assert said.code == 0
    assert said.err == (
        "Rendered twice more, under other hash seeds, locales and time zones: the same bytes.\n"
        "dev: 2 files written, 0 unchanged, 0 removed, 2 resources, 0.00 s\n"
    )
    assert "size   = 5" in files_of(project / "generated")["dev/main.tf"]


def test_output_that_varies_is_an_error_and_not_written(project: Path) -> None:
    """The file and its template are named."""
    startup = f"{VARYING}render.header = lambda t: _header(t) + '# ' + os.environ.get('TZ', '') + '\\n'\n"
    said = start(project, "render", "dev", "--verify", startup=startup)
    assert said.code == 1
    assert "Error: Output that is not always the same" in said.err
    assert "  on templates/root/main.tf.j2:1:1" in said.err
    assert "generated/dev/main.tf comes out otherwise" in said.err
    assert not (project / "generated").exists()


def test_a_file_that_is_rendered_on_one_machine_only_varies_too(project: Path) -> None:
    """It is missing on the other."""
    startup = (
        f"{VARYING}_render = render.Renderer.render\n"
        "def once(self, environment):\n"
        "    made = list(_render(self, environment))\n"
        "    return made[:1] if os.environ.get('TZ') == 'UTC0' else made\n"
        "render.Renderer.render = once\n"
        "from tfgen.check import validate\n"
        "validate.RenderedCheck.of = lambda *_: validate.Verdict([], [], 0)\n"
    )
    said = start(project, "render", "dev", "--verify", startup=startup)
    assert (said.code, "generated/dev/modules/network/main.tf comes out otherwise" in said.err) == (1, True)


def test_rendering_that_fails_on_one_machine_only_is_told(project: Path) -> None:
    """With what it says there."""
    startup = f"{VARYING}if os.environ.get('TZ') == 'UTC0':\n    del render.header\n"
    said = start(project, "render", "dev", "--verify", startup=startup)
    assert said.code == 1
    assert "The rendering fails under one hash seed" in said.err
    assert "This is a bug in tfgen" in said.err


def test_mistakes_are_told_once(project: Path, run: Run) -> None:
    """By the rendering itself."""
    write_files(project, {"environments/dev.yaml": "name: dev\nsise: 3\n"})
    said = run("render", "--verify", "dev")
    assert (said.code, said.err.count("Error:"), "the same bytes" in said.err) == (1, 1, False)


def test_verify_does_not_go_with_stdout(run: Run, project: Path) -> None:
    """Nor does --force: both are about writing."""
    for option in ("--verify", "--force"):
        said = run("render", "--stdout", option)
        assert (said.code, "--stdout prints the files" in said.err) == (1, True)
    assert project.is_dir()
