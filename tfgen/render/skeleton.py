"""What Jinja leaves: text with numbered holes, whose structure is settled before any value is known.

While Jinja runs, two kinds of marks travel in the text, built from private-use characters that no template may
hold: a hole, `U+E000 number U+E001`, for each printed value, and a line mark, `U+E002 template:line U+E001`, at
the start of each line of template text. `read_marks` takes the line marks out again.
"""

import re

from msgspec import Struct

from tfgen.hcl.lexer import HOLE_START, MARK_END
from tfgen.rendered import Hole, TemplateLine

LINE_START = "\ue002"
RESERVED = re.compile(f"[{HOLE_START}{MARK_END}{LINE_START}]")
_LINE_MARK = re.compile(f"{LINE_START}([0-9]+):([0-9]+){MARK_END}")
HOLE = re.compile(f"{HOLE_START}([0-9]+){MARK_END}")


class Skeleton(Struct, frozen=True):
    """Text with holes; `lines[n]` is the template line that line n + 1 of the text comes from."""

    text: str
    holes: tuple[Hole, ...]
    lines: tuple[TemplateLine, ...]


def hole_mark(number: int) -> str:
    """Give the mark of a hole."""
    return f"{HOLE_START}{number}{MARK_END}"


def mark_lines(text: str, template: int, line: int) -> str:
    """Put a line mark before each line of a piece of template text that begins on the given line."""
    pieces = text.split("\n")
    return "\n".join(f"{LINE_START}{template}:{line + n}{MARK_END}{piece}" for n, piece in enumerate(pieces))


def without_line_marks(text: str) -> str:
    """Take the line marks out of a piece of text."""
    return _LINE_MARK.sub("", text)


def read_marks(marked: str, holes: list[Hole], templates: list[str], main: str) -> Skeleton:
    """Take the line marks out of rendered text.

    An output line belongs to the first template text on it that is more than space, else to its first hole, else to
    whatever mark came last.
    """
    origins = [TemplateLine(main, 1)]
    lines: list[TemplateLine] = []
    texts: list[str] = []
    for line in marked.split("\n"):
        text, origin, last = _read_line(line, holes, templates, origins[-1])
        texts.append(text)
        lines.append(origin)
        origins.append(last)
    return Skeleton("\n".join(texts), tuple(holes), tuple(lines))


def _read_line(
    line: str, holes: list[Hole], templates: list[str], current: TemplateLine
) -> tuple[str, TemplateLine, TemplateLine]:
    """Give a line without its marks, the template line it belongs to, and the one that its end came from."""
    pieces = _LINE_MARK.split(line)  # text, template, line, text, template, line, text …
    text = pieces[0]
    origin = _origin(pieces[0], holes, current)
    for template, number, piece in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        current = TemplateLine(templates[int(template)], int(number))
        origin = origin or _origin(piece, holes, current)
        text += piece
    return text, origin or current, current


def _origin(piece: str, holes: list[Hole], current: TemplateLine) -> TemplateLine | None:
    piece = piece.strip()
    hole = HOLE.match(piece)
    if hole:
        return holes[int(hole[1])].template
    return current if piece else None
