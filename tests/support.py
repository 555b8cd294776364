"""What the tests of the command line share: a small project, and ways to run tfgen on it."""

import fcntl
import os
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tfgen.output.manifest import MANIFEST

PROJECT: Mapping[str, str] = {
    "templates/schema.yaml": (
        "type: object\n"
        "additionalProperties: false\n"
        "required: [name]\n"
        "properties:\n"
        "  name: {type: string, description: Its name.}\n"
        "  size: {type: integer, description: Its size., default: 1}\n"
    ),
    "templates/root/main.tf.j2": (
        'module "network" {\n  source = "./modules/network"\n  name   = {{ name }}\n  size   = {{ size }}\n}\n'
    ),
    "templates/modules/network/main.tf.j2": (
        'resource "aws_vpc" "main" {\n}\n\nresource "aws_eip" "main" {\n}\n\n'
        'variable "name" {\n}\n\nvariable "size" {\n}\n'
    ),
    "environments/_base.yaml": "size: 2\n",
    "environments/dev.yaml": "extends: _base\nname: dev\n",
    "environments/prod.yaml": "name: prod\nsize: 3\n",
}
FILES = ("main.tf", "modules/network/main.tf")


@dataclass(frozen=True, slots=True)
class Said:
    """What a command line came to: its exit code, and what stands on standard output and standard error."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs a command line in this process."""

    def __call__(self, *arguments: str) -> Said:
        """Give what it came to."""


def write_files(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by their paths below a folder."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)


def files_of(folder: Path) -> dict[str, str]:
    """Give the files below a folder, which need not exist, by path; tfgen's manifests are left out."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in found}


def plain_environment(more: Mapping[str, str]) -> dict[str, str]:
    """Give this process's environment without what changes how tfgen prints, and with some variables more."""
    left_out = {"NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LINES", "PYTHONUNBUFFERED"}
    return {**{name: value for name, value in os.environ.items() if name not in left_out}, "TERM": "xterm", **more}


def command(*arguments: str) -> list[str]:
    """Give the command that runs tfgen in a process of its own."""
    return [sys.executable, "-m", "tfgen", *arguments]


def start(*arguments: str, environment: Mapping[str, str] | None = None) -> Said:
    """Run a command line in a process of its own, with pipes for its output."""
    env = plain_environment(environment or {})
    done = subprocess.run(command(*arguments), env=env, capture_output=True, check=False)
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def start_on_terminal(*arguments: str, columns: int = 80, environment: Mapping[str, str] | None = None) -> Said:
    """Run a command line in a process of its own, with standard error on a terminal."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        command(*arguments), env=plain_environment(environment or {}), stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    err = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    out, _ = process.communicate()
    return Said(process.returncode, out.decode(), err.decode().replace("\r\n", "\n"))


def _read(terminal: int) -> bytes:
    """Read from a terminal, whose end is an error once nobody holds the other side."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
