"""Markdown that reads well as text too."""

from collections.abc import Iterable, Sequence

GENERATED = "Made by `make docs`; a change by hand is lost."


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table with its head, or nothing without a row."""
    lines = [_row(cells) for cells in rows]
    return "\n".join([_row(head), "|" + "---|" * len(head), *lines]) + "\n" if lines else ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def code(text: str) -> str:
    """Give a text as code."""
    return f"`{text}`"


def flowchart(direction: str, lines: Iterable[str]) -> str:
    """Give a Mermaid flowchart that runs from left to right (`LR`) or from the top down (`TD`)."""
    return "\n".join(["```mermaid", f"flowchart {direction}", *(f"  {line}" for line in lines), "```"]) + "\n"


def page(parts: Iterable[str]) -> str:
    """Join the parts of a page, with an empty line between them."""
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"
