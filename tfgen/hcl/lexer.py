"""The one HCL lexer: text to tokens, after the HCL native syntax specification's lexical rules.

It never fails: what is no HCL becomes an INVALID token, for others to judge. The text may hold numbered holes
(see `tfgen.render.skeleton`), which become HOLE tokens wherever they stand.
"""

import re
from enum import StrEnum
from typing import NamedTuple

# Characters of Unicode's private use area; the renderer sees to it that no template holds them.
HOLE_START, MARK_END = "\ue000", "\ue001"


class Kind(StrEnum):
    """What a token is. Spaces and tabs between tokens are no tokens."""

    NEWLINE = "newline"
    COMMENT = "comment"  # without its newline; one `/* */` comment may span lines
    IDENTIFIER = "identifier"
    NUMBER = "number"
    OPERATOR = "operator"  # operators and punctuation, `=` `,` `.` `:` among them
    OPEN = "open"  # { [ (
    CLOSE = "close"  # } ] )
    OPEN_QUOTE = "open quote"
    CLOSE_QUOTE = "close quote"
    OPEN_HEREDOC = "open heredoc"  # `<<-EOT` with its newline
    CLOSE_HEREDOC = "close heredoc"  # the end marker with the spaces before it
    LITERAL = "literal"  # text inside a quoted string or a heredoc
    OPEN_TEMPLATE = "open template"  # `${` or `%{`, with `~` where it stands
    CLOSE_TEMPLATE = "close template"  # its `}` or `~}`
    HOLE = "hole"
    INVALID = "invalid"


class Token(NamedTuple):
    """A token and where it stands: offsets into the text, the end exclusive."""

    kind: Kind
    start: int
    end: int


_HOLE = f"(?P<HOLE>{HOLE_START}[0-9]+{MARK_END})"

_NORMAL = re.compile(
    rf"""
      (?P<SPACE> [ \t]+ )
    | (?P<NEWLINE> \r?\n )
    | (?P<COMMENT> (?: \# | // ) [^\n]* | /\* [\s\S]*? \*/ )
    | (?P<IDENTIFIER> [^\W\d] [\w-]* )
    | (?P<NUMBER> [0-9]+ (?: \.[0-9]+ )? (?: [eE][+-]?[0-9]+ )? )
    | (?P<OPEN_HEREDOC> <<-? [^\W\d] [\w-]* \r?\n )
    | (?P<OPEN_QUOTE> " )
    | (?P<CLOSE_TEMPLATE> ~\}} )
    | (?P<OPEN> [{{(\[] )
    | (?P<CLOSE> [}})\]] )
    | (?P<OPERATOR> == | != | <= | >= | => | && | \|\| | \.\.\. | :: | [-+*/%<>!?:=.,] )
    | {_HOLE}
    | (?P<INVALID> [\s\S] )
    """,
    re.VERBOSE,
)

_QUOTED = re.compile(
    rf"""
      (?P<LITERAL> (?: [^"\\$%\r\n{HOLE_START}] | \\[^\r\n] | \$\$\{{ | %%\{{ | [$%](?!\{{) )+ )
    | (?P<OPEN_TEMPLATE> [$%]\{{ ~? )
    | (?P<CLOSE_QUOTE> " )
    | {_HOLE}
    | (?P<INVALID> [\s\S] )
    """,
    re.VERBOSE,
)

# A heredoc's text is cut after each newline, since the end marker is looked for at the start of a line.
_HEREDOC = re.compile(
    rf"""
      (?P<LITERAL> (?: [^$%\n{HOLE_START}] | \$\$\{{ | %%\{{ | [$%](?!\{{) )* \n
                 | (?: [^$%\n{HOLE_START}] | \$\$\{{ | %%\{{ | [$%](?!\{{) )+ )
    | (?P<OPEN_TEMPLATE> [$%]\{{ ~? )
    | {_HOLE}
    | (?P<INVALID> [\s\S] )
    """,
    re.VERBOSE,
)

_CLOSERS = {"{": "}", "[": "]", "(": ")", "${": "}", "%{": "}"}


class _Lexer:
    """The state of one pass: where it is, and which brackets, strings and heredocs are open around it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.tokens: list[Token] = []
        # Innermost last: a bracket, `"`, `${`, `%{`, or the end marker of a heredoc preceded by `<<`.
        self.open: list[str] = []

    def run(self) -> list[Token]:
        while self.at < len(self.text):
            innermost = self.open[-1] if self.open else ""
            if innermost == '"':
                self._quoted()
            elif innermost.startswith("<<"):
                self._heredoc(innermost[2:])
            else:
                self._normal()
        return self.tokens

    def _take(self, pattern: re.Pattern[str]) -> tuple[str, str]:
        """Match at the current place (each pattern matches any character) and move behind the match."""
        match = pattern.match(self.text, self.at)
        assert match is not None
        assert match.lastgroup is not None
        self.at = match.end()
        return match.lastgroup, match.group()

    def _emit(self, kind: Kind, start: int) -> None:
        self.tokens.append(Token(kind, start, self.at))

    def _normal(self) -> None:
        start = self.at
        group, text = self._take(_NORMAL)
        if group == "SPACE":
            return
        kind = Kind[group]
        if kind is Kind.OPEN or kind is Kind.OPEN_QUOTE:
            self.open.append(text)
        elif kind is Kind.OPEN_HEREDOC:
            self.open.append("<<" + text.lstrip("<-").rstrip())
        elif kind is Kind.CLOSE or kind is Kind.CLOSE_TEMPLATE:
            kind = self._close(kind, text)
        self._emit(kind, start)

    def _close(self, kind: Kind, text: str) -> Kind:
        if not self.open or _CLOSERS[self.open[-1]] != text[-1]:
            return Kind.INVALID
        ends_template = self.open[-1] in {"${", "%{"}
        if kind is Kind.CLOSE_TEMPLATE and not ends_template:
            return Kind.INVALID
        self.open.pop()
        return Kind.CLOSE_TEMPLATE if ends_template else Kind.CLOSE

    def _quoted(self) -> None:
        start = self.at
        group, text = self._take(_QUOTED)
        kind = Kind[group]
        if kind is Kind.CLOSE_QUOTE:
            self.open.pop()
        elif kind is Kind.OPEN_TEMPLATE:
            self.open.append(text[:2])
        elif text == "\n":  # a quoted string ends with its line, closed or not
            self.open.pop()
            kind = Kind.NEWLINE
        self._emit(kind, start)

    def _heredoc(self, marker: str) -> None:
        start = self.at
        if self.text[start - 1] == "\n":
            line_end = self.text.find("\n", start)
            line = self.text[start : line_end if line_end >= 0 else None]
            if line.strip() == marker:
                self.at = start + len(line.rstrip("\r"))
                self.open.pop()
                self._emit(Kind.CLOSE_HEREDOC, start)
                return
        group, text = self._take(_HEREDOC)
        if group == "OPEN_TEMPLATE":
            self.open.append(text[:2])
        self._emit(Kind[group], start)


def tokenize(text: str) -> list[Token]:
    """Cut HCL text into tokens, in order; every character but spaces and tabs outside strings is in one."""
    return _Lexer(text).run()
