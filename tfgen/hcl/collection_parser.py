"""The parser of tuples, objects and `for` expressions."""

from tfgen.hcl.lexer import Kind
from tfgen.hcl.nodes import ForExpression, Node, ObjectConstructor, ObjectItem, TupleConstructor
from tfgen.hcl.template_parser import TemplateParser
from tfgen.hcl.tokens import END, SyntaxMistake

_FOR_INVALID = "Invalid 'for' expression"


class CollectionParser(TemplateParser):
    """Adds collections to the templates."""

    def tuple_or_for(self) -> Node:
        """Parse a tuple, or a `for` expression that makes one, at its opening bracket."""
        start = self.tokens.next()[1]
        with self.tokens.nested(newlines=False):
            if self.tokens.take_word("for"):
                return self._for(start, "]")
            items: list[Node] = []
            while not self.tokens.take("]"):
                items.append(self.expression())
                if not self.tokens.take(",") and self.tokens.peek()[0] != "]":
                    raise self._after_item(start)
        return TupleConstructor(self.source, start, self.tokens.last_end, tuple(items))

    def _after_item(self, start: int) -> SyntaxMistake:
        detail = "Expected a comma to mark the beginning of the next item."
        return self.unclosed("tuple constructor expression", "bracket", start) or self.tokens.mistake(
            "Missing item separator", detail
        )

    def unclosed(self, what: str, bracket: str, start: int) -> SyntaxMistake | None:
        """Make the mistake of something that the end of the file leaves open; None before the end."""
        if self.tokens.peek()[0] is not END:
            return None
        detail = (
            f"There is no corresponding closing {bracket} before the end of the file. This may be caused by incorrect "
            f"{bracket} nesting elsewhere in this file."
        )
        return SyntaxMistake(f"Unterminated {what}", detail, (start, start + 1))

    def object_or_for(self) -> Node:
        """Parse an object, or a `for` expression that makes one, at its opening brace."""
        start = self.tokens.next()[1]
        with self.tokens.nested(newlines=False):
            if self.tokens.take_word("for"):
                return self._for(start, "}")
        with self.tokens.nested():
            items: list[ObjectItem] = []
            while True:
                while self.tokens.take(Kind.NEWLINE):
                    pass
                if self.tokens.take("}"):
                    return ObjectConstructor(self.source, start, self.tokens.last_end, tuple(items))
                items.append(self._object_item(start))

    def _object_item(self, opened: int) -> ObjectItem:
        """Parse an item and the comma or newline behind it."""
        key = self.expression()
        if self.tokens.peek()[0] not in ("=", ":"):
            raise self._without_value(opened)
        self.tokens.next()
        value = self.expression()
        kind = self.tokens.peek()[0]
        if kind not in ("}", ",", Kind.NEWLINE):
            detail = "Expected a newline or comma to mark the beginning of the next attribute."
            raise self._unclosed_object(opened) or self.tokens.mistake("Missing attribute separator", detail)
        if kind == ",":
            self.tokens.next()
        return ObjectItem(self.source, key.start, value.end, key, value)

    def _unclosed_object(self, opened: int) -> SyntaxMistake | None:
        return self.unclosed("object constructor expression", "brace", opened)

    def _without_value(self, opened: int) -> SyntaxMistake:
        if self.tokens.peek()[0] in (Kind.NEWLINE, ","):
            detail = 'Expected an attribute value, introduced by an equals sign ("=").'
            return self.tokens.mistake("Missing attribute value", detail)
        detail = 'Expected an equals sign ("=") to mark the beginning of the attribute value.'
        return self._unclosed_object(opened) or self.tokens.mistake("Missing key/value separator", detail)

    def _for(self, start: int, closer: str) -> ForExpression:
        names, collection = self.for_head("expression")
        if not self.tokens.take(":"):
            raise self.tokens.mistake(_FOR_INVALID, "For expression requires a colon after the collection expression.")
        key, result = None, self.expression()
        if self.tokens.take("=>"):
            key, result = result, self.expression()
        dots = self.tokens.peek()[1:]
        groups = self.tokens.take("...")
        condition = self.expression() if self.tokens.take_word("if") else None
        if not self.tokens.take(closer):
            raise self.tokens.mistake(_FOR_INVALID, "Extra characters after the end of the 'for' expression.")
        if closer == "}" and not key:
            detail = "Key expression is required when building an object."
            raise SyntaxMistake(_FOR_INVALID, detail, (result.start, result.end))
        if closer == "]" and key:
            raise SyntaxMistake(
                _FOR_INVALID, "Key expression is not valid when building a tuple.", (key.start, key.end)
            )
        if closer == "]" and groups:
            raise SyntaxMistake(_FOR_INVALID, "Grouping ellipsis (...) cannot be used when building a tuple.", dots)
        end = self.tokens.last_end
        return ForExpression(self.source, start, end, names, collection, key, result, condition, groups)
