"""The parser of files: bodies, arguments and blocks, after the HCL native syntax specification.

It takes what HashiCorp's parser takes and nothing else, and says what is wrong in its words, at its line; like
a compiler it stops at the first mistake of a file.
"""

from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.expression_parser import ExpressionParser
from tfgen.hcl.lexer import Kind
from tfgen.hcl.module import Attribute, Block, Body
from tfgen.hcl.tokens import END, SyntaxMistake, Tokens
from tfgen.source import SourceText

_ITEM_REQUIRED = "Argument or block definition required"
_AN_ITEM_REQUIRED = "An argument or block definition is required here."
_BLOCK_BEGINS = frozenset({Kind.OPEN_QUOTE, "{", Kind.IDENTIFIER})


def parse(text: str, file: str) -> tuple[Body | None, list[Diagnostic]]:
    """Parse one file into its body; `file` names it in places. A file with a mistake gives the mistake alone."""
    source = SourceText(file, text.replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text)
    try:
        return _FileParser(Tokens(source)).body(END, None), []
    except SyntaxMistake as mistake:
        return None, [error("hcl-syntax", mistake.summary, mistake.detail, source.range(*mistake.span))]


class _FileParser(ExpressionParser):
    """Adds blocks and arguments to the expressions."""

    def body(self, closer: str, opened: tuple[int, int] | None) -> Body:
        """Parse arguments and blocks up to the end of the file, or to the end of the block that a brace opened."""
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        while not self.tokens.take(closer):
            if self.tokens.take(Kind.NEWLINE):
                continue
            if opened:
                self._check_open(opened)
            item = self._item()
            self._end_of_item(item)
            if isinstance(item, Block):
                blocks.append(item)
            else:
                _add(item, attributes)
        return Body(tuple(attributes.values()), tuple(blocks))

    def _check_open(self, opened: tuple[int, int]) -> None:
        if self.tokens.peek()[0] is END:
            detail = (
                "There is no closing brace for this block before the end of the file. This may be caused by incorrect "
                "brace nesting elsewhere in this file."
            )
            raise SyntaxMistake("Unclosed configuration block", detail, opened)

    def _item(self) -> Attribute | Block:
        kind, start, end = self.tokens.peek()
        if kind is Kind.OPEN_QUOTE:
            raise SyntaxMistake("Invalid argument name", "Argument names must not be quoted.", (start, end))
        if kind is not Kind.IDENTIFIER:
            raise self.tokens.mistake(_ITEM_REQUIRED, _AN_ITEM_REQUIRED)
        name = self.tokens.next_text()
        kind = self.tokens.peek()[0]
        if kind == "=":
            return self._attribute_of(name, start)
        if kind in _BLOCK_BEGINS:
            return self._block(name, start)
        raise _not_set(start, end)

    def _attribute_of(self, name: str, start: int) -> Attribute:
        self.tokens.next()
        expression = self.expression()
        return Attribute(self.source, start, expression.end, name, expression)

    def _end_of_item(self, item: Attribute | Block) -> None:
        """An item ends with its line."""
        kind = self.tokens.peek()[0]
        if kind in (Kind.NEWLINE, END):
            return
        if isinstance(item, Block):
            raise self.tokens.mistake(
                "Missing newline after block definition", "A block definition must end with a newline."
            )
        detail = "An argument definition must end with a newline."
        if kind == ",":
            detail = f"Argument definitions must be separated by newlines, not commas. {detail}"
            raise self.tokens.mistake("Unexpected comma after argument", detail)
        raise self.tokens.mistake("Missing newline after argument", detail)

    def _block(self, kind: str, start: int) -> Block:
        labels: list[str] = []
        spans: list[tuple[int, int]] = []
        while self.tokens.peek()[0] != "{":
            at = self.tokens.peek()[1]
            labels.append(self._label())
            spans.append((at, self.tokens.last_end))
        end = self.tokens.last_end
        opened = self.tokens.next()[1:]
        with self.tokens.nested():
            body = self._block_body(opened)
        return Block(self.source, start, end, kind, tuple(labels), body, tuple(spans), self.tokens.last_end - 1)

    def _label(self) -> str:
        kind = self.tokens.peek()[0]
        if kind is Kind.IDENTIFIER:
            return self.tokens.next_text()
        if kind is Kind.OPEN_QUOTE:
            return self.string()
        raise self.tokens.mistake("Invalid block definition", _label_detail(kind))

    def _block_body(self, opened: tuple[int, int]) -> Body:
        """Parse what is between a block's braces: lines, or a single argument on the line of the header."""
        kind, start, end = self.tokens.peek()
        if kind is Kind.IDENTIFIER:
            return self._single_argument(opened)
        if kind not in ("}", Kind.NEWLINE, END):
            raise SyntaxMistake(_ITEM_REQUIRED, _AN_ITEM_REQUIRED, (start, end))
        return self.body("}", opened)

    def _single_argument(self, opened: tuple[int, int]) -> Body:
        _, start, end = self.tokens.peek()
        name = self.tokens.next_text()
        kind, _, behind = self.tokens.peek()
        if kind in _BLOCK_BEGINS:
            detail = (
                "A single-line block definition can contain only a single argument. If you meant to define argument "
                f'"{name}", use an equals sign to assign it a value. To define a nested block, place it on a line of '
                "its own within its parent block."
            )
            raise SyntaxMistake("Argument definition required", detail, (start, behind))
        if kind != "=":
            raise _not_set(start, end)
        attribute = self._attribute_of(name, start)
        self._check_open(opened)
        if not self.tokens.take("}"):
            detail = _single_detail(self.tokens.peek()[0])
            raise self.tokens.mistake("Invalid single-argument block definition", detail)
        return Body((attribute,), ())


def _add(attribute: Attribute, attributes: dict[str, Attribute]) -> None:
    first = attributes.setdefault(attribute.name, attribute)
    if first is not attribute:
        place = first.name_range
        detail = f'The argument "{first.name}" was already set at {place}. Each argument may be set only once.'
        raise SyntaxMistake("Attribute redefined", detail, (attribute.start, attribute.start + len(attribute.name)))


def _not_set(start: int, end: int) -> SyntaxMistake:
    detail = f'{_AN_ITEM_REQUIRED} To set an argument, use the equals sign "=" to introduce the argument value.'
    return SyntaxMistake(_ITEM_REQUIRED, detail, (start, end))


def _label_detail(kind: str) -> str:
    if kind == "=":
        return 'The equals sign "=" indicates an argument definition, and must not be used when defining a block.'
    if kind is Kind.NEWLINE:
        return (
            'A block definition must have block content delimited by "{" and "}", starting on the same line as the '
            "block header."
        )
    return 'Either a quoted string block label or an opening brace ("{") is expected here.'


def _single_detail(kind: str) -> str:
    if kind == ",":
        return (
            "Single-line block syntax can include only one argument definition. To define multiple arguments, use the "
            "multi-line block syntax with one argument definition per line."
        )
    if kind is Kind.NEWLINE:
        return (
            "An argument definition on the same line as its containing block creates a single-line block definition, "
            "which must also be closed on the same line. Place the block's closing brace immediately after the "
            "argument definition."
        )
    return (
        "A single-line block definition must end with a closing brace immediately after its single argument definition."
    )
