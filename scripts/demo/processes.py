"""Commands that a person watches, and that no Ctrl-C leaves behind."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

LOOK_SECONDS = 0.2
STOP_WITHIN_SECONDS = 10
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Failed(Exception):
    """A step of the demo did not work; the message says which, and what to do."""


class Interrupted(Exception):
    """A person or the machine asked the demo to end, by the signal `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@dataclass(slots=True)
class Processes:
    """Runs one command at a time; while it is entered, signals are noted and heeded between and within commands.

    A signal raises nothing by itself, so that it can't hit the short moments in which a process or a folder exists and
    nobody knows of it yet.
    """

    received: int | None = None
    steps: int = 0
    began: float = field(default_factory=time.monotonic)
    handlers: dict[int, Any] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Note signals from now on."""
        self.handlers = {number: signal.signal(number, self.note) for number in SIGNALS}
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _: TracebackType | None
    ) -> None:
        """Treat signals as before."""
        for number, handler in self.handlers.items():
            signal.signal(number, handler)

    def note(self, number: int, _frame: FrameType | None) -> None:
        """Remember the first signal; later ones do not hasten the end, which takes seconds."""
        self.received = self.received or number

    def heed(self) -> None:
        """Raise `Interrupted` if a signal has come."""
        if self.received:
            raise Interrupted(self.received)

    def say(self, sentence: str) -> None:
        """Tell the person what comes next."""
        self.heed()
        self.steps += 1
        sys.stdout.write(f"\n--- {self.steps}. {sentence}\n\n")
        sys.stdout.flush()

    def say_end(self, sentence: str) -> None:
        """Tell the person that all is done, and how long it took."""
        minutes, seconds = divmod(round(time.monotonic() - self.began), 60)
        sys.stdout.write(f"{sentence}\nThe demo took {minutes} min {seconds} s.\n")

    def run(
        self,
        command: list[str],
        folder: Path,
        environment: Mapping[str, str],
        log: Path | None = None,
        expect: Collection[int] = (0,),
    ) -> None:
        """Run a command in `folder` to its end; what it prints goes to the person, or into `log`.

        Raises `Failed` unless its exit code is one of `expect`, and `Interrupted` after a signal, once it has ended.
        """
        self.heed()
        shown = shlex.join([Path(command[0]).name, *command[1:]])
        if log is None:
            sys.stdout.write(f"$ {shown}\n")
            sys.stdout.flush()
        code = self.exit_code(command, folder, environment, log)
        self.heed()
        if code not in expect:
            printed = f"\n{log.read_text('utf-8')}" if log else " Above stands what it said."
            raise Failed(f"`{shown}` answered {code}.{printed}")

    def exit_code(self, command: list[str], folder: Path, environment: Mapping[str, str], log: Path | None) -> int:
        """Run a command and wait for its end, which a signal brings about.

        It is in a session of its own: the terminal's Ctrl-C reaches it only from here, and once.
        """
        with Path(log or os.devnull).open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 -- Terraform's path and tfgen
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output if log else None,
                stderr=output if log else None, start_new_session=True,
            )  # fmt: skip
            try:
                while not self.received:
                    with suppress(subprocess.TimeoutExpired):
                        return process.wait(LOOK_SECONDS)
            finally:
                end(process)
        return process.returncode


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a process that may still run, with all that it started; Terraform gets time to end its provider by itself."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_WITHIN_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
