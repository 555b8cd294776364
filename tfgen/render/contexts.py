"""In which HCL context each hole of a skeleton stands, told from the tokens around it."""

import functools
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from tfgen.hcl.lexer import HOLE_START, Kind, Token, tokenize
from tfgen.render.heredoc import leading_space
from tfgen.render.skeleton import HOLE


class Context(StrEnum):
    """The forms that a value can take."""

    EXPRESSION = "an expression"
    KEY = "an object key"
    NAME = "a name"  # all or part of an identifier: an argument, a block type, a step of a reference
    REFERENCE = "the beginning of a reference"  # a word of values alone, where an expression begins
    LABEL = "a block label"
    LABEL_TEXT = "a quoted block label"
    QUOTED = "a quoted string"
    HEREDOC = "a heredoc"
    COMMENT = "a comment"


class Heredoc(Struct, frozen=True):
    """The body of a heredoc: from `start` to `end` in the skeleton; `indented` is the `<<-` form.

    `indentation` is the least one of the lines that begin with the template's own text, None where there is none.
    """

    marker: str
    indented: bool
    start: int
    end: int
    indentation: int | None


class Spot(Struct, frozen=True):
    """A hole's number, offsets and context.

    `one_line` tells that its literal must not break the line; `continues` that it goes on with an identifier
    begun before it; `heredocs` are those around it, the innermost last.
    """

    hole: int
    start: int
    end: int
    context: Context
    one_line: bool = False
    continues: bool = False
    heredocs: tuple[Heredoc, ...] = ()


MAX_KNOWN = 200
_WORD_PARTS = frozenset({Kind.IDENTIFIER, Kind.HOLE, Kind.NUMBER})


class _Frame(StrEnum):
    """What the place is inside of."""

    BODY = "body"
    OBJECT = "object"
    GROUP = "group"  # ( ), [ ] and for expressions
    QUOTED = "quoted"
    LABEL = "label"
    HEREDOC = "heredoc"
    TEMPLATE = "template"  # ${ } and %{ }


class _Phase(StrEnum):
    """How far a line of a body or an object has come."""

    START = "start"
    NAMED = "named"  # an argument's name or a block's type has been seen
    VALUE = "value"  # behind the `=` or `:`


class _Reader:
    """One pass over the tokens of a skeleton, with the stack of frames around the current place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.frames = [_Frame.BODY]
        self.phases = [_Phase.START]
        self.heredocs: list[Heredoc] = []

    def run(self) -> Iterator[Spot]:
        for index, token in enumerate(self.tokens):
            if token.kind is Kind.HOLE:
                yield self._spot(index, token)
            elif token.kind is Kind.COMMENT:
                yield from self._comment(token)
            self._step(index, token)

    def _push(self, frame: _Frame) -> None:
        self.frames.append(frame)
        self.phases.append(_Phase.START)

    def _pop(self) -> None:
        self.frames.pop()
        self.phases.pop()

    def _step(self, index: int, token: Token) -> None:
        match token.kind:
            case Kind.NEWLINE:
                self._newline()
            case Kind.OPEN:
                self._push(self._opened(self.text[token.start]))
            case Kind.OPEN_QUOTE:
                self._push(_Frame.LABEL if self._expects_label() else _Frame.QUOTED)
            case Kind.OPEN_TEMPLATE:
                self._push(_Frame.TEMPLATE)
            case Kind.OPEN_HEREDOC:
                self._push(_Frame.HEREDOC)
                self.heredocs.append(self._heredoc(index, token))
            case Kind.CLOSE_HEREDOC:
                self._pop()
                self.heredocs.pop()
            case Kind.CLOSE | Kind.CLOSE_QUOTE | Kind.CLOSE_TEMPLATE:
                self._pop()
            case Kind.OPERATOR:
                self._operator(self.text[token.start : token.end])
            case Kind.IDENTIFIER | Kind.HOLE:
                self._word(self.text[token.start : token.end])
            case _:  # comments, numbers and a template's text change neither frame nor phase
                pass

    def _newline(self) -> None:
        if self.frames[-1] in {_Frame.QUOTED, _Frame.LABEL}:  # the lexer ends a broken string with its line
            self._pop()
        self.phases[-1] = _Phase.START

    def _expects_label(self) -> bool:
        return self.frames[-1] is _Frame.BODY and self.phases[-1] is _Phase.NAMED

    def _opened(self, bracket: str) -> _Frame:
        if bracket != "{":
            return _Frame.GROUP
        is_block = self.frames[-1] is _Frame.BODY and self.phases[-1] is not _Phase.VALUE
        return _Frame.BODY if is_block else _Frame.OBJECT

    def _operator(self, text: str) -> None:
        if text == "=" or (text == ":" and self.frames[-1] is _Frame.OBJECT):
            self.phases[-1] = _Phase.VALUE
        elif text == "," and self.frames[-1] is _Frame.OBJECT:
            self.phases[-1] = _Phase.START

    def _word(self, text: str) -> None:
        if self.phases[-1] is not _Phase.START:
            return
        if self.frames[-1] is _Frame.BODY:
            self.phases[-1] = _Phase.NAMED
        elif self.frames[-1] is _Frame.OBJECT and text == "for":
            self.frames[-1] = _Frame.GROUP

    def _heredoc(self, index: int, token: Token) -> Heredoc:
        """Describe the heredoc that a token opens; its end is the next end marker that closes it."""
        opening = self.text[token.start : token.end]
        marker = opening.lstrip("<-").rstrip()
        depth = 0
        end = len(self.text)
        widths: list[int] = []
        for at, later in enumerate(self.tokens[index:], index):
            depth += (later.kind is Kind.OPEN_HEREDOC) - (later.kind is Kind.CLOSE_HEREDOC)
            if depth == 0:
                end = later.start
                break
            if depth == 1 and self.text[later.start - 1] == "\n":
                widths += self._own_indentation(at)
        return Heredoc(marker, opening.startswith("<<-"), token.end, end, min(widths, default=None))

    def _own_indentation(self, index: int) -> list[int]:
        """Give the indentation of a heredoc's line by its first token, if the template's own text comes next."""
        text = self._text_of(index)
        width = leading_space(text)
        match self.tokens[index].kind:
            case Kind.OPEN_TEMPLATE:
                return [0]
            case Kind.LITERAL if text[width:] not in {"", "\n"}:
                return [width]
            case Kind.LITERAL if [token.kind for token in self.tokens[index + 1 : index + 2]] == [Kind.OPEN_TEMPLATE]:
                return [width]
            case _:
                return []

    def _comment(self, token: Token) -> Iterator[Spot]:
        for mark in HOLE.finditer(self.text, token.start, token.end):
            yield Spot(int(mark[1]), mark.start(), mark.end(), Context.COMMENT)

    def _spot(self, index: int, token: Token) -> Spot:
        continues = self._continues(index, token)
        return Spot(
            int(self.text[token.start + 1 : token.end - 1]),
            token.start,
            token.end,
            self._context(index, in_name=continues or self._touches_name(index, token)),
            one_line=bool({_Frame.QUOTED, _Frame.LABEL, _Frame.HEREDOC} & set(self.frames)),
            continues=continues,
            heredocs=tuple(self.heredocs),
        )

    def _context(self, index: int, *, in_name: bool) -> Context:
        match self.frames[-1], self.phases[-1]:
            case _Frame.QUOTED, _:
                return Context.QUOTED
            case _Frame.LABEL, _:
                return Context.LABEL_TEXT
            case _Frame.HEREDOC, _:
                return Context.HEREDOC
            case _Frame.BODY, _Phase.START:
                return Context.NAME
            case _Frame.BODY, _Phase.NAMED:
                return Context.NAME if in_name else Context.LABEL
            case _Frame.OBJECT, _Phase.START:
                return Context.NAME if in_name else Context.KEY
            case _ if in_name:
                return Context.REFERENCE if self._begins_reference(index) else Context.NAME
            case _:
                return Context.EXPRESSION

    def _continues(self, index: int, token: Token) -> bool:
        """Tell whether the hole goes on with the identifier, hole or label text right before it."""
        before = self.tokens[index - 1] if index else None
        kinds = {Kind.IDENTIFIER, Kind.HOLE, Kind.LITERAL}
        return before is not None and before.end == token.start and before.kind in kinds

    def _touches_name(self, index: int, token: Token) -> bool:
        """Tell whether the hole is a step of a reference or is followed by the rest of an identifier."""
        if index and self._text_of(index - 1) == "." and self.tokens[index - 1].end == token.start:
            return True
        after = self._next_to(index)
        return after in {".", "("} or bool(after and self.tokens[index + 1].kind in _WORD_PARTS)

    def _begins_reference(self, index: int) -> bool:
        """Tell whether a word of holes alone stands where an expression begins: values would choose what it is."""
        first = last = index
        while first and self.tokens[first - 1].kind is Kind.HOLE and self._next_to(first - 1):
            first -= 1
        while self._next_to(last) and self.tokens[last + 1].kind is Kind.HOLE:
            last += 1
        before = self._text_of(first - 1) if first and self._next_to(first - 1) else ""
        follows_word = before == "." or bool(before and self.tokens[first - 1].kind in _WORD_PARTS)
        goes_on = bool(self._next_to(last)) and self.tokens[last + 1].kind in _WORD_PARTS
        return not (follows_word or goes_on)

    def _next_to(self, index: int) -> str:
        """Give the token right behind another one, an empty text where there is none or a space between."""
        if index + 1 == len(self.tokens) or self.tokens[index + 1].start != self.tokens[index].end:
            return ""
        return self._text_of(index + 1)

    def _text_of(self, index: int) -> str:
        return self.text[self.tokens[index].start : self.tokens[index].end]


@functools.lru_cache(MAX_KNOWN)
def find_spots(text: str) -> tuple[Spot, ...]:
    """Find the holes of a skeleton's text with their contexts, in the order of the text.

    Environments share most skeletons, so that the latest are kept; and most files have no hole.
    """
    return tuple(_Reader(text).run()) if HOLE_START in text else ()
