"""Processes beside this one: each does tasks of one kind, one after another, and gives their results in that order.

They are forked, so that they begin with all that is loaded here, and talk over a socket. A process ends with its
socket, and so with the process that started it, however that ends. Ctrl-C is for that one alone.

HashiCorp's parser, which has threads of its own, hangs in a process that is forked after its first use: see `are_free`.
"""

import os
import pickle
import select
import signal
import socket
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from typing import Generic, NoReturn, TypeVar

from msgspec import Struct

from tfgen.undisturbed import SIGNALS, heeding, undisturbed

Task = TypeVar("Task")
Result = TypeVar("Result")

_LENGTH = struct.Struct("!I")
_CHUNK = 1 << 16
# How many tasks a process has at hand: one that it does, and one that waits.
AHEAD = 2
# For how long a process that was told to stop may finish what must not be left half done, in seconds.
PATIENCE = 10.0
_open: list[socket.socket] = []
_is_beside = False


class ProcessDied(OSError):
    """A process ended in the midst of its work."""


class ProcessFailed(Exception):
    """The work raised what it must not, which is the cause; the message is the traceback from there."""


def are_free() -> bool:
    """Tell whether processes can be forked here."""
    return "pygohcl" not in sys.modules and threading.active_count() == 1


class Done(Struct, Generic[Result], frozen=True):
    """What a process has made of a task."""

    result: Result


class Failure(Struct, frozen=True):
    """What went wrong: the machine, or tfgen, with the traceback."""

    problem: OSError | None
    traceback: str


class Process(Generic[Task, Result]):
    """A process that does `work` for each task it is sent."""

    def __init__(self, work: Callable[[Task], Result]) -> None:
        self._here, there = socket.socketpair()
        self._waiting = bytearray()
        self._read = bytearray()
        self._id = os.fork() or _serve(there, [*_open, self._here], work)
        there.close()
        _open.append(self._here)
        self._here.setblocking(False)

    def fileno(self) -> int:
        """Give the descriptor that can be read when a result is there."""
        return self._here.fileno()

    def send(self, task: Task) -> None:
        """Give a task, which need not be begun at once; never waits."""
        self._waiting += _framed(task)
        self._push()

    def receive(self) -> Result:
        """Wait for the next result; raises `ProcessDied` and `ProcessFailed`."""
        while (answer := self._answer()) is None:
            select.select([self._here], [self._here] if self._waiting else [], [])
            self._push()
            self._pull()
        return _result(answer)

    def received(self) -> Iterator[Result]:
        """Give the results that are there; raises as `receive` does."""
        for answer in self.answers():
            yield _result(answer)

    def answers(self) -> "Iterator[Done[Result] | Failure]":
        """Give the results and failures that are there, one at least where the descriptor can be read."""
        self._push()
        self._pull()
        while (answer := self._answer()) is not None:
            yield answer

    def stop(self) -> None:
        """Let the process stop as soon as nothing is left half done."""
        os.kill(self._id, signal.SIGTERM)

    def close(self) -> None:
        """End the process, and wait until it has ended."""
        _open.remove(self._here)
        self._here.close()
        os.waitpid(self._id, 0)

    def results_to_the_end(self, deadline: float) -> Iterator[Result]:
        """Give the results of a process that was told to stop, until it has ended or, at a time, is made to."""
        with suppress(ProcessDied):
            while select.select([self._here], [], [], max(deadline - time.monotonic(), 0))[0]:
                self._pull()
                while (answer := self._answer()) is not None:
                    yield _result(answer)
            os.kill(self._id, signal.SIGKILL)

    def _push(self) -> None:
        with suppress(BlockingIOError, BrokenPipeError, ConnectionResetError):
            while self._waiting:
                del self._waiting[: self._here.send(self._waiting[:_CHUNK])]

    def _pull(self) -> None:
        with suppress(BlockingIOError):
            chunk = b""
            with suppress(ConnectionResetError):
                chunk = self._here.recv(_CHUNK)
            if not chunk:
                raise ProcessDied("a process that worked beside tfgen was killed, maybe for want of memory; try -j 1")
            self._read += chunk

    def _answer(self) -> "Done[Result] | Failure | None":
        end = _LENGTH.size + (_LENGTH.unpack_from(self._read)[0] if len(self._read) >= _LENGTH.size else 0)
        if len(self._read) < max(end, _LENGTH.size + 1):
            return None
        answer: Done[Result] | Failure = pickle.loads(self._read[_LENGTH.size : end])  # noqa: S301 - our own process's
        del self._read[:end]
        return answer


def _result(answer: Done[Result] | Failure) -> Result:
    if isinstance(answer, Failure):
        raise answer.problem or ProcessFailed(answer.traceback)
    return answer.result


def run_beside(work: Callable[[Task], Result], tasks: Sequence[Task], count: int) -> Generator[tuple[int, Result]]:
    """Do tasks in some processes; gives each one's number and result, in the order in which they are done.

    Where that is interrupted, the results of what must not be left half done come before KeyboardInterrupt does.
    """
    processes: dict[Process[Task, Result], list[int]] = {}
    with undisturbed():
        try:
            for _ in range(count):
                processes[Process(work)] = []
            yield from _deal(processes, tasks)
        except KeyboardInterrupt:
            yield from _stopped(processes)
            raise
        finally:
            for process, numbers in processes.items():
                if numbers:
                    process.stop()
                process.close()


def _deal(processes: dict[Process[Task, Result], list[int]], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
    """Give each process its next task when it has given a result."""
    left = iter(range(len(tasks)))
    for process, number in zip(list(processes) * AHEAD, left, strict=False):
        _give(process, processes[process], number, tasks)
    while busy := [process for process, numbers in processes.items() if numbers]:
        with heeding():
            ready = select.select(busy, [], [])[0]
        for process in ready:
            for answer in process.answers():
                yield processes[process].pop(0), _result(answer)
                for number in left:
                    _give(process, processes[process], number, tasks)
                    break


def _give(process: Process[Task, Result], numbers: list[int], number: int, tasks: Sequence[Task]) -> None:
    process.send(tasks[number])
    numbers.append(number)


def _stopped(processes: dict[Process[Task, Result], list[int]]) -> Iterator[tuple[int, Result]]:
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        process.stop()
    for process, numbers in processes.items():
        yield from zip(numbers, process.results_to_the_end(deadline), strict=False)


def keep_going() -> None:
    """In a process that was started here: heed no request to stop before the result of the present task is sent."""
    if _is_beside:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})


def _serve(there: socket.socket, others: Sequence[socket.socket], work: Callable[[Task], Result]) -> NoReturn:
    """Be the process."""
    global _is_beside  # noqa: PLW0603 - what is begun in a process is all that it ever is
    _is_beside = True
    try:
        for other in others:
            other.close()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        with there.makefile("rwb") as stream:
            while length := stream.read(_LENGTH.size):
                stream.write(_framed(_done(work, pickle.loads(stream.read(_LENGTH.unpack(length)[0])))))  # noqa: S301
                stream.flush()
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    finally:  # whatever comes: nothing of what the other process has begun is finished twice
        os._exit(0)


def _done(work: Callable[[Task], Result], task: Task) -> Done[Result] | Failure:
    try:
        return Done(work(task))
    except OSError as problem:
        return Failure(problem, "")
    except Exception:  # noqa: BLE001 - told there, as a bug is
        return Failure(None, traceback.format_exc())


def _framed(message: object) -> bytes:
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data
