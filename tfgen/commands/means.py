"""With what means a command works."""

import os
from pathlib import Path

from msgspec import Struct

from tfgen.cache.folder import own_folder


class Means(Struct, frozen=True):
    """The most processes at a time, and whether the user's cache folder is used."""

    jobs: int = 1
    caches: bool = True

    @property
    def cache(self) -> Path | None:
        """The folder to remember things in, None where nothing is remembered."""
        return own_folder() if self.caches else None


def cores() -> int:
    """Give how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
