"""The legacy forms that `terraform fmt` rewrites before it spaces anything.

- An argument whose whole value is `"${expression}"` becomes the expression; over several lines, it gets parentheses.
- The `type` of a variable: `"string"`, `"list"` and `"map"` lose their quotes, a bare `list`, `map` or `set` gets
  `(any)`.
- An unquoted block label is quoted; comments between labels are lost.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from tfgen.hcl.lexer import Kind

Tokens: TypeAlias = Sequence[tuple[Kind, int, int]]
Edit: TypeAlias = tuple[int, int, str]  # replace what stands from one offset to another

_STEPS = {
    **dict.fromkeys((Kind.OPEN, Kind.OPEN_TEMPLATE, Kind.OPEN_QUOTE, Kind.OPEN_HEREDOC), 1),
    **dict.fromkeys((Kind.CLOSE, Kind.CLOSE_TEMPLATE, Kind.CLOSE_QUOTE, Kind.CLOSE_HEREDOC), -1),
}
_WRAPPED_START = [Kind.OPEN_QUOTE, Kind.OPEN_TEMPLATE]
_WRAPPED_END = [Kind.CLOSE_TEMPLATE, Kind.CLOSE_QUOTE]
_TYPES = {
    '"string"': "string",
    '"list"': "list(string)",
    '"map"': "map(string)",
    "list": "list(any)",
    "map": "map(any)",
    "set": "set(any)",
}


def modernise(text: str, tokens: Tokens) -> str:
    """Rewrite the legacy forms in a text; one without any comes back as it is."""
    pieces, at = [], 0
    for start, end, replacement in _Reader(text, tokens).edits():
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])


class _Reader:
    """A walk over the arguments and block headers of a text, in its order."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self.tokens = tokens
        self.blocks: list[str] = []  # the types of the blocks around the current place

    def edits(self) -> Iterator[Edit]:
        at = 0
        while at < len(self.tokens):
            kind = self.tokens[at][0]
            if kind is Kind.IDENTIFIER:
                name, head = at, self._head_end(at)
                if self._word(head) == "{":
                    yield from self._labels(name, head)
                    self.blocks.append(self._word(name))
                    at = head + 1
                else:
                    at = self._value_end(head + 1)
                    yield from self._value(self._word(name), head + 1, at)
                continue
            if kind is Kind.CLOSE:
                del self.blocks[-1:]
            at += 1

    def _word(self, index: int) -> str:
        if index >= len(self.tokens):
            return ""
        _, start, end = self.tokens[index]
        return self.text[start:end]

    def _head_end(self, index: int) -> int:
        """Give the index of the `=` or `{` behind an argument's name or a block's type and labels."""
        while index < len(self.tokens) and self.tokens[index][0] not in {Kind.OPERATOR, Kind.OPEN}:
            index += 1
        return index

    def _value_end(self, index: int) -> int:
        """Give the index of what ends the value that begins at an index: a newline, or its block's brace."""
        depth = 0
        for later in range(index, len(self.tokens)):
            kind = self.tokens[later][0]
            depth += _STEPS.get(kind, 0)
            if depth < 0 or (kind is Kind.NEWLINE and not depth):
                return later
        return len(self.tokens)

    def _labels(self, name: int, brace: int) -> Iterator[Edit]:
        """Quote the labels between a block's type and its brace."""
        kinds = [kind for kind, _, _ in self.tokens[name + 1 : brace]]
        while kinds and kinds[-1] is Kind.COMMENT:
            kinds.pop()
        if Kind.IDENTIFIER in kinds or Kind.COMMENT in kinds:
            last = name + len(kinds)
            labels = [self._label(index) for index in range(name + 1, last + 1)]
            yield self.tokens[name][2], self.tokens[last][2], "".join(labels)

    def _label(self, index: int) -> str:
        kind, word = self.tokens[index][0], self._word(index)
        if kind is Kind.IDENTIFIER:
            return f' "{word}"'
        return "" if kind is Kind.COMMENT else f" {word}" if kind is Kind.OPEN_QUOTE else word

    def _value(self, name: str, first: int, end: int) -> Iterator[Edit]:
        """Rewrite the value of an argument, comments around it aside."""
        last = end - 1
        while first < last and self.tokens[first][0] is Kind.COMMENT:
            first += 1
        while first < last and self.tokens[last][0] is Kind.COMMENT:
            last -= 1
        if name == "type" and self.blocks == ["variable"] and first <= last:
            yield from self._type(first, last)
        elif self._is_wrapped(first, last):
            yield from self._unwrap(first, last)

    def _type(self, first: int, last: int) -> Iterator[Edit]:
        start, end = self.tokens[first][1], self.tokens[last][2]
        if self.text[start:end] in _TYPES:
            yield start, end, _TYPES[self.text[start:end]]

    def _is_wrapped(self, first: int, last: int) -> bool:
        """Tell whether a value is a quoted string of one `${ }` and nothing else.

        Terraform looks for another one in all that no inner quotes hide: one in a heredoc counts.
        """
        kinds = [kind for kind, _, _ in self.tokens[first : last + 1]]
        if kinds[:2] != _WRAPPED_START or kinds[-2:] != _WRAPPED_END or self._word(first + 1)[0] != "$":
            return False
        quotes = 0
        for kind in kinds[2:-2]:
            quotes += (kind is Kind.OPEN_QUOTE) - (kind is Kind.CLOSE_QUOTE)
            if kind is Kind.OPEN_TEMPLATE and not quotes:
                return False
        return True

    def _unwrap(self, first: int, last: int) -> Iterator[Edit]:
        """Leave of `"${ expression }"` the expression, without newlines around it."""
        begin, end = first + 2, last - 2
        while self.tokens[begin][0] is Kind.NEWLINE:
            begin += 1
        while self._is_newline(end):
            end -= 1
        over_lines = any(self._is_newline(index) for index in range(begin, end))
        parenthesised = self._word(begin) == "(" and self._word(end) == ")"
        before, after = "()" if over_lines and not parenthesised else ("", "")
        yield self.tokens[first][1], self.tokens[begin][1], before
        # With the spaces behind it, which would become part of a heredoc's end marker.
        behind = self.tokens[last + 1][1] if last + 1 < len(self.tokens) else self.tokens[last][2]
        yield self.tokens[end][2], behind, after

    def _is_newline(self, index: int) -> bool:
        """Tell whether a token is a newline; one that ends a comment is part of that."""
        is_newline = self.tokens[index][0] is Kind.NEWLINE
        return is_newline and not self._word(index - 1).startswith(("#", "//"))
