"""Text as code in Markdown, which nothing in the text can end."""

import re
from collections.abc import Sequence

from tfgen.report.text import visible

_MAX_LINE = 600


def code(text: str) -> str:
    """Write text as code, in which it means nothing else."""
    shown = visible(text)
    fence = _fence(shown, 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _fence(text: str, least: int) -> str:
    """Give a run of backticks that is longer than any in a text."""
    return "`" * max(least, 1 + max(map(len, re.findall("`+", text)), default=0))


def code_block(lines: Sequence[str], room: int) -> tuple[str, int]:
    """Write lines as a block of code no longer than `room`, and give how many do not fit."""
    shown: list[str] = []
    used, fence = len("diff\n\n\n"), _fence("", 3)
    for line in map(shortened, lines):
        fence = _fence(line, len(fence))
        used += length(line) + 1
        if used + 2 * len(fence) > room:
            break
        shown.append(line)
    text = "\n".join(shown)
    return f"{fence}diff\n{text}\n{fence}\n", len(lines) - len(shown)


def shortened(line: str) -> str:
    """Cut a line that nobody would read to its end."""
    return line if len(line) <= _MAX_LINE else f"{line[:_MAX_LINE]}…"


def length(text: str) -> int:
    """Count characters as JavaScript does, which is the most that any counting comes to."""
    return len(text.encode("utf-16-le")) // 2
