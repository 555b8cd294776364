"""Runs `tfgen render` again and again and kills it: at random instants, and at each of its calls that change the disk.

    python -m tests.output.killing FOLDER random SEED COUNT
    python -m tests.output.killing FOLDER calls

FOLDER gets a project of its own. What is found on the disk after each kill is printed as JSON. The renders are real
processes, forked off this one when everything is imported, so that the time goes into rendering.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.support import files_of, write_files
from tfgen import cli
from tfgen.commands import render as _render  # noqa: F401 - so that the forked processes need not
from tfgen.commands import session as _session  # noqa: F401
from tfgen.hcl.python_hcl2 import parse_text
from tfgen.output.changes import Output
from tfgen.output.journal import JOURNAL
from tfgen.output.look import look
from tfgen.protected import MARKER

NOTES = (".tfgen-", MARKER)
PROJECT = {
    "templates/schema.yaml": (
        "type: object\nadditionalProperties: false\nproperties:\n  set: {type: string, description: Which.}\n"
    ),
    **{f"templates/root/both{n}.tf.j2": f'locals {{\n  both{n} = "{{{{ set }}}}"\n}}\n' for n in range(4)},
    **{
        f"templates/modules/{which}/{n}.tf.j2": f'{{% if set == "{which}" %}}\nlocals {{\n}}\n{{% endif %}}\n'
        for n in range(2)
        for which in ("old", "new")
    },
    "templates/root/same.tf.j2": "locals {\n  same = 1\n}\n",
    "environments/dev.yaml": "set: old\n",
}
CALLS = ("open", "mkdir", "rmdir", "replace", "unlink", "fsync")


def die_at(number: int, calls: Sequence[str] = CALLS) -> Callable[[], None]:
    """Give what lets a process kill itself right before its call of that number, of those that change the disk."""

    def patch() -> None:
        count = 0
        os_open = os.open

        def counted(call: Callable[..., Any]) -> Callable[..., Any]:
            def run(*arguments: Any, **options: Any) -> Any:
                nonlocal count
                count += call is not os_open or bool(arguments[1] & os.O_CREAT)
                if count == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*arguments, **options)

            return run

        for name in calls:
            setattr(os, name, counted(getattr(os, name)))

    return patch


def start(which: str, prepare: Callable[[], None] = lambda: None) -> int:
    """Start a render of one of the two sets in a process of its own; gives its id."""
    process = os.fork()
    if process:
        return process
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)
    prepare()
    os._exit(cli.run(["render", "dev", "--set", f"set={which}"]))


def ended(process: int) -> int:
    """Wait for a process; gives its exit code, or the signal that ended it as a negative number."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def rendered(which: str) -> dict[str, str]:
    """Render one of the two sets and give its files, which must be all there."""
    code = ended(start(which))
    assert code == 0, code
    return files_of(Path("generated"))


def found(sets: dict[str, dict[str, str]], was: str) -> dict[str, Any]:
    """Say what lies on the disk: which set, whether Terraform is kept away, and whether tfgen knows."""
    there = {path: text for path, text in files_of(Path("generated")).items() if not notes(path)}
    which = next((name for name, files in sets.items() if files == there), "mix")
    folder = Path("generated/dev")
    interrupted = look((), Output(folder, "generated/dev"), lambda _: None).is_interrupted
    return {
        "was": was,
        "set": which,
        "marker": (folder / MARKER).exists(),
        "journal": (folder / JOURNAL).exists(),
        "interrupted": interrupted,
    }


def notes(path: str) -> bool:
    """Tell whether a file is one of tfgen's notes."""
    return any(part.startswith(NOTES) for part in Path(path).parts)


def random_kills(sets: dict[str, dict[str, str]], seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Kill at instants spread over the time that a render takes, and one in two in its last part, where it writes."""
    generator = random.Random(seed)  # noqa: S311 - instants, no secrets
    was = "new"
    lengths = []
    for _ in range(6):
        begun, was = time.perf_counter(), other(was)
        rendered(was)
        lengths.append(time.perf_counter() - begun)
    usual = sorted(lengths)[3]
    for number in range(count):
        process = start(other(was))
        time.sleep(usual * generator.uniform(0.7 if number % 2 else 0.0, 1.1))
        os.kill(process, signal.SIGKILL)
        ended(process)
        then = generator.choice(("old", "new"))
        yield after_kill(sets, was, then)
        was = then


def kills_at_calls(sets: dict[str, dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Kill before every call that a render makes, until one has come to its end."""
    number, code = 0, -signal.SIGKILL
    rendered("old")
    while code == -signal.SIGKILL:
        number += 1
        code = ended(start("new", die_at(number)))
        yield after_kill(sets, "old", "old")


def after_kill(sets: dict[str, dict[str, str]], was: str, then: str) -> dict[str, Any]:
    """Say what a kill left, and what the next render makes of it."""
    left = found(sets, was)
    repaired = rendered(then)
    return {**left, "repaired": repaired == sets[then], "then": then}


def other(which: str) -> str:
    """Give the other one of the two sets."""
    return "old" if which == "new" else "new"


def main(folder: str, how: str, *more: str) -> None:
    """Run all of them, and print what was found."""
    parse_text("", "")  # loads its grammar, once for all
    write_files(Path(folder), PROJECT)
    os.chdir(folder)
    sets = {which: rendered(which) for which in ("old", "new")}
    kills = random_kills(sets, int(more[0]), int(more[1])) if how == "random" else kills_at_calls(sets)
    sys.stdout.write(json.dumps(list(kills)))


if __name__ == "__main__":
    main(*sys.argv[1:])
