"""The `tfgen` command, and `python -m tfgen`."""

import gc
import os
from typing import NoReturn


def main() -> NoReturn:
    """Run the process's command line.

    What a short run makes it keeps, so that the garbage collector would look for nothing, for a seventh of the time; a
    long one lets it look (see `tfgen.commands.turns`). Nor is all that taken apart in the end, for a tenth of the time:
    what was said is out by then, files are closed, and processes have ended.
    """
    gc.disable()
    from tfgen.cli import run  # noqa: PLC0415 - after that

    os._exit(run())


if __name__ == "__main__":
    main()
