"""Tasks done here or in several processes, and their results in the order of the tasks."""

import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def processes_for(count: int, jobs: int) -> int:
    """Give how many processes to start for so many tasks: none where one would do them one after another."""
    from tfgen.processes import are_free  # noqa: PLC0415 - one task, which may be settled, needs no process

    wanted = min(count, jobs)
    return wanted if wanted > 1 and are_free() else 0


def in_turn(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int, arrived: Callable[[], None] = lambda: None
) -> Generator[Result]:
    """Do tasks in up to `jobs` processes, and give each result in its turn; `arrived` is called as each is there.

    Where that is interrupted, the results that are there come first.
    """
    with closing(_results(work, tasks, jobs)) as results:
        waiting: dict[int, Result] = {}
        try:
            yield from _ordered(results, waiting, arrived)
        except KeyboardInterrupt:
            yield from (waiting[number] for number in sorted(waiting))
            raise


def _results(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Generator[tuple[int, Result]]:
    """Give the results with their tasks' numbers, as they come."""
    if len(tasks) > 1:
        _collect_garbage()
    if len(tasks) > 1 and (count := processes_for(len(tasks), jobs)):
        from tfgen.processes import run_beside  # noqa: PLC0415

        yield from run_beside(work, tasks, count)
    else:
        yield from ((number, work(task)) for number, task in enumerate(tasks))


def _collect_garbage() -> None:
    """Let the garbage collector look, now and then, at what each task leaves; not at what is there already."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()


def _ordered(
    results: Iterator[tuple[int, Result]], waiting: dict[int, Result], arrived: Callable[[], None]
) -> Iterator[Result]:
    turn = 0
    for number, result in results:
        waiting[number] = result
        arrived()
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1
