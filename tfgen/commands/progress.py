"""What a person sees of long work: how far it has come, how fast it goes, and how long it will take."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

Result = TypeVar("Result")


@contextmanager
def progress(count: int) -> Iterator[Callable[[], None]]:
    """Show a bar of some environments on standard error; gives what to call when one is done."""
    started, done = time.monotonic(), 0
    with click.progressbar(
        length=count, label="Environments", show_pos=True, show_percent=True, item_show_func=str, file=sys.stderr
    ) as bar:

        def advance() -> None:
            nonlocal done
            done += 1
            bar.update(1, f"{done / max(time.monotonic() - started, 0.001):.1f}/s")

        yield advance


def watched(results: Callable[[Callable[[], None]], Iterable[Result]], count: int, *, shown: bool) -> Iterator[Result]:
    """Give results as they come or, where a person is `shown` a bar meanwhile, all of them when it is gone.

    `results` gets what to call when one is there.
    """
    if not shown or count < 2:  # noqa: PLR2004 - of one there is nothing to see
        yield from results(lambda: None)
        return
    with progress(count) as advance:
        found = list(results(advance))
    yield from found
