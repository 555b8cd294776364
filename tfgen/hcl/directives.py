"""The structure of a template: which `%{ endif }` belongs to which `%{ if … }`."""

from collections.abc import Iterable

from msgspec import Struct

from tfgen.hcl.nodes import ForDirective, IfDirective, Node
from tfgen.hcl.tokens import MAX_DEPTH, TOO_DEEP, SyntaxMistake
from tfgen.source import SourceText

_ENDS = {"if": "endif", "for": "endfor"}
_UNBALANCED = "The control directives within this template are unbalanced."


class Marker(Struct, frozen=True):
    """A directive as it stands in the text: `%{ word … }`; an `if` has an expression, a `for` also names."""

    source: SourceText
    start: int
    end: int
    word: str
    expression: Node | None = None
    names: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of where it stands."""
        return self.start, self.end

    def __str__(self) -> str:
        """Name it and its place."""
        return f"{self.word} directive at {self.source.range(self.start, self.end)}"


class _Open(Struct):
    """A directive whose end has not come yet, and what is in it so far; without a marker, the template itself."""

    marker: Marker | None = None
    parts: list[Node] = []
    then: list[Node] | None = None


def structured(parts: Iterable[Node | Marker], closer: tuple[int, int]) -> tuple[Node, ...]:
    """Give the parts of a template, directives around what is in them; `closer` is where the template ends."""
    frames = [_Open()]
    for part in parts:
        if not isinstance(part, Marker):
            frames[-1].parts.append(part)
        elif part.word in _ENDS:
            frames.append(_Open(part))
            if len(frames) > MAX_DEPTH + 1:
                raise SyntaxMistake(TOO_DEEP, f"More than {MAX_DEPTH} directives are open here.", part.span)
        elif part.word == "else":
            _divide(frames[-1], part)
        else:
            ended = _ended(frames.pop(), part)
            frames[-1].parts.append(ended)
    if opener := frames[-1].marker:
        detail = f"The {opener} is missing its corresponding {_ENDS[opener.word]} directive."
        raise SyntaxMistake("Unexpected end of template", detail, closer)
    return tuple(frames[0].parts)


def _divide(frame: _Open, marker: Marker) -> None:
    """Take an `else`."""
    if frame.marker is None:
        raise _unexpected(marker, _UNBALANCED)
    if frame.marker.word == "for":
        raise _unexpected(marker, "An else clause is not expected for a for directive.")
    if frame.then is not None:
        raise _unexpected(marker, f"Already in the else clause of the {frame.marker}.")
    frame.then, frame.parts = frame.parts, []


def _ended(frame: _Open, marker: Marker) -> Node:
    """Take an `endif` or `endfor`; gives the directive that it ends."""
    opener = frame.marker
    if opener is None:
        raise _unexpected(marker, _UNBALANCED)
    if _ENDS[opener.word] != marker.word:
        raise _unexpected(marker, f"Expecting an {_ENDS[opener.word]} directive corresponding to the {opener}.")
    assert opener.expression
    parts = tuple(frame.parts)
    if opener.word == "for":
        return ForDirective(opener.source, opener.start, marker.end, opener.names, opener.expression, parts)
    then, otherwise = (parts, ()) if frame.then is None else (tuple(frame.then), parts)
    return IfDirective(opener.source, opener.start, marker.end, opener.expression, then, otherwise)


def _unexpected(marker: Marker, detail: str) -> SyntaxMistake:
    return SyntaxMistake(f"Unexpected {marker.word} directive", detail, marker.span)
