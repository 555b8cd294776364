"""What Jinja leaves: text with numbered holes, whose structure is settled before any value is known.

While Jinja runs, two kinds of marks travel in the text, built from private-use characters that no template may
hold: a hole, `U+E000 number U+E001`, for each printed value, and a line mark, `U+E002 template:line U+E001`, at
the start of each line of template text. `read_marks` takes the line marks out again.
"""

import re
from collections.abc import Hashable, Sequence

from msgspec import Struct

from tfgen.hcl.expression import Expression, Writable
from tfgen.hcl.lexer import HOLE_START, MARK_END
from tfgen.rendered import Hole, TemplateLine

LINE_START = "\ue002"
RESERVED = re.compile(f"[{HOLE_START}{MARK_END}{LINE_START}]")
_LINE_MARK = re.compile(f"{LINE_START}([0-9]+):([0-9]+){MARK_END}")
HOLE = re.compile(f"{HOLE_START}([0-9]+){MARK_END}")


class Marked(Struct, frozen=True):
    """What a run of a template gives: the text with all its marks, and the holes by their numbers."""

    text: str
    holes: tuple[Hole, ...]

    @property
    def key(self) -> Hashable:
        """What is the same for two runs only if they give the same file, line by line."""
        return self.text, tuple(
            (exact(hole.value), hole.expression, hole.template, hole.paths, hole.own) for hole in self.holes
        )


def exact(value: Writable) -> Hashable:
    """Give what is equal only for equal values of one type: to Python, `1`, `1.0` and `true` are the same."""
    match value:
        case dict():
            return "map", tuple((key, exact(item)) for key, item in value.items())
        case list():
            return "list", tuple(map(exact, value))
        case str() | Expression():
            return value
        case _:
            return "scalar", repr(value)


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


def read_marks(marked: Marked, templates: list[str], main: str) -> Skeleton:
    """Take the line marks out of rendered text; `templates` are the numbered ones, `main` is the one that was run.

    An output line belongs to the first template text on it that is more than space, else to its first hole, else to
    whatever mark came last.
    """
    origins = [TemplateLine(main, 1)]
    lines: list[TemplateLine] = []
    texts: list[str] = []
    for line in marked.text.split("\n"):
        text, origin, last = _read_line(line, marked.holes, templates, origins[-1])
        texts.append(text)
        lines.append(origin)
        origins.append(last)
    return Skeleton("\n".join(texts), marked.holes, tuple(lines))


def _read_line(
    line: str, holes: Sequence[Hole], templates: list[str], current: TemplateLine
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


def _origin(piece: str, holes: Sequence[Hole], current: TemplateLine) -> TemplateLine | None:
    piece = piece.strip()
    hole = HOLE.match(piece)
    if hole:
        return holes[int(hole[1])].template
    return current if piece else None
