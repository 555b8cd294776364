"""The README says what happens."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def console_blocks() -> list[list[tuple[str, str]]]:
    """Give for each of the README's console blocks its commands, with the output shown below each."""
    blocks = [block.split("$ ")[1:] for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)]
    return [[(command, output) for command, _, output in (one.partition("\n") for one in block)] for block in blocks]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the shipped project, so that no command touches the repository."""
    for name in ("templates", "environments", "generated"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("block", console_blocks(), ids=lambda block: block[0][0])
def test_commands_print_what_the_readme_shows(project: Path, block: list[tuple[str, str]]) -> None:
    """One after the other; `…` in the README stands for any text."""
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for command, output in block:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=project,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert re.fullmatch(".*".join(map(re.escape, output.split("…"))), done.stdout, re.DOTALL), done.stdout


@pytest.mark.parametrize("file", ["environments/dev.yaml", "templates/root/main.tf.j2", "generated/dev/main.tf"])
def test_the_excerpts_are_those_of_the_shipped_files(file: str) -> None:
    """Every line shown of a file stands in it."""
    block = re.search(rf"\({re.escape(file)}\):\n\n```\w+\n(.*?)```", README, re.DOTALL)
    assert block
    lines = (ROOT / file).read_text("utf-8").splitlines()
    assert [line for line in block[1].splitlines() if line not in lines] == []


def test_every_link_leads_somewhere() -> None:
    """Files that the README names exist."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README)
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_first_commands_are_targets_of_the_makefile() -> None:
    """`make render` and `make test` stand at the top and exist."""
    targets = re.findall(r"^    make ([a-z-]+)", README, re.MULTILINE)
    assert targets == ["render", "test"]
    makefile = (ROOT / "Makefile").read_text()
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
