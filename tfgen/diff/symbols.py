"""Symbols: names for values that Terraform knows, or will know, and tfgen does not.

What a provider computed (`aws_vpc.main.id`) has some value in the state. A symbol stands for it wherever it goes: as a
token within strings, so that whatever joins, encodes or gathers strings works on it as on any text, and as a mark on
unknown values of other types. Two expressions that come to the same tokens come to the same value.
"""

import json
import re
from collections.abc import Hashable, Iterable, Iterator
from enum import IntEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tfgen.hcl.literal import NotWritable, escape_quoted
from tfgen.hcl.literal import key as written_key
from tfgen.language.numbers import format_number
from tfgen.language.types import STRING, Type
from tfgen.language.values import SENSITIVE, UNKNOWN, Marks, Value, string, unknown

# Characters of a private use plane that no text has reason to hold.
_START, _END = "\U0010fff0", "\U0010fff1"
_TOKEN: Final = re.compile(f"{_START}([0-9]+){_END}")


class Known(IntEnum):
    """When a symbol's value is known: it stands in the state, may be computed anew, or is known after apply only."""

    NOW = 0
    MAYBE_LATER = 1
    LATER = 2


class Symbol(Struct, frozen=True):
    """A value by the expression for it; `identity` tells it from others, `sources` are the resources behind it.

    `document` is what the value is made of, where that is known: a policy's statements behind its JSON.
    """

    identity: Hashable
    text: str
    known: Known = Known.NOW
    sources: frozenset[str] = frozenset()
    document: Value | None = None


Piece = str | Symbol


class Symbols:
    """All symbols of one comparison, numbered as they come up."""

    def __init__(self) -> None:
        self._all: list[Symbol] = []
        self._tokens: dict[tuple[Hashable, Known], str] = {}

    def token(self, symbol: Symbol) -> str:
        """Give the token that stands for a symbol."""
        identity = (symbol.identity, symbol.known)
        if identity not in self._tokens:
            self._tokens[identity] = f"{_START}{len(self._all)}{_END}"
            self._all.append(symbol)
        return self._tokens[identity]

    def value(self, symbol: Symbol, of_type: Type, marks: Marks = frozenset()) -> Value:
        """Give the value that a symbol stands for: a string with its token, or an unknown value with its mark."""
        token = self.token(symbol)
        return (string(token) if of_type == STRING else unknown(of_type).with_marks({token})).with_marks(marks)

    def pieces(self, text: str) -> list[Piece]:
        """Give the symbols in a text and what stands between them."""
        parts = _TOKEN.split(text)
        found: list[Piece] = [self._all[int(part)] if at % 2 else part for at, part in enumerate(parts)]
        return [piece for piece in found if piece != ""]

    def of(self, value: Value) -> Symbol | None:
        """Give the symbol that an unknown value, or a string as a whole, is."""
        if value.content is UNKNOWN:
            token = next((mark for mark in value.marks if mark.startswith(_START)), None)
            return self._all[int(token[1:-1])] if token else None
        if isinstance(value.content, str) and value.content.startswith(_START):
            found = _TOKEN.fullmatch(value.content)
            return self._all[int(found[1])] if found else None
        return None

    def within(self, value: Value) -> Iterator[Symbol]:
        """Give all symbols in a value."""
        if isinstance(value.content, str):
            if _START in value.content:
                yield from (piece for piece in self.pieces(value.content) if isinstance(piece, Symbol))
            return
        yield from (self._all[int(mark[1:-1])] for mark in value.marks if mark.startswith(_START))
        for part in value.parts():
            yield from self.within(part)

    def derived(self, text: str, values: Iterable[Value]) -> Symbol:
        """Give the symbol of an expression over some values, which is known when they are."""
        found = [symbol for value in values for symbol in self.within(value)]
        known = max((symbol.known for symbol in found), default=Known.NOW)
        return Symbol(text, text, known, frozenset().union(*(symbol.sources for symbol in found)))

    def write(self, value: Value) -> str:
        """Write a value as an expression, symbols by their texts."""
        match value.content:
            case None:
                return "null"
            case bool() as truth:
                return "true" if truth else "false"
            case str() as text:
                return self._write_text(text)
            case tuple() as items:
                return f"[{', '.join(map(self.write, items))}]"
            case dict() as items:
                pairs = (f"{self._write_key(name)} = {self.write(item)}" for name, item in items.items())
                return f"{{ {', '.join(pairs)} }}" if items else "{}"
        if value.content is UNKNOWN:
            symbol = self.of(value)
            return symbol.text if symbol else "(unknown)"
        return format_number(value.content)

    def plain(self, text: str) -> str:
        """Give a text with symbols by their texts, without quotes."""
        return "".join(piece.text if isinstance(piece, Symbol) else piece for piece in self.pieces(text))

    def _write_key(self, name: str) -> str:
        return f"({self._write_text(name)})" if _START in name else written_key(name)

    def _write_text(self, text: str) -> str:
        pieces = self.pieces(text)
        if len(pieces) == 1 and isinstance(pieces[0], Symbol):
            return pieces[0].text
        inner = (f"${{{piece.text}}}" if isinstance(piece, Symbol) else _inner(piece) for piece in pieces)
        return f'"{"".join(inner)}"'


def _inner(text: str) -> str:
    """Write a text as it stands in quotes; what HCL has no form for is written as in JSON."""
    try:
        return escape_quoted(text)
    except NotWritable:
        return json.dumps(text)[1:-1]


def is_symbolic(value: Value) -> bool:
    """Tell whether a value has symbols in it, or anything else that is not known."""
    if isinstance(value.content, str):
        return _START in value.content
    return not value.is_known or any(map(is_symbolic, value.parts()))


def has_token(text: str) -> bool:
    """Tell whether a text has symbols in it."""
    return _START in text


def hidden(value: Value) -> Value:
    """Give a value with strings that have symbols in them as unknown ones: for whoever looks into strings."""
    match value.content:
        case str() as text if _START in text:
            tokens = {f"{_START}{number}{_END}" for number in _TOKEN.findall(text)}
            return unknown(STRING).with_marks(value.marks | tokens)
        case tuple() as items:
            return replace(value, content=tuple(map(hidden, items)))
        case dict() as items:
            return replace(value, content={name: hidden(item) for name, item in items.items()})
    return value


def revealed(value: Value) -> Value:
    """Give a value with unknown parts as strings of their symbols' tokens: for whoever only writes values down."""
    match value.content:
        case tuple() as items:
            return replace(value, content=tuple(map(revealed, items)))
        case dict() as items:
            return replace(value, content={name: revealed(item) for name, item in items.items()})
    token = next((mark for mark in value.marks if mark.startswith(_START)), None)
    return string(token).with_marks(value.marks & {SENSITIVE}) if token and value.content is UNKNOWN else value


def without_symbols(value: Value) -> Value:
    """Give a value without the marks of symbols on the whole of it."""
    kept = frozenset(mark for mark in value.marks if not mark.startswith(_START))
    return value if len(kept) == len(value.marks) else replace(value, marks=kept)
