"""Install the built wheel in a virtual environment of its own, outside the repository, and use it.

    python tests/smoke/run.py dist

Shows that the wheel is complete: it needs nothing of the checkout, its dependencies install by themselves, and the
projects that travel in it render to what is committed under their generated/.
"""

import filecmp
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(command: list[str | Path], folder: Path) -> str:
    """Run a command in a folder, with the checkout out of reach; show what it prints when it fails."""
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command} exited with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def different_files(left: Path, right: Path) -> list[str]:
    """Give the paths of the files that are not the same in both folders."""
    names = {path.relative_to(folder).as_posix() for folder in (left, right) for path in folder.rglob("*.tf")}
    return sorted(filecmp.cmpfiles(left, right, names, shallow=False)[1] + filecmp.cmpfiles(left, right, names)[2])


def main(dist: str) -> None:
    """Run the smoke test on the one wheel in a folder."""
    (wheel,) = Path(dist).resolve().glob("tfgen-*.whl")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        venv.create(folder / "venv", with_pip=True)
        python, tfgen = folder / "venv/bin/python", folder / "venv/bin/tfgen"
        run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel], folder)
        print(run([tfgen, "--version"], folder).strip())
        assert "render" in run([tfgen, "--help"], folder)
        pack = run([python, "-c", "import tfgen, pathlib; print(pathlib.Path(tfgen.__file__).parent / 'pack')"], folder)
        rendered = 0
        for name, project in {"system": ".", "bootstrap": "bootstrap"}.items():
            out = folder / name
            run([tfgen, "-C", Path(pack.strip(), project), "render", "--out", out], folder)
            different = different_files(out, ROOT / project / "generated")
            assert not different, f"the wheel renders other files than those committed: {different}"
            rendered += sum(1 for _ in out.rglob("*.tf"))
        print(f"The wheel installs and renders the shipped system: {rendered} files as committed.")


if __name__ == "__main__":
    main(sys.argv[1])
