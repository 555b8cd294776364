"""Whose a file of an environment's folder is, and whether it is as it should be."""

from enum import StrEnum

from msgspec import Struct


class FileState(StrEnum):
    """How a file stands to what is rendered now and to what tfgen wrote last.

    `stale`: tfgen wrote it and would render it otherwise now; `missing`: it is rendered and not there; `edited`: a
    person changed what tfgen wrote; `orphan`: tfgen wrote it and renders it no more; `foreign`: never tfgen's.
    """

    IN_SYNC = "in sync"
    STALE = "stale"
    MISSING = "missing"
    EDITED = "edited"
    ORPHAN = "orphan"
    FOREIGN = "foreign"


class FileStatus(Struct, frozen=True):
    """One file: its path from the environment's folder, its state, and the template that renders or rendered it.

    `digest` is the hash of what stands there, None where no file does. `obstacle` is set where something keeps a
    rendered file from being written: the place to look at, and what is the matter with it. `is_converted` tells of
    a file that is as tfgen wrote it but for the ends of its lines.
    """

    path: str
    state: FileState
    template: str | None = None
    digest: str | None = None
    obstacle: tuple[str, str] | None = None
    is_converted: bool = False
