"""The memory of all processes that a command starts, together: what node takes counts for who starts it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY_SECONDS = 0.02


class Peak(Struct):
    """The most MB that processes held at one time."""

    memory: float = 0.0


@contextmanager
def watched() -> Iterator[Peak]:
    """Watch the processes below this one; gives their peak, which rises meanwhile.

    Pages that processes share count for each of them. Where there is no /proc, as on macOS, the peak stays 0.
    """
    peak, over = Peak(), threading.Event()
    thread = threading.Thread(target=_watch, args=(peak, over), daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def _watch(peak: Peak, over: threading.Event) -> None:
    while not over.wait(EVERY_SECONDS):
        peak.memory = max(peak.memory, sum(map(_held, _below(os.getpid()))) / 2**20)


def _below(process: int) -> list[int]:
    """Give the children of a process, theirs, and so on."""
    folder = Path(f"/proc/{process}/task")
    try:
        threads = os.listdir(folder)  # noqa: PTH208 - names are all that is needed, fifty times a second
    except OSError:
        return []
    children = [int(child) for thread in threads for child in _words(folder / thread / "children")]
    return children + [below for child in children for below in _below(child)]


def _held(process: int) -> int:
    """Give the bytes that a process holds; none if it is gone."""
    words = _words(Path(f"/proc/{process}/statm"))
    return int(words[1]) * PAGE if words else 0


def _words(file: Path) -> list[str]:
    try:
        return file.read_text().split()
    except OSError:
        return []
