"""`tfgen completion`: scripts that shells accept."""

import shutil
import subprocess

import pytest

from tests.support import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_accepts_its_script(run: Run, shell: str) -> None:
    """The script names tfgen, and the shell, where there is one, finds no mistake in it."""
    said = run("completion", shell)
    assert (said.code, said.err) == (0, "")
    assert "_TFGEN_COMPLETE" in said.out
    if shutil.which(shell):
        read = subprocess.run([shell, "-n"], input=said.out, capture_output=True, text=True, check=False)
        assert (read.returncode, read.stderr) == (0, "")
