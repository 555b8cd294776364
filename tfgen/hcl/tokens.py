"""The tokens of a text as a parser reads them: one after the other, newlines seen only where they matter."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from tfgen.hcl.lexer import Kind, scan_strictly
from tfgen.source import SourceText

# The kind of the token behind the last one.
END = "end of file"
# Deeper than anybody writes by hand; what is deeper would exhaust the interpreter's stack.
MAX_DEPTH = 100
TOO_DEEP = "Nested too deeply"

_WITH_TEXT = frozenset({Kind.OPERATOR, Kind.OPEN, Kind.CLOSE})
_INVALID_CHARACTERS = {
    ";": 'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items '
    "in collection values.",
    "'": 'Single quotes are not valid. Use double quotes (") to enclose strings.',
    "`": 'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
}
_UNSUPPORTED_OPERATORS = {
    "&": 'Bitwise operators are not supported. Did you mean boolean AND ("&&")?',
    "|": 'Bitwise operators are not supported. Did you mean boolean OR ("||")?',
    "^": "Bitwise operators are not supported.",
    "~": 'Bitwise operators are not supported. Did you mean boolean NOT ("!")?',
}

_NOT_USED = "This character is not used within the language."
_MULTI_LINE = (
    "Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to "
    'represent a newline character or use the "heredoc" multi-line template syntax.'
)
# What is before a newline that is a token of its own inside a quoted string.
_IN_STRING = frozenset({Kind.OPEN_QUOTE, Kind.LITERAL, Kind.CLOSE_TEMPLATE})
_LONE_RETURN = re.compile("\r(?!\n)")


class SyntaxMistake(Exception):
    """The first thing in a text that HCL does not allow, and the offsets of where it stands."""

    def __init__(self, summary: str, detail: str, span: tuple[int, int]) -> None:
        super().__init__(summary)
        self.summary = summary
        self.detail = detail
        self.span = span


class Tokens:
    """A place in a sequence of tokens.

    The kind of an operator or bracket is its text, of any other token its `Kind`; a token is (kind, start, end).
    """

    def __init__(self, source: SourceText) -> None:
        """Cut a text; raises SyntaxMistake for the first thing in it that is no token of HCL."""
        self.source = source
        scanned = [token for token in scan_strictly(source.text) if token[0] is not Kind.COMMENT]
        _check(source.text, scanned)
        self._tokens = [
            (source.text[start:end] if kind in _WITH_TEXT else kind, start, end) for kind, start, end in scanned
        ]
        size = len(source.text)
        self._tokens.append((END, size, size))
        self._at = 0
        self._depth = 0
        self.sees_newlines = True
        self.last_end = 0

    def peek(self) -> tuple[str, int, int]:
        """Give the next token and leave it."""
        if not self.sees_newlines:
            while self._tokens[self._at][0] is Kind.NEWLINE:
                self._at += 1
        return self._tokens[self._at]

    def next(self) -> tuple[str, int, int]:
        """Give the next token and move behind it; the end stays where it is."""
        token = self.peek()
        if token[0] is not END:
            self._at += 1
        self.last_end = token[2]
        return token

    def next_text(self) -> str:
        """Give the text of the next token and move behind it."""
        _, start, end = self.next()
        return self.source.text[start:end]

    def take(self, kind: str) -> bool:
        """Move behind the next token if it is of a kind."""
        if self.peek()[0] != kind:
            return False
        self.next()
        return True

    def peek_text(self) -> str:
        """Give the text of the next token."""
        _, start, end = self.peek()
        return self.source.text[start:end]

    def take_word(self, word: str) -> bool:
        """Move behind the next token if it is a certain name."""
        if self.peek()[0] is not Kind.IDENTIFIER or self.peek_text() != word:
            return False
        self.next()
        return True

    def span_of_closing(self, opener: str, closer: str) -> tuple[int, int]:
        """Tell where the bracket is that closes what is open here; at the end, if nothing does."""
        depth = 0
        for kind, start, end in self._tokens[self._at :]:
            if kind == closer and depth == 0:
                return start, end
            depth += (kind == opener) - (kind == closer)
        return self._tokens[-1][1:]

    @contextmanager
    def nested(self, *, newlines: bool = True) -> Iterator[None]:
        """Go a level down, in which newlines are seen or not, and come back."""
        before, self.sees_newlines = self.sees_newlines, newlines
        self._depth += 1
        self.check_depth()
        yield
        self._depth -= 1
        self.sees_newlines = before

    def check_depth(self, more: int = 0) -> None:
        """Raise the mistake that the next token is if it is too many levels down, `more` than are nested."""
        if self._depth + more > MAX_DEPTH:
            span = self._tokens[self._at][1:]
            raise SyntaxMistake(TOO_DEEP, f"More than {MAX_DEPTH} levels are open here.", span)

    def mistake(self, summary: str, detail: str) -> SyntaxMistake:
        """Make the mistake that the next token is."""
        return SyntaxMistake(summary, detail, self.peek()[1:])


def _check(text: str, tokens: list[tuple[Kind, int, int]]) -> None:
    """Raise the mistake that the first invalid token is, before anybody asks for the sense of the others."""
    before: Kind | None = None
    for kind, start, end in tokens:
        if kind is Kind.INVALID:
            raise _invalid(text, before, (start, end))
        if kind is Kind.NEWLINE and before in _IN_STRING:
            raise SyntaxMistake("Invalid multi-line string", _MULTI_LINE, (start, end))
        if kind is Kind.LITERAL and end == len(text) and text[end - 1] in "$%":
            raise SyntaxMistake("Invalid character", _NOT_USED, (end - 1, end))
        if kind is Kind.LITERAL and (lone := _LONE_RETURN.search(text, start, end)):
            raise SyntaxMistake("Invalid character", _NOT_USED, lone.span())
        before = kind


def _invalid(text: str, before: Kind | None, span: tuple[int, int]) -> SyntaxMistake:
    char = text[span[0] : span[1]]
    if char == "\r" and before in _IN_STRING:
        return SyntaxMistake("Invalid multi-line string", _MULTI_LINE, span)
    if char in _UNSUPPORTED_OPERATORS:
        return SyntaxMistake("Unsupported operator", _UNSUPPORTED_OPERATORS[char], span)
    return SyntaxMistake("Invalid character", _INVALID_CHARACTERS.get(char, _NOT_USED), span)
