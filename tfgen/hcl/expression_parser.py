"""The parser of expressions, by recursive descent with a table of operators."""

from tfgen.hcl.lexer import Kind
from tfgen.hcl.nodes import Binary, Call, Conditional, Literal, Node, Parentheses, Reference, Unary
from tfgen.hcl.numbers import number
from tfgen.hcl.tokens import END, SyntaxMistake, Tokens
from tfgen.hcl.traversal_parser import TraversalParser

# How tightly each operator binds: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#operations
_PRECEDENCE = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
}  # fmt: skip
_KEYWORDS = {"true": True, "false": False, "null": None}


class ExpressionParser(TraversalParser):
    """Parses the expressions of a sequence of tokens."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)
        self._terms = {
            Kind.IDENTIFIER: self._named,
            Kind.OPEN_QUOTE: self.quoted,
            Kind.OPEN_HEREDOC: self.heredoc,
            Kind.NUMBER: self._number,
            "(": self._parentheses,
            "[": self.tuple_or_for,
            "{": self.object_or_for,
            "-": self._unary,
            "!": self._unary,
        }

    def expression(self) -> Node:
        """Parse a whole expression, conditionals included."""
        condition = self._operation()
        if not self.tokens.take("?"):
            return condition
        with self.tokens.nested(newlines=self.tokens.sees_newlines):
            then = self.expression()
            if not self.tokens.take(":"):
                detail = "The conditional operator (...?...:...) requires a false expression, delimited by a colon."
                raise self.tokens.mistake("Missing false expression in conditional", detail)
            otherwise = self.expression()
        return Conditional(self.source, condition.start, otherwise.end, condition, then, otherwise)

    def _operation(self) -> Node:
        """Parse operands and the operators between them, which take what is to their left as soon as they may."""
        operands = [self._operand()]
        operators: list[str] = []
        while True:
            precedence = _PRECEDENCE.get(self.tokens.peek()[0], 0)
            while operators and _PRECEDENCE[operators[-1]] >= precedence:
                right, left = operands.pop(), operands.pop()
                operands.append(Binary(self.source, left.start, right.end, operators.pop(), left, right))
            if not precedence:
                return operands[0]
            operators.append(self.tokens.next_text())
            operands.append(self._operand())

    def _operand(self) -> Node:
        """Parse a term with the traversals behind it."""
        kind, start, end = self.tokens.peek()
        if kind in self._terms:
            return self.traversed(self._terms[kind]())
        if kind is END:
            detail = "Expected the start of an expression, but found the end of the file."
            raise SyntaxMistake("Missing expression", detail, (start, end))
        detail = "Expected the start of an expression, but found an invalid expression token."
        raise SyntaxMistake("Invalid expression", detail, (start, end))

    def _unary(self) -> Unary:
        start = self.tokens.peek()[1]
        operator = self.tokens.next_text()
        with self.tokens.nested(newlines=self.tokens.sees_newlines):
            operand = self._operand()
        return Unary(self.source, start, operand.end, operator, operand)

    def _number(self) -> Literal:
        _, start, end = self.tokens.peek()
        return Literal(self.source, start, end, number(self.tokens.next_text(), (start, end)))

    def _named(self) -> Node:
        """Parse what begins with a name: a function call, a keyword or a reference."""
        _, start, end = self.tokens.peek()
        name = self.tokens.next_text()
        if self.tokens.peek()[0] in ("(", "::"):
            return self._call(name, start)
        if name in _KEYWORDS:
            return Literal(self.source, start, end, _KEYWORDS[name])
        return Reference(self.source, start, end, name, ())

    def _parentheses(self) -> Parentheses:
        start = self.tokens.next()[1]
        with self.tokens.nested(newlines=False):
            inner = self.expression()
            if not self.tokens.take(")"):
                detail = "Expected a closing parenthesis to terminate the expression."
                raise self.tokens.mistake("Unbalanced parentheses", detail)
        return Parentheses(self.source, start, self.tokens.last_end, inner)

    def _call(self, name: str, start: int) -> Call:
        while self.tokens.take("::"):
            if self.tokens.peek()[0] is not Kind.IDENTIFIER:
                detail = "Function scope resolution symbol :: must be followed by a function name in this scope."
                raise self.tokens.mistake("Missing function name", detail)
            name += f"::{self.tokens.next_text()}"
        opened = self.tokens.peek()[1]
        if not self.tokens.take("("):
            detail = "Function selector must be followed by an open parenthesis to begin the function call."
            raise self.tokens.mistake("Missing open parenthesis", detail)
        with self.tokens.nested(newlines=False):
            arguments, expands = self._arguments(opened)
        return Call(self.source, start, self.tokens.last_end, name, tuple(arguments), expands)

    def _arguments(self, opened: int) -> tuple[list[Node], bool]:
        arguments: list[Node] = []
        while not self.tokens.take(")"):
            arguments.append(self.expression())
            dots = self.tokens.peek()[1:]
            if self.tokens.take("..."):
                if self.tokens.take(")"):
                    return arguments, True
                detail = "An expanded function argument (with ...) must be immediately followed by closing parentheses."
                raise SyntaxMistake("Missing closing parenthesis", detail, dots)
            if not self.tokens.take(",") and self.tokens.peek()[0] != ")":
                detail = "A comma is required to separate each function argument from the next."
                raise self._unclosed_call(opened) or self.tokens.mistake("Missing argument separator", detail)
        return arguments, False

    def _unclosed_call(self, opened: int) -> SyntaxMistake | None:
        """Make the mistake of a call that the end of the file leaves open; None before the end."""
        if self.tokens.peek()[0] is not END:
            return None
        detail = (
            "There is no closing parenthesis for this function call before the end of the file. This may be caused by "
            "incorrect parenthesis nesting elsewhere in this file."
        )
        return SyntaxMistake("Unterminated function call", detail, (opened, opened + 1))
