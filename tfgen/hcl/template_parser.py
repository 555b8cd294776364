"""The parser of templates: quoted strings and heredocs with interpolations and directives."""

from abc import ABC, abstractmethod

from tfgen.diagnostics import did_you_mean
from tfgen.hcl.directives import Marker, structured
from tfgen.hcl.escapes import heredoc_text, quoted_text
from tfgen.hcl.lexer import Kind
from tfgen.hcl.nodes import Interpolation, Literal, Node, Template
from tfgen.hcl.tokens import END, SyntaxMistake, Tokens

_KEYWORDS = ("if", "for", "else", "endif", "endfor")


class TemplateParser(ABC):
    """Parses the templates of a sequence of tokens; an expression in them is for the class that builds on this."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.source = tokens.source

    @abstractmethod
    def expression(self) -> Node:
        """Parse an expression."""

    def quoted(self) -> Template:
        """Parse a quoted string, at its opening quote."""
        start = self.tokens.next()[1]
        parts = self._template(Kind.CLOSE_QUOTE)
        return Template(self.source, start, self.tokens.last_end, parts)

    def heredoc(self) -> Template:
        """Parse a heredoc, at its opening marker."""
        start = self.tokens.next()[1]
        parts = self._template(Kind.CLOSE_HEREDOC)
        if self.source.text.startswith("<<-", start):
            parts = _unindented(parts)
        return Template(self.source, start, self.tokens.last_end, parts, is_heredoc=True)

    def string(self) -> str:
        """Parse a quoted string that is no template, as labels are, at its opening quote."""
        self.tokens.next()
        found = ""
        while not self.tokens.take(Kind.CLOSE_QUOTE):
            kind, start, end = self.tokens.peek()
            if kind is END:
                detail = "Unable to find the closing quote mark before the end of the file."
                raise SyntaxMistake("Unterminated string literal", detail, (start, end))
            text = self.tokens.next_text()
            if kind is not Kind.LITERAL:
                detail = f'To include a literal "{text[0]}", double it (as "{text[0] * 2}") to escape it.'
                detail = f"Template sequences are not allowed in this string. {detail}"
                raise SyntaxMistake("Invalid string literal", detail, (start, end))
            found += quoted_text(text, start)
        return found

    def _template(self, closer: Kind) -> tuple[Node, ...]:
        """Parse parts up to the closer, and take that."""
        parts: list[Node | Marker] = []
        first = self.tokens.peek()[1:]
        strip, is_quoted = False, closer is Kind.CLOSE_QUOTE
        with self.tokens.nested():
            while (token := self.tokens.peek())[0] is not closer:
                kind, start, end = token
                if kind is Kind.LITERAL:
                    parts.append(self._literal(strip=strip, is_quoted=is_quoted))
                    strip = False
                elif kind is Kind.OPEN_TEMPLATE:
                    if self.source.text[end - 1] == "~":
                        _strip_last(parts)
                    parts.append(self._sequence(first, is_quoted=is_quoted))
                    strip = self.source.text[self.tokens.last_end - 2] == "~"
                else:
                    detail = "No closing marker was found for the string."
                    raise SyntaxMistake("Unterminated template string", detail, (start, end))
            self.tokens.next()
        return structured(parts, token[1:])

    def _literal(self, *, strip: bool, is_quoted: bool) -> Literal:
        _, start, end = self.tokens.next()
        text = self.source.text[start:end]
        value = quoted_text(text, start) if is_quoted else heredoc_text(text)
        return Literal(self.source, start, end, value.lstrip() if strip else value)

    def _sequence(self, first: tuple[int, int], *, is_quoted: bool) -> Node | Marker:
        """Parse `${ … }` or a directive, at its opening; `first` is the first token of the template around it."""
        start = self.tokens.next()[1]
        if self.source.text[start] == "%":
            with self.tokens.nested(newlines=False):
                return self._directive(start)
        with self.tokens.nested(newlines=False):
            expression = self.expression()
            if self.tokens.peek()[0] is not Kind.CLOSE_TEMPLATE:
                raise self._not_closed(first, is_quoted=is_quoted)
            self.tokens.next()
        return Interpolation(self.source, start, self.tokens.last_end, expression)

    def _not_closed(self, first: tuple[int, int], *, is_quoted: bool) -> SyntaxMistake:
        kind = self.tokens.peek()[0]
        # A quote that opens a string here was meant to close the one around.
        if kind is END or (kind is Kind.OPEN_QUOTE and is_quoted):
            what = "file" if kind is END else "quoted template"
            detail = (
                f"There is no closing brace for this interpolation sequence before the end of the {what}. This might "
                "be caused by incorrect nesting inside the given expression."
            )
            return SyntaxMistake("Unclosed template interpolation sequence", detail, first)
        detail = "Expected a closing brace to end the interpolation expression, but found extra characters."
        return self.tokens.mistake("Extra characters after interpolation expression", detail)

    def _directive(self, start: int) -> Marker:
        kind, at, end = self.tokens.peek()
        if kind is not Kind.IDENTIFIER:
            detail = 'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.'
            raise self.tokens.mistake("Invalid template directive", detail)
        word = self.tokens.next_text()
        if word not in _KEYWORDS:
            detail = f'"{word}" is not a valid template control keyword.{did_you_mean(word, _KEYWORDS)}'
            raise SyntaxMistake("Invalid template control keyword", detail, (at, end))
        names, expression = self.for_head("directive") if word == "for" else ((), None)
        if word == "if":
            expression = self.expression()
        if self.tokens.peek()[0] is not Kind.CLOSE_TEMPLATE:
            detail = "Expected a closing brace to end the sequence, but found extra characters."
            raise self.tokens.mistake(f"Extra characters in {word} marker", detail)
        self.tokens.next()
        return Marker(self.source, start, self.tokens.last_end, word, expression, names)

    def for_head(self, what: str) -> tuple[tuple[str, ...], Node]:
        """Parse `key, value in collection`, behind the `for` of an `expression` or a `directive`."""
        summary = f"Invalid 'for' {what}"
        names = [self._for_name(summary, f"For {what} requires variable name after 'for'.")]
        if self.tokens.take(","):
            names.append(self._for_name(summary, f"For {what} requires value variable name after comma."))
        if not self.tokens.take_word("in"):
            keyword = (
                "the 'in' keyword after its name declarations" if what == "expression" else "'in' keyword after names"
            )
            raise self.tokens.mistake(summary, f"For {what} requires {keyword}.")
        return tuple(names), self.expression()

    def _for_name(self, summary: str, detail: str) -> str:
        if self.tokens.peek()[0] is not Kind.IDENTIFIER:
            raise self.tokens.mistake(summary, detail)
        return self.tokens.next_text()


def _strip_last(parts: list[Node | Marker]) -> None:
    """`~` at the beginning of a sequence takes the white space before it away."""
    if parts and isinstance(parts[-1], Literal):
        last = parts[-1]
        parts[-1] = Literal(last.source, last.start, last.end, str(last.value).rstrip())


def _unindented(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Take away the indentation that all lines of an indented heredoc share; blank lines have no say in it."""
    at_line_start = True
    first: list[int] = []
    indents: list[int] = []
    for index, part in enumerate(parts):
        text = str(part.value) if isinstance(part, Literal) else None
        if at_line_start and text is None:
            indents.append(0)
        elif at_line_start and text is not None and (text.strip() or not text.endswith("\n")):
            indents.append(len(text) - len(text.lstrip()))
            first.append(index)
        at_line_start = text is not None and text.endswith("\n")
    cut = min(indents, default=0)
    return tuple(
        Literal(part.source, part.start, part.end, str(part.value)[cut:])
        if index in first and isinstance(part, Literal)
        else part
        for index, part in enumerate(parts)
    )
