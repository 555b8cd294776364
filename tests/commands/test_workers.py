"""Environments are done in several processes, or passed over, with the same result as one after another."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support import Said, files_of, plain_environment, write_files
from tfgen.output.manifest import MANIFEST

NAMES = [f"e{number}" for number in range(7)]
# What a run did, a line each: processes started, texts parsed by python-hcl2, files put in place.
COUNTING = """
import os, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def noted(call, word):
    def run(*arguments, **options):
        if callable(word) and not word(*arguments):
            return call(*arguments, **options)
        os.write(log, (call.__name__ + "\\n").encode())
        return call(*arguments, **options)
    return run
os.fork = noted(os.fork, "fork")
os.replace = noted(os.replace, lambda _, target, **__: str(target).endswith("main.tf"))
import importlib.util
class Finder:
    def find_spec(self, name, path, target=None):
        if name in ("hcl2", "jinja2", "yaml", "jsonschema_rs"):
            os.write(log, f"import {name}\\n".encode())
        return None
sys.meta_path.insert(0, Finder())
import tfgen.hcl.parse as parse
parse._parse = noted(parse._parse, "parse")
sys.argv = ["tfgen", *sys.argv[2:]]
from tfgen.__main__ import main
main()
"""


@pytest.fixture
def many(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of several environments, which differ in a value, with an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("dev", "prod"):
        (project / f"environments/{name}.yaml").unlink()
    write_files(project, {f"environments/{name}.yaml": f"name: {name}\n" for name in NAMES})
    return project


def tfgen(*arguments: str) -> Said:
    """Run a command line in a process of its own, times replaced."""
    done = subprocess.run(
        [sys.executable, "-m", "tfgen", *arguments], env=plain_environment({}), capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, re.sub(r"\d+\.\d\d s$", "0.00 s", done.stderr, flags=re.MULTILINE))


def counted(tmp_path: Path, *arguments: str) -> Counter[str]:
    """Run a command line, and count what it did."""
    log = tmp_path / "log"
    log.unlink(missing_ok=True)
    command = [sys.executable, "-c", COUNTING, str(log), *arguments]
    subprocess.run(command, env=plain_environment({}), capture_output=True, check=True, timeout=120)
    return Counter(log.read_text().splitlines())


def everything(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("arguments", [[], ["--stdout"], ["-v"], ["--format", "json"]])
def test_whatever_the_number_of_processes_the_result_is_the_same(many: Path, arguments: list[str]) -> None:
    """Files, and what is said, in its order; one environment with a mistake among them."""
    write_files(many, {"environments/e3.yaml": "name: e3\nsise: 3\n"})
    found = []
    for jobs in ("1", "2", "5"):
        said = tfgen("render", "--no-cache", f"-j{jobs}", *arguments)
        out = re.sub(r'"seconds": [0-9.]+', "", said.out)
        found.append((said.code, out, said.err, everything(many / "generated") if not arguments else {}))
        for path in (many / "generated").rglob("*") if (many / "generated").exists() else ():
            path.unlink() if path.is_file() else None
    assert found[0] == found[1] == found[2]
    assert found[0][0] == 1


def test_validate_and_render_tell_a_mistake_in_the_pack_once(many: Path) -> None:
    """Not for each environment, nor for each process."""
    write_files(many, {"templates/schema.yaml": "type: objekt\n"})
    for command in ("validate", "render"):
        one, two = (tfgen(command, f"-j{jobs}") for jobs in (1, 2))
        assert one == two
        assert one.code == 1
        assert one.err.count("Error: ") == 1


def test_what_environments_share_is_parsed_once_in_each_process(many: Path, tmp_path: Path) -> None:
    """And in one process once; the files are counted one by one."""
    done = counted(tmp_path, "render", "-j1")
    shared, own = 4, 1  # the network's blocks; the root's one block
    files = len(list((many / "generated").rglob("*.tf")))
    assert done["fork"] == 0
    assert done["_parse"] == shared + own * len(NAMES)
    assert done["replace"] == files == 2 * len(NAMES)
    assert counted(tmp_path, "render", "-j2", "--no-cache", "--out", "other")["fork"] == 2
    assert counted(tmp_path, "render", "-j99", "--no-cache", "--out", "third")["fork"] == len(NAMES)


def test_one_environment_is_parsed_in_a_process_beside(many: Path, tmp_path: Path) -> None:
    """With -j 1 it is not."""
    assert counted(tmp_path, "render", "e0", "-j2")["fork"] == 1
    assert counted(tmp_path, "render", "e1", "-j1")["fork"] == 0
    assert sorted(path.name for path in (many / "generated").iterdir()) == ["e0", "e1"]


def test_where_nothing_has_changed_nothing_is_loaded_parsed_or_written(many: Path, tmp_path: Path) -> None:
    """All that is said is the same."""
    first = tfgen("render")
    assert counted(tmp_path, "render", "e0") == {}
    assert counted(tmp_path, "render", "-j2") == {"fork": 2}
    again = tfgen("render")
    assert again.code == 0
    assert again.err == re.sub(r"2 files written, 0 unchanged", "0 files written, 2 unchanged", first.err).replace(
        f"{2 * len(NAMES)} files", "0 files"
    )
    assert many.is_dir()


def test_after_a_change_of_one_spec_only_what_is_new_is_parsed_and_written(many: Path, tmp_path: Path) -> None:
    """The rest was parsed by an earlier run."""
    tfgen("render")
    write_files(many, {"environments/e3.yaml": "name: changed\n"})
    done = counted(tmp_path, "render", "-j1")
    assert (done["_parse"], done["replace"]) == (1, 1)
    assert "changed" in (many / "generated/e3/main.tf").read_text()


@pytest.mark.parametrize(
    "change",
    [
        {"templates/root/more.tf.j2": "locals {\n}\n"},
        {"templates/modules/network/main.tf.j2": "variable \"name\" {\n}\n\nvariable \"size\" {\n}\n"},
        {"templates/schema.yaml": "type: object\n"},
        {"environments/_base.yaml": "size: 9\n"},
        {"environments/e0.yaml": "name: e0\nsize: 7\n"},
        {"generated/e0/main.tf": "locals {\n}\n"},
        {f"generated/e0/{MANIFEST}": "{}"},
    ],
)  # fmt: skip
def test_whatever_is_changed_the_result_is_that_of_a_run_without_a_cache(many: Path, change: dict[str, str]) -> None:
    """In what is said, in the exit code and in the files."""
    write_files(many, {"environments/e1.yaml": "extends: _base\nname: e1\n"})
    tfgen("render")
    write_files(many, change)
    before = everything(many)
    found = []
    for more in ([], ["--no-cache"]):
        for path in [path for path in (many / "generated").rglob("*") if path.is_file()]:
            path.unlink()
        write_files(many, before)
        found.append((tfgen("render", *more), everything(many)))
    assert found[0] == found[1]


def test_a_file_that_was_removed_or_edited_is_told_though_all_was_settled(many: Path) -> None:
    """What is remembered holds for the files that lie there only."""
    tfgen("render")
    (many / "generated/e1/main.tf").write_text("locals {\n}\n")
    (many / "generated/e2/main.tf").unlink()
    said = tfgen("render")
    assert said.code == 1
    assert "generated/e1/main.tf is not as tfgen wrote it" in said.err
    assert "e2: 1 file written, 1 unchanged" in said.err


def test_warnings_are_told_again_though_nothing_has_changed(many: Path) -> None:
    """Nobody has mended them."""
    terraform = 'terraform {\n  required_version = ">= 1.5"\n}\n\nprovider "aws" {\n  version = "~> 5.0"\n}\n'
    write_files(many, {"templates/root/terraform.tf.j2": terraform})
    first, again = tfgen("render", "e0"), tfgen("render", "e0")
    assert "Warning: " in first.err
    assert again.err.partition("Warning")[2] == first.err.partition("Warning")[2]
    assert "0 files written, 3 unchanged" in again.err


def test_without_the_cache_nothing_is_remembered(many: Path, tmp_path: Path) -> None:
    """Nor is what others have remembered looked at."""
    tfgen("render", "--no-cache")
    assert not (tmp_path / "cache").exists()
    tfgen("render", "--out", "other")
    done = counted(tmp_path, "render", "-j1", "--no-cache")
    assert done["_parse"] > 0
    assert many.is_dir()


SLOW = """
import os, sys, time
sys.path.insert(0, "")
import tfgen.output.write as write
real = write.Writer.write
def slowly(self, files, inputs):
    found = real(self, files, inputs)
    os.write(1, b".")
    time.sleep(0.05)
    return found
write.Writer.write = slowly
from tfgen.__main__ import main
sys.argv = ["tfgen", "render", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_leaves_whole_environments_and_tells_how_many(many: Path, jobs: int) -> None:
    """The others are not begun; the next run goes on."""
    names = [f"n{number:03}" for number in range(120)]
    write_files(many, {f"environments/{name}.yaml": f"name: {name}\n" for name in names})
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, f"-j{jobs}", *names], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=plain_environment({}), start_new_session=True,
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.read(1) == b"."
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    folders = sorted((many / "generated").iterdir())
    assert process.returncode == 130
    assert {len(files_of(folder)) for folder in folders} == {2}
    assert all((folder / MANIFEST).exists() for folder in folders)
    told = re.search(r"(\d+) of 120 environments were done\.\s+Interrupted\.", said.decode())
    assert told, said
    assert int(told[1]) <= len(folders) < 60
    assert int(told[1]) >= len(folders) - (jobs == 1)


def test_a_parent_that_is_gone_is_told_though_all_was_settled(many: Path) -> None:
    """What an environment was made from must be there still."""
    write_files(many, {"environments/e0.yaml": "extends: _base\nname: e0\n"})
    tfgen("render")
    (many / "environments/_base.yaml").unlink()
    said = tfgen("render", "e0")
    assert said.code == 1
    assert "_base" in said.err


def test_a_pack_that_cannot_be_read_is_told_though_all_was_settled(many: Path) -> None:
    """A folder in the place of the schema, and a link in that of a template."""
    tfgen("render")
    (many / "templates/root/link.tf.j2").symlink_to("main.tf.j2")
    assert "Not a file" in tfgen("render").err
    (many / "templates/root/link.tf.j2").unlink()
    (many / "templates/schema.yaml").unlink()
    (many / "templates/schema.yaml").mkdir()
    assert tfgen("render").code == 1
