"""The parser of what may follow a value: attributes, indexes and splats."""

from collections.abc import Sequence

from tfgen.hcl.collection_parser import CollectionParser
from tfgen.hcl.lexer import Kind
from tfgen.hcl.nodes import (
    Access,
    Element,
    GetAttribute,
    GetIndex,
    Index,
    Literal,
    Node,
    Reference,
    Splat,
    Step,
    Template,
)
from tfgen.hcl.numbers import number
from tfgen.hcl.tokens import SyntaxMistake


class TraversalParser(CollectionParser):
    """Adds traversals to the collections."""

    def traversed(self, value: Node) -> Node:
        """Parse all steps behind a value."""
        steps: list[Step] = []
        levels = 0
        while self.tokens.peek()[0] in (".", "["):
            self.tokens.check_depth(levels)
            found = self._step()
            if isinstance(found, GetAttribute | GetIndex):
                steps.append(found)
                continue
            value, steps, levels = _stepped(value, steps), [], levels + 1
            value = self._from(value, *found)
        return _stepped(value, steps)

    def _step(self) -> Step | tuple[str, int, Node | None]:
        """Parse a step: one that stands for itself, or the kind, place and key of one that is a node of its own."""
        kind, start, _ = self.tokens.next()
        if kind == "." and self.tokens.take("*"):
            return ".*", start, None
        if kind == ".":
            return self._attribute(start)
        if self.tokens.take("*"):
            return "[*]", start, None
        key = self._key()
        written = key.text if isinstance(key, Template) else key.value if isinstance(key, Literal) else None
        if written is None or isinstance(written, bool):
            return "[]", start, key
        return GetIndex(self.source, start, self.tokens.last_end, written)

    def _from(self, value: Node, kind: str, start: int, key: Node | None) -> Node:
        if kind == ".*":
            return self._attribute_splat(value)
        if kind == "[*]":
            return self._full_splat(value, start)
        assert key
        return Index(self.source, value.start, self.tokens.last_end, value, key)

    def _key(self) -> Node:
        with self.tokens.nested(newlines=False):
            key = self.expression()
            if not self.tokens.take("]"):
                detail = 'The index operator must end with a closing bracket ("]").'
                raise SyntaxMistake("Missing close bracket on index", detail, self.tokens.span_of_closing("[", "]"))
        return key

    def _attribute(self, start: int) -> Step:
        kind, at, end = self.tokens.peek()
        if kind is Kind.IDENTIFIER:
            return GetAttribute(self.source, start, end, self.tokens.next_text())
        if kind is not Kind.NUMBER:
            raise self.tokens.mistake("Invalid attribute name", "An attribute name is required after a dot.")
        text = self.tokens.next_text()
        if "." in text:
            detail = (
                "When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper "
                f"index syntax instead, like [{text.replace('.', '][', 1)}]."
            )
            raise SyntaxMistake("Invalid legacy index syntax", detail, (at, end))
        return GetIndex(self.source, start, end, number(text, (at, end)))

    def _attribute_splat(self, value: Node) -> Splat:
        """Parse the attributes behind `.*`, which are of each element; an index is of the result."""
        at = self.tokens.last_end - 1
        each: list[Step] = []
        while self.tokens.peek()[0] == ".":
            start = self.tokens.next()[1]
            if self.tokens.peek()[0] == "*":
                detail = "A splat expression (*) cannot be used inside another attribute-only splat expression."
                raise self.tokens.mistake("Nested splat expression not allowed", detail)
            each.append(self._attribute(start))
        element = _stepped(Element(self.source, at, at + 1), each)
        return Splat(self.source, value.start, self.tokens.last_end, value, element, is_full=False)

    def _full_splat(self, value: Node, start: int) -> Splat:
        """Parse `[*]` from its `]` on, with all steps behind it, which are of each element."""
        if not self.tokens.take("]"):
            detail = 'The star for a full splat operator must be immediately followed by a closing bracket ("]").'
            self.tokens.next()
            span = self.tokens.span_of_closing("[", "]")
            raise SyntaxMistake("Missing close bracket on splat index", detail, span)
        element = Element(self.source, start, self.tokens.last_end)
        with self.tokens.nested(newlines=self.tokens.sees_newlines):
            each = self.traversed(element)
        return Splat(self.source, value.start, each.end, value, each, is_full=True)


def _stepped(value: Node, steps: Sequence[Step]) -> Node:
    """Give a value, which has none yet, with steps behind it."""
    if not steps:
        return value
    if isinstance(value, Reference):
        return Reference(value.source, value.start, steps[-1].end, value.root, tuple(steps))
    return Access(value.source, value.start, steps[-1].end, value, tuple(steps))
