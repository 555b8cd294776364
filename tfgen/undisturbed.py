"""While a folder is being changed, Ctrl-C and the like wait: it takes some hundredths of a second.

What would have to be cleared away after an interrupt is so never begun by a run that is to be interrupted.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals wait until the end."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def heeding() -> Iterator[None]:
    """Within that, where something may take long and leaves nothing half done, let signals come."""
    before = signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
