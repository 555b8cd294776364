"""What a Terraform file holds, in Terraform's nouns, each with its place."""

from collections.abc import Iterator

from msgspec import Struct

from tfgen.hcl.nodes import Literal, Node, Parentheses, Template
from tfgen.source import SourceRange


class Attribute(Node, frozen=True):
    """An argument: `name = expression`."""

    name: str
    expression: Node

    @property
    def name_range(self) -> SourceRange:
        """Where the name stands."""
        return self.source.range(self.start, self.start + len(self.name))

    @property
    def text(self) -> str | None:
        """The value where it is a string without interpolations, None for any other expression."""
        return self.expression.text if isinstance(self.expression, Template) else None

    @property
    def literal(self) -> object:
        """The value where it is written out as a string, a number, a bool or null; else the expression itself."""
        inner = self.expression
        while isinstance(inner, Parentheses):
            inner = inner.inner
        if isinstance(inner, Literal):
            return inner.value
        text = inner.text if isinstance(inner, Template) else None
        return inner if text is None else text


class Body(Struct, frozen=True):
    """Arguments and nested blocks, in the order of the file; `where` is its opening brace, or the file's start."""

    attributes: tuple[Attribute, ...]
    blocks: tuple["Block", ...]

    def attribute(self, name: str) -> Attribute | None:
        """Give an argument by name."""
        return next((attribute for attribute in self.attributes if attribute.name == name), None)

    def blocks_of(self, kind: str) -> Iterator["Block"]:
        """Give the nested blocks of one type."""
        return (block for block in self.blocks if block.type == kind)


class Block(Node, frozen=True):
    """A block: `resource "aws_vpc" "main" { … }` has the type `resource` and two labels.

    The node's stretch is its header, without the brace; `label_spans` are the labels', quotes included, and
    `close` is the offset of the closing brace.
    """

    type: str
    labels: tuple[str, ...]
    body: Body
    label_spans: tuple[tuple[int, int], ...]
    close: int

    @property
    def content(self) -> tuple[object, ...]:
        """What is written, without its place."""
        return self.type, self.labels, self.body

    def label_range(self, index: int) -> SourceRange:
        """Where a label stands."""
        return self.source.range(*self.label_spans[index])

    @property
    def type_range(self) -> SourceRange:
        """Where the block's type stands."""
        return self.source.range(self.start, self.start + len(self.type))
