"""Skeleton and values to HCL text: each hole encoded for its context, the line map kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tfgen.hcl.literal import NotWritable
from tfgen.render.contexts import Context, Heredoc, Spot, find_spots
from tfgen.render.encode import encode
from tfgen.render.skeleton import Hole, Skeleton
from tfgen.rendered import TemplateLine


@dataclass(frozen=True, slots=True)
class Unsafe:
    """A hole whose value has no safe form in its context, and why."""

    hole: Hole
    context: Context
    reason: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The text, where each of its lines comes from, and the holes that could not be filled."""

    text: str
    lines: tuple[TemplateLine, ...]
    unsafe: tuple[Unsafe, ...]


class _Filler:
    """The output so far, with one template line for each of its lines."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        self.at = 0  # how far the skeleton has been read, in characters and in lines
        self.line = 0
        self.pieces: list[str] = []
        self.lines: list[TemplateLine] = list(skeleton.lines[:1])
        self.unsafe: list[Unsafe] = []

    def template_text(self, end: int) -> None:
        """Add the template's own text up to an offset of the skeleton."""
        piece = self.skeleton.text[self.at : end]
        count = piece.count("\n")
        self.lines += self.skeleton.lines[self.line + 1 : self.line + 1 + count]
        self.line += count
        self.at = max(self.at, end)
        self.pieces.append(piece)

    def values(self, spots: Iterable[Spot]) -> None:
        """Add the values of some holes, with the text before each."""
        for spot in spots:
            self.template_text(spot.start)
            self._value(spot)
            self.at = spot.end

    def _value(self, spot: Spot) -> None:
        """Add an encoded value; the lines it breaks into all come from the hole's template line."""
        hole = self.skeleton.holes[spot.hole]
        before = next((piece[-1] for piece in reversed(self.pieces) if piece), "")
        try:
            piece = encode(hole.value, spot, self.skeleton.text, before)
        except NotWritable as refusal:
            self.unsafe.append(Unsafe(hole, spot.context, str(refusal)))
            return
        self.lines += [hole.template] * piece.count("\n")
        self.pieces.append(piece)

    def heredoc(self, heredoc: Heredoc, spots: list[Spot]) -> None:
        """Add a heredoc's body with its values; refuse it where it comes to hold its own end marker."""
        self.template_text(heredoc.start)
        begun = len(self.pieces)
        self.values(spots)
        self.template_text(heredoc.end)
        body = "".join(self.pieces[begun:])
        if any(line.strip() == heredoc.marker for line in body.split("\n")):
            reason = f"the heredoc's text would hold its own end marker, {heredoc.marker}"
            self.unsafe.append(Unsafe(self.skeleton.holes[spots[-1].hole], Context.HEREDOC, reason))


def fill(skeleton: Skeleton) -> Filled:
    """Fill every hole; the text is complete only if none is unsafe."""
    filler = _Filler(skeleton)
    for heredoc, spots in groupby(find_spots(skeleton.text), key=lambda spot: spot.heredoc):
        if heredoc:
            filler.heredoc(heredoc, list(spots))
        else:
            filler.values(spots)
    filler.template_text(len(skeleton.text))
    return Filled("".join(filler.pieces), tuple(filler.lines), tuple(filler.unsafe))
