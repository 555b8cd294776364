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


# What begins in Latin may go on with letters and marks of any script; which, `re` can't tell.
_BEYOND_ASCII = rf"[^\x00-\x7f{HOLE_START}{MARK_END}]"
_HOLE = f"(?P<HOLE>{HOLE_START}[0-9]+{MARK_END})"
# Possessive throughout: what a branch has taken is never tried in smaller pieces, which would take exponential time.
_QUOTED_TEXT = rf"""(?: [^"\\$%\r\n{HOLE_START}]++ | \\[^\r\n{HOLE_START}] | \$\$\{{ | %%\{{ | [$%](?!\{{) )"""
_HEREDOC_TEXT = rf"(?: [^$%\n{HOLE_START}]++ | \$\$\{{ | %%\{{ | [$%](?!\{{) )"

# Spaces go before the groups, so that each match is one token; PLAIN_QUOTED, for speed, is three.
_NORMAL = re.compile(
    rf"""
    [ \t]*+ (?:
      (?P<IDENTIFIER> [A-Za-z_] [A-Za-z0-9_-]*+ (?!{_BEYOND_ASCII}) )
    | (?P<NEWLINE> \r?\n )
    | (?P<PLAIN_QUOTED> " {_QUOTED_TEXT}*+ " )
    | (?P<OPEN> [{{(\[] )
    | (?P<CLOSE> [}})\]] )
    | (?P<COMMENT> (?: \# | // ) [^\n]* )
    | (?P<OPEN_COMMENT> /\* )
    | (?P<OPEN_HEREDOC> <<-? [^\W\d] [\w-]* \r?\n )
    | (?P<OPERATOR> == | != | <= | >= | => | && | \|\| | \.\.\. | :: | [-+*/%<>!?:=.,] )
    | (?P<NUMBER> [0-9] (?: \.*+ (?: [0-9] | [eE][+-]?[0-9] ) )*+ )
    | (?P<OPEN_QUOTE> " )
    | (?P<CLOSE_TEMPLATE> ~\}} )
    | {_HOLE}
    | (?P<WORD> (?: [A-Za-z_] | {_BEYOND_ASCII} ) (?: [\w-] | {_BEYOND_ASCII} )*+ )
    | (?P<INVALID> [^ \t] )
    | (?P<END> \Z )  # blanks at the end: to look for a token behind each of them would take quadratic time
    )
    """,
    re.VERBOSE,
)

_QUOTED = re.compile(
    rf"""
      (?P<LITERAL> {_QUOTED_TEXT}++ )
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
      (?P<LITERAL> {_HEREDOC_TEXT}*+ \n | {_HEREDOC_TEXT}++ )
    | (?P<OPEN_TEMPLATE> [$%]\{{ ~? )
    | {_HOLE}
    | (?P<INVALID> [\s\S] )
    """,
    re.VERBOSE,
)

_NORMAL_GROUPS = {number: name for name, number in _NORMAL.groupindex.items()}
# The kinds of tokens that open and close nothing, by the number of their group.
_FLAT = {
    number: Kind[name]
    for number, name in _NORMAL_GROUPS.items()
    if name in {"IDENTIFIER", "NEWLINE", "COMMENT", "OPERATOR", "NUMBER", "HOLE", "INVALID"}
}

_CLOSERS = {"{": "}", "[": "]", "(": ")", "${": "}", "%{": "}"}


class _Lexer:
    """The state of one pass: where it is, and which brackets, strings and heredocs are open around it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.tokens: list[tuple[Kind, int, int]] = []
        # Where the last comment ends at the latest: to look for an end from each `/*` would take quadratic time.
        self.last_comment_end = text.rfind("*/") - 1
        # Innermost last: a bracket, `"`, `${`, `%{`, or the end marker of a heredoc preceded by `<<`.
        self.open: list[str] = []

    def run(self) -> list[tuple[Kind, int, int]]:
        while self.at < len(self.text):
            innermost = self.open[-1] if self.open else ""
            if innermost == '"':
                self._quoted()
            elif innermost.startswith("<<"):
                self._heredoc(innermost[2:])
            else:
                self._normal()
        return self.tokens

    def _normal(self) -> None:
        """Take tokens until a string or heredoc begins, or goes on; most of a text goes through this loop."""
        flat, emit = _FLAT, self.tokens.append
        for match in _NORMAL.finditer(self.text, self.at):
            group = match.lastindex or 0
            start, end = match.span(group)
            if group in flat:
                emit((flat[group], start, end))
            elif (behind := self._nest(_NORMAL_GROUPS[group], start, end)) is not None:
                self.at = behind
                return
        self.at = len(self.text)

    def _nest(self, group: str, start: int, end: int) -> int | None:
        """Take a token that opens or closes; tell where to go on by other rules, None if these hold on."""
        match group:
            case "END":
                return None
            case "PLAIN_QUOTED":
                self._plain_quoted(start, end)
                return None
            case "WORD":
                self._word(start, end)
                return None
            case "OPEN_COMMENT":
                return self._comment(start)
            case "OPEN_HEREDOC":
                self.open.append("<<" + self.text[start:end].lstrip("<-").rstrip())
            case "OPEN" | "OPEN_QUOTE":
                self._opened(self.text[start])
            case _:
                kind = self._close(group, self.text[start:end])
                self.tokens.append((kind, start, end))
                return end if kind is Kind.CLOSE_TEMPLATE else None
        self.tokens.append((Kind[group], start, end))
        return None if group == "OPEN" else end

    def _opened(self, bracket: str) -> None:
        self.open.append(bracket)

    def _comment(self, start: int) -> int:
        """Take a comment that may span lines; without its end, `/*` is a division and a multiplication."""
        if start < self.last_comment_end:
            end = self.text.index("*/", start + 2) + 2
            self.tokens.append((Kind.COMMENT, start, end))
            return end
        self.tokens.append((Kind.OPERATOR, start, start + 1))
        return start + 1

    def _word(self, start: int, end: int) -> None:
        """Take names in any script; what is no letter or mark of a name is invalid."""
        while start < end:
            is_name = self.text[start].isidentifier()
            behind = start + 1
            while is_name and behind < end and _goes_on_name(self.text[behind]):
                behind += 1
            self.tokens.append((Kind.IDENTIFIER if is_name else Kind.INVALID, start, behind))
            start = behind

    def _plain_quoted(self, start: int, end: int) -> None:
        self.tokens.append((Kind.OPEN_QUOTE, start, start + 1))
        if end - start > len('""'):
            self.tokens.append((Kind.LITERAL, start + 1, end - 1))
        self.tokens.append((Kind.CLOSE_QUOTE, end - 1, end))

    def _close(self, group: str, text: str) -> Kind:
        if not self.open or _CLOSERS[self.open[-1]] != text[-1]:
            return Kind.INVALID
        ends_template = self.open[-1] in {"${", "%{"}
        if group == "CLOSE_TEMPLATE" and not ends_template:
            return Kind.INVALID
        self.open.pop()
        return Kind.CLOSE_TEMPLATE if ends_template else Kind.CLOSE

    def _take(self, pattern: re.Pattern[str]) -> tuple[Kind, str]:
        """Take a token at the current place (each pattern matches any character) and move behind it."""
        match = pattern.match(self.text, self.at)
        assert match is not None
        assert match.lastgroup is not None
        start, self.at = self.at, match.end()
        kind = Kind.NEWLINE if match.group() == "\n" and pattern is _QUOTED else Kind[match.lastgroup]
        self.tokens.append((kind, start, self.at))
        return kind, match.group()

    def _quoted(self) -> None:
        kind, text = self._take(_QUOTED)
        if kind is Kind.OPEN_TEMPLATE:
            self.open.append(text[:2])
        elif kind is Kind.CLOSE_QUOTE or kind is Kind.NEWLINE:  # a quoted string ends with its line, closed or not
            self.open.pop()

    def _heredoc(self, marker: str) -> None:
        if self.text[self.at - 1] == "\n" and self._ends_heredoc(marker):
            self.open.pop()
            return
        kind, text = self._take(_HEREDOC)
        if kind is Kind.OPEN_TEMPLATE:
            self.open.append(text[:2])

    def _ends_heredoc(self, marker: str) -> bool:
        """Take the end marker, where the current line is that."""
        start = self.at
        line_end = self.text.find("\n", start)
        line = self.text[start : line_end if line_end >= 0 else None]
        if line.strip() != marker or not self._may_end(line, line_end):
            return False
        self.at = start + len(line.rstrip("\r"))
        self.tokens.append((Kind.CLOSE_HEREDOC, start, self.at))
        return True

    def _may_end(self, _line: str, _line_end: int) -> bool:
        return True


# What Python strips from a line, and Go does not.
_NO_BLANK = re.compile("[\r\x1c-\x1f]")


def _goes_on_name(char: str) -> bool:
    return char == "-" or f"_{char}".isidentifier()


class _BracesOnly(_Lexer):
    """Cuts text as HashiCorp's scanner does, mistakes included: it pairs braces and leaves other brackets alone."""

    def _opened(self, bracket: str) -> None:
        if bracket not in "([":
            self.open.append(bracket)

    def _close(self, group: str, text: str) -> Kind:
        if text in ")]" or not self.open:
            return Kind.CLOSE
        if self.open[-1] == "{":
            if group == "CLOSE":
                self.open.pop()
            return Kind.CLOSE
        self.open.pop()
        return Kind.CLOSE_TEMPLATE

    def _may_end(self, line: str, line_end: int) -> bool:
        """A heredoc ends with a line that has a newline, and nothing but blanks beside the marker."""
        return line_end >= 0 and not _NO_BLANK.search(line, 0, len(line) - 1)


def scan_strictly(text: str) -> list[tuple[Kind, int, int]]:
    """Cut text as HashiCorp's scanner does, up to the first token that is INVALID; behind it, anything may come.

    Brackets need not pair: a closing one is CLOSE wherever it stands, also `~}` where no template is open. There are
    no holes in such text: their characters are like any others.
    """
    return _BracesOnly(text.replace(HOLE_START, "\ufffd")).run()


def scan(text: str) -> list[tuple[Kind, int, int]]:
    """Cut HCL text into plain (kind, start, end) tuples, which take half the time of tokens; see `tokenize`."""
    return _Lexer(text).run()


def tokenize(text: str) -> list[Token]:
    """Cut HCL text into tokens, in order; every character but spaces and tabs outside strings is in one."""
    return [Token(*found) for found in scan(text)]
