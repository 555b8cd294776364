"""The user's cache folder, where nobody else may write: what is remembered there is believed."""

import os
import stat
from pathlib import Path

PRIVATE = 0o700


def own_folder() -> Path | None:
    """Give tfgen's cache folder, made where it is not there; None where it can't be, or is not the user's own."""
    import platformdirs  # noqa: PLC0415 - only who remembers something needs it

    folder = Path(platformdirs.user_cache_dir("tfgen", appauthor=False))
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        return folder if is_own(folder) else None
    except OSError:
        return None


def is_own(path: Path) -> bool:
    """Tell whether a file or folder is the user's, and only the user may write there; raises OSError."""
    found = path.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
