"""Skeleton and values to HCL text: each hole encoded for its context, the line map kept."""

import difflib
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from tfgen.hcl.literal import NotWritable, line_paths
from tfgen.render.contexts import Context, Heredoc, Spot, find_spots
from tfgen.render.encode import encode, indentation
from tfgen.render.heredoc import Unsettled, ValueLine, settle
from tfgen.render.skeleton import Skeleton
from tfgen.rendered import Hole, LineOrigin, TemplateLine


class Unsafe(Struct, frozen=True):
    """A hole whose value has no safe form in its context, and why."""

    hole: Hole
    context: Context
    reason: str


class Filled(Struct, frozen=True):
    """The text, where each of its lines comes from, and the holes that could not be filled."""

    text: str
    lines: tuple[LineOrigin, ...]
    unsafe: tuple[Unsafe, ...]


class _Filler:
    """The output so far, with a template line and the holes for each of its lines."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        self.at = 0  # how far the skeleton has been read, in characters and in lines
        self.line = 0
        self.pieces: list[str] = []
        self.lines: list[TemplateLine] = list(skeleton.lines[:1])
        self.holes: list[list[Hole]] = [[]]
        self.unsafe: list[Unsafe] = []
        self.value_lines: dict[int, ValueLine] = {}  # of the innermost indented heredoc, by line of the output

    def template_text(self, end: int) -> None:
        """Add the template's own text up to an offset of the skeleton."""
        piece = self.skeleton.text[self.at : end]
        count = piece.count("\n")
        self._break_lines(self.skeleton.lines[self.line + 1 : self.line + 1 + count])
        self.line += count
        self.at = max(self.at, end)
        self.pieces.append(piece)

    def _break_lines(self, origins: Sequence[TemplateLine]) -> None:
        self.lines += origins
        self.holes += [[] for _ in origins]

    def values(self, spots: Iterable[Spot], depth: int = 0) -> None:
        """Add the values of some holes, with the text before each; all stand in the same heredocs down to a depth."""
        for heredoc, inside in groupby(spots, key=lambda spot: spot.heredocs[depth : depth + 1]):
            if heredoc:
                self._heredoc(heredoc[0], list(inside), depth)
            else:
                for spot in inside:
                    self.template_text(spot.start)
                    self._value(spot)
                    self.at = spot.end

    def _value(self, spot: Spot) -> None:
        """Add an encoded value; the lines it breaks into all come from the hole's template line."""
        hole = self.skeleton.holes[spot.hole]
        line = len(self.lines) - 1
        before = next((piece[-1] for piece in reversed(self.pieces) if piece), "")
        try:
            piece = encode(hole.value, spot, self.skeleton.text, before)
        except NotWritable as refusal:
            self.unsafe.append(Unsafe(hole, spot.context, str(refusal)))
            return
        first, *more = _by_line(hole, piece.count("\n") + 1)
        self.holes[-1] += first
        for part in more:
            self._break_lines([hole.template])
            self.holes[-1] += part
        self.pieces.append(piece)
        if spot.context is Context.HEREDOC:
            self._note_value_lines(line, ValueLine(indentation(self.skeleton.text, spot.start), hole))

    def _note_value_lines(self, first: int, value: ValueLine) -> None:
        for line in range(first, len(self.lines)):
            self.value_lines.setdefault(line, value)

    def filled(self) -> Filled:
        """Give what has come together."""
        origins = (LineOrigin(line, tuple(holes)) for line, holes in zip(self.lines, self.holes, strict=True))
        return Filled("".join(self.pieces), tuple(origins), tuple(self.unsafe))

    def _heredoc(self, heredoc: Heredoc, spots: list[Spot], depth: int) -> None:
        """Add a heredoc's body with its values; refuse it where it comes to hold its own end marker."""
        self.template_text(heredoc.start)
        begun, first = len(self.pieces), len(self.lines) - 1
        around, self.value_lines = self.value_lines, {}
        self.values(spots, depth + 1)
        self.template_text(heredoc.end)
        body = "".join(self.pieces[begun:]).split("\n")
        marked = next((at for at, line in enumerate(body) if line.strip() == heredoc.marker), None)
        if marked is not None:
            reason = f"the heredoc's text would hold its own end marker, {heredoc.marker}"
            holes = self.holes[first + marked] or [self.skeleton.holes[spots[-1].hole]]
            self.unsafe.append(Unsafe(holes[0], Context.HEREDOC, reason))
        elif heredoc.indented:
            self.pieces[begun:] = ["\n".join(self._settled(body, first, heredoc))]
        self.value_lines = around

    def _settled(self, body: list[str], first: int, heredoc: Heredoc) -> list[str]:
        values = {line - first: value for line, value in self.value_lines.items()}
        try:
            return settle(body, values, heredoc.indentation)
        except Unsettled as refusal:
            self.unsafe.append(Unsafe(refusal.hole, Context.HEREDOC, str(refusal)))
            return body


def _by_line(hole: Hole, count: int) -> list[list[Hole]]:
    """Give the hole for each line that it fills; of a map of the spec, each line shows one element or a bracket."""
    paths = [] if hole.own is None else line_paths(hole.value, hole.own)
    if len(paths) != count:
        return [[hole]] * count
    return [[replace(hole, paths=(path,))] if path else [] for path in paths]


def follow_lines(plain: str, formatted: str, origins: Sequence[LineOrigin]) -> list[LineOrigin]:
    """Give the origins of a formatted text's lines.

    Formatting keeps the lines, but for newlines right inside a legacy `"${ }"`; then each line is looked for.
    """
    before, after = (text.split("\n")[:-1] for text in (plain, formatted))
    if len(before) == len(after):
        return list(origins)
    was, now = (["".join(line.split()) for line in lines] for lines in (before, after))
    followed: list[LineOrigin] = []
    for _, first, end, at, at_end in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        last = min(max(first, end - 1), len(origins) - 1)
        followed += [origins[min(first + number, last)] for number in range(at_end - at)]
    return followed


def fill(skeleton: Skeleton) -> Filled:
    """Fill every hole; the text is complete only if none is unsafe."""
    filler = _Filler(skeleton)
    filler.values(find_spots(skeleton.text))
    filler.template_text(len(skeleton.text))
    return filler.filled()
