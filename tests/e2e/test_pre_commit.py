"""The hooks, run by the real pre-commit."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.changing import FILES, RENAMED
from tests.git.support import commit, git, new_repository
from tests.support import Said, write_files
from tests.terraform import unavailable

ROOT = Path(__file__).parents[2]
TOOL = Path(sys.executable).with_name("pre-commit")
HOOKS = "".join(f"      - id: tfgen-{name}\n" for name in ("validate", "fmt", "diff"))


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with tfgen as it is in the working tree, from which pre-commit installs it."""
    if not TOOL.exists():
        unavailable("pre-commit is not installed: `pip install -e '.[e2e]'`")
    folder = tmp_path_factory.mktemp("hooks") / "tfgen"
    for name in git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines():
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    new_repository(folder, {})
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the hooks that it has installed."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def project(tmp_path: Path, hooks: Path) -> Path:
    """A project that was rendered, with the hooks, and all of it committed."""
    config = f"repos:\n  - repo: {hooks}\n    rev: {git(hooks, 'rev-parse', 'HEAD')}\n    hooks:\n{HOOKS}"
    new_repository(tmp_path, {**FILES, ".pre-commit-config.yaml": config})
    subprocess.run([sys.executable, "-m", "tfgen", "-C", tmp_path, "render", "--quiet"], check=True)
    commit(tmp_path)
    return tmp_path


def pre_commit(project: Path, home: Path) -> Said:
    """Stage all changes, and run the hooks on them."""
    git(project, "add", "--all")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}
    environment = {name: value for name, value in environment.items() if name != "PYTHONPATH"}
    command = [str(TOOL), "run", "--color=never"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


def test_what_is_rendered_passes(project: Path, home: Path) -> None:
    """All three hooks are installed and run."""
    write_files(project, RENAMED)
    subprocess.run([sys.executable, "-m", "tfgen", "-C", project, "render", "--quiet"], check=True)
    said = pre_commit(project, home)
    assert said.code == 0, said
    results = [line.replace(".", "") for line in said.out.splitlines() if line.startswith("tfgen ")]
    assert results == ["tfgen validatePassed", "tfgen fmtPassed", "tfgen diffPassed"]


def test_a_forgotten_render_fails_the_commit(project: Path, home: Path) -> None:
    """The hook shows what would be written."""
    write_files(project, RENAMED)
    said = pre_commit(project, home)
    assert said.code == 1
    assert '+  display_name = "new"' in said.out
    assert "exit code: 2" in said.out


def test_a_broken_spec_fails_the_commit(project: Path, home: Path) -> None:
    """With the place of the mistake."""
    write_files(project, {"environments/dev.yaml": "nam: dev\n"})
    said = pre_commit(project, home)
    assert said.code == 1
    assert "on environments/dev.yaml:1:1" in said.out


def test_files_are_formatted(project: Path, home: Path) -> None:
    """And pre-commit fails, so that one looks at what was done; names may be odd."""
    write_files(project, {"other/-x y.tf": "locals {\na=1\n}\n"})
    said = pre_commit(project, home)
    assert said.code == 1
    assert "files were modified by this hook" in said.out
    assert (project / "other/-x y.tf").read_text() == "locals {\n  a = 1\n}\n"
