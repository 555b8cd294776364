"""Two runs in one environment's folder wait for each other."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.output.support import Place
from tests.support import command, files_of, plain_environment, write_files
from tfgen.inputs import digest
from tfgen.output.changes import Output
from tfgen.output.lock import locked
from tfgen.output.manifest import MANIFEST

SECONDS = "60" if os.environ.get("TFGEN_PROOF") == "long" else "4"
PROCESSES = 8
TEMPLATES = {f"templates/root/file{n}.tf.j2": f"locals {{\n  size{n} = {{{{ size }}}}\n}}\n" for n in range(4)}
TEMPLATES |= {
    "templates/root/even.tf.j2": "{% if size % 2 == 0 %}\nlocals {\n  even = {{ size }}\n}\n{% endif %}\n",
    "templates/root/main.tf.j2": "locals {\n  name = {{ name }}\n}\n",
}


def sizes_of(project: Path, environment: str) -> set[str]:
    """Give the sizes that an environment's files speak of, when no run is at work; the manifest must tell them all."""
    folder = project / "generated" / environment
    with locked(Output(folder, environment), lambda _: None, shared=True) as tree:
        files = files_of(folder)
        manifest = json.loads(tree.read(MANIFEST) or b"{}")
    assert {path: digest(text.encode()) for path, text in files.items()} == {
        path: row["sha256"] for path, row in manifest["files"].items()
    }
    sizes = {size for text in files.values() for size in re.findall(r"(?:size\d|even) += (\d+)", text)}
    assert ("even.tf" in files) == all(int(size) % 2 == 0 for size in sizes)
    return sizes


def test_eight_runs_at_once_leave_whole_sets(project: Path) -> None:
    """In the same environment and in different ones; whoever looks meanwhile sees one set, and its manifest."""
    (project / "templates/modules/network/main.tf.j2").unlink()
    write_files(project, TEMPLATES)
    for environment in ("dev", "prod"):
        subprocess.run(command("render", environment, "-q"), check=True)
    names = [["dev"], ["prod"], ["dev", "prod"], ["dev"]]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.output.rendering", str(seed), SECONDS, *names[seed % len(names)]],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in range(PROCESSES)
    ]
    seen = 0
    while any(run.poll() is None for run in runs):
        assert [len(sizes_of(project, environment)) for environment in ("dev", "prod")] == [1, 1]
        seen += 1
    ended = [run.communicate()[0].split() for run in runs]
    assert [code for _, code in ended] == ["0"] * PROCESSES
    assert all(int(count) > 0 for count, _ in ended)
    assert seen > 0
    assert sorted(path.name for path in (project / "generated").iterdir()) == ["dev", "prod"]


def started(project: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start tfgen while the folder of dev is locked, and wait until it says that it waits."""
    process = subprocess.Popen(
        command(*arguments), cwd=project, env=plain_environment({}), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    assert process.stderr.readline() == "Waiting for another run of tfgen that is at work in generated/dev …\n"
    return process


@pytest.fixture
def dev(project: Path) -> Output:
    """The folder of an environment of the small project."""
    subprocess.run(command("render", "-q"), cwd=project, check=True)
    return Output(project / "generated/dev", "generated/dev")


@pytest.mark.parametrize("arguments", [["render", "dev"], ["status", "dev"]])
def test_a_run_waits_for_the_one_before_it_and_says_so(project: Path, dev: Output, arguments: list[str]) -> None:
    """Then it does its work."""
    with locked(dev, lambda _: None):
        process = started(project, *arguments)
        assert process.poll() is None
    process.communicate()
    assert process.returncode == 0


def test_an_interrupt_ends_the_waiting(project: Path, dev: Output) -> None:
    """And changes nothing."""
    before = files_of(project / "generated")
    with locked(dev, lambda _: None):
        process = started(project, "render", "dev", "--set", "size=9")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, "Interrupted." in said) == (130, True)
    assert files_of(project / "generated") == before


def test_the_lock_of_a_run_that_died_is_nobodys(place: Place) -> None:
    """The kernel gives it back."""
    place.done({"main.tf": "old\n"})
    code = (
        "import os, signal\nfrom pathlib import Path\nfrom tests.output.support import Place\n"
        "from tfgen.output.lock import locked\n"
        f"with locked(Place(Path({str(place.folder)!r})).output, print):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    place.done({"main.tf": "new\n"})
    assert place.said == []


def test_those_who_only_look_do_not_wait_for_each_other(place: Place) -> None:
    """Two at once."""
    place.done({"main.tf": "old\n"})
    with locked(place.output, place.said.append, shared=True):
        assert place.states({"main.tf": "old\n"}) == {"main.tf": "in sync"}
    assert place.said == []


@pytest.mark.parametrize("again", [True, False])
def test_a_folder_that_went_while_a_run_waited_is_opened_anew(place: Place, again: bool) -> None:
    """The run before it made the folder and took it away again, or somebody put another one there."""
    place.folder.mkdir(parents=True)
    waits = threading.Event()

    def say(_: str) -> None:
        waits.set()

    def write() -> None:
        with locked(place.output, say, make=True) as tree:
            tree.create("main.tf", b"new\n")

    with locked(place.output, place.said.append):
        thread = threading.Thread(target=write)
        thread.start()
        waits.wait()
        place.folder.rmdir()
        if again:
            place.folder.mkdir()
    thread.join()
    assert place.files() == {"main.tf": "new\n"}
