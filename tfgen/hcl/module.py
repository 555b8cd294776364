"""What a Terraform file holds, in Terraform's nouns, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from tfgen.source import SourceRange


@dataclass(frozen=True, slots=True)
class Attribute:
    """An argument, or an element of an object.

    `expression` is the text behind its `=`; where that is an object in braces, `elements` are its elements.
    """

    name: str
    expression: str
    where: SourceRange
    elements: tuple["Attribute", ...] = ()

    @property
    def text(self) -> str | None:
        """The value of a plain quoted string without escapes or templates, None for any other expression."""
        inner = self.expression[1:-1]
        is_quoted = len(self.expression) > 1 and self.expression[0] == '"' == self.expression[-1]
        return inner if is_quoted and not set('"\\$%') & set(inner) else None


@dataclass(frozen=True, slots=True)
class Body:
    """Arguments and nested blocks, in the order of the file."""

    attributes: tuple[Attribute, ...]
    blocks: tuple["Block", ...]

    def attribute(self, name: str) -> Attribute | None:
        """Give an argument by name."""
        return next((attribute for attribute in self.attributes if attribute.name == name), None)

    def blocks_of(self, kind: str) -> Iterator["Block"]:
        """Give the nested blocks of one type."""
        return (block for block in self.blocks if block.type == kind)


@dataclass(frozen=True, slots=True)
class Block:
    """A block: `resource "aws_vpc" "main" { … }` has the type `resource` and two labels."""

    type: str
    labels: tuple[str, ...]
    body: Body
    where: SourceRange
