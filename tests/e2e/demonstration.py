"""`make demo` as a process whose temporary files lie in a folder of the test's."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from tempfile import mkdtemp
from threading import Thread

from tests.emulator.process import ROOT, answers
from tests.terraform import find_plugin_dir, find_terraform, unavailable


@dataclass(slots=True)
class Demonstration:
    """A demo that may still run; `folder` is the one for its temporary files, and `printed` what was read of it."""

    process: "subprocess.Popen[str]"
    folder: Path
    printed: str = ""
    lines: "SimpleQueue[str | None]" = field(default_factory=SimpleQueue)

    @classmethod
    def start(cls, plugin_dir: Path | None = None) -> "Demonstration":
        """Start the demo; skip the test (in CI: fail it) if Terraform or the provider is absent."""
        if find_terraform() is None:
            unavailable("terraform is not on PATH")
        mirror = plugin_dir or find_plugin_dir()
        if mirror is None:
            unavailable("no mirror with the AWS provider was found")
        # Not below pytest's own folder: the provider's socket lies in here, and the path of one has 107 characters.
        folder = Path(mkdtemp(prefix="tfgen-test-"))
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.demo", f"--plugin-dir={mirror}"], cwd=ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, env={**os.environ, "TMPDIR": str(folder)}, start_new_session=True,
        )  # fmt: skip
        demonstration = cls(process, folder)
        Thread(target=demonstration.read, daemon=True).start()
        return demonstration

    def read(self) -> None:
        """Take all that the demo prints, so that it need not wait for a test to read it; None stands for the end."""
        assert self.process.stdout
        with self.process.stdout as printed:
            for line in printed:
                self.lines.put(line)
        self.lines.put(None)

    def wait_for(self, text: str) -> None:
        """Wait until the demo prints a line with `text` in it."""
        while line := self.lines.get():
            self.printed += line
            if text in line:
                return
        raise AssertionError(f"The demo never said {text!r}:\n{self.printed}")

    def result(self) -> tuple[int, str]:
        """Wait for the end; give the exit code and all that was printed."""
        while line := self.lines.get():
            self.printed += line
        return self.process.wait(), self.printed

    def stop(self) -> None:
        """End the demo if it still runs, as Ctrl-C would, and remove the folder."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        if self.folder.exists() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def assert_nothing_left(self) -> None:
        """Fail if a file, a process or the emulator of the ended demo is still there."""
        assert list(self.folder.iterdir()) == []
        # With `e`, ps shows the variables of a process: all that the demo started has its folder in TMPDIR.
        processes = subprocess.run(["ps", "axeww"], capture_output=True, text=True, check=True).stdout.splitlines()
        assert [line for line in processes if f"TMPDIR={self.folder}" in line] == []
        address = re.search(r"^http://\S+$", self.printed, re.MULTILINE)
        assert address
        assert not answers(address[0])
