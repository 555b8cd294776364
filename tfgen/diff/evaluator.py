"""An evaluator that never comes to an unknown value without a name: symbols tell what is not known apart."""

from collections.abc import Iterator

from msgspec import field

from tfgen.check.references import references
from tfgen.diff.symbols import Symbol, Symbols, has_token, hidden, is_symbolic, revealed, without_symbols
from tfgen.hcl.lexer import Kind, tokenize
from tfgen.hcl.nodes import (
    Access,
    Binary,
    Call,
    Conditional,
    Element,
    GetIndex,
    Index,
    Interpolation,
    Node,
    Parentheses,
    Reference,
    Splat,
    Template,
)
from tfgen.language.evaluation.evaluator import Evaluator
from tfgen.language.evaluation.operations import evaluate_condition
from tfgen.language.evaluation.traversals import ELEMENT
from tfgen.language.values import Value, boolean

# An expression of these kinds passes on a value that has its name already.
_PASSING = (Call, Element, Interpolation, Parentheses, Template)


class SymbolicEvaluator(Evaluator, frozen=True):
    """Evaluates expressions to values with symbols in place of what tfgen can't know."""

    symbols: Symbols = field(default_factory=Symbols)

    def evaluate(self, node: Node) -> Value:
        """Give the value of an expression."""
        value = self._instance(node) or Evaluator.evaluate(self, node)
        if value.is_known:
            return without_symbols(value)
        if not self._is_named(node, value):
            value = self.symbols.value(self._name(node), value.type, without_symbols(value).marks)
        return revealed(value) if isinstance(node, Interpolation) else value

    def _instance(self, node: Node) -> Value | None:
        """Give what one instance of a resource or module comes to (`aws_vpc.main[each.key].id`), the others unseen."""
        inner, steps = (node.value, node.steps) if isinstance(node, Access) else (node, ())
        if not isinstance(inner, Index) or not isinstance(inner.collection, Reference):
            return None
        collection, key = inner.collection, self.evaluate(inner.key).content
        if not isinstance(key, str | int) or has_token(str(key)):
            return None
        index = GetIndex(inner.source, collection.end, inner.end, key)
        reference = Reference(node.source, node.start, node.end, collection.root, (*collection.steps, index, *steps))
        return Evaluator.evaluate(self, reference)

    def operate(self, node: Binary, left: Value, right: Value) -> Value:
        """Operate on values with symbols: what is the same is equal, of all else the operator sees nothing."""
        if not (is_symbolic(left) or is_symbolic(right)):
            return Evaluator.operate(self, node, left, right)
        if node.operator in ("==", "!=") and left.unmarked_deep() == right.unmarked_deep() and left.is_known:
            return boolean(node.operator == "==")
        return Evaluator.operate(self, node, hidden(left), hidden(right))

    def _is_named(self, node: Node, value: Value) -> bool:
        """Tell whether an unknown value comes as it is from somewhere that gave it its name."""
        if self.symbols.of(value) is None:
            return False
        if isinstance(node, Reference):
            found, taken = self.scope.lookup(node.root, node.steps)
            return found.is_known or taken == len(node.steps)
        if isinstance(node, Conditional):
            return evaluate_condition(self, node.condition).is_known
        return isinstance(node, _PASSING)

    def _name(self, node: Node) -> Symbol:
        """Name an expression by its code, in which references are replaced by what they come to."""
        found = sorted(references(node), key=lambda reference: reference.start)
        values = [self.scope.lookup(reference.root, reference.steps) for reference in found]
        pieces, at = [], node.start
        for reference, (value, taken) in zip(found, values, strict=True):
            steps = "".join(step.code for step in reference.steps[taken:])
            pieces += [_plain(node.source.text[at : reference.start]), self.symbols.write(value) + steps]
            at = reference.end
        text = "".join([*self._element(node), *pieces, _plain(node.source.text[at : node.end])])
        return self.symbols.derived(text, [value for value, _ in values])

    def _element(self, node: Node) -> Iterator[str]:
        """Give the element that an expression within a splat is about."""
        if any(isinstance(part, Element) for part in _outside_of_splats(node)):
            value, _ = self.scope.lookup(ELEMENT, ())
            yield self.symbols.write(value)


def _outside_of_splats(node: Node) -> Iterator[Node]:
    """Give a node and all below it but what a splat within it makes of each element."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += [found.values] if isinstance(found, Splat) else found.children()


def _plain(code: str) -> str:
    """Give code without comments, and with no more than one space anywhere; none within brackets."""
    tokens = [token for token in tokenize(code) if token.kind not in (Kind.COMMENT, Kind.NEWLINE)]
    pieces, end, is_opened = [], 0, False
    for token in tokens:
        has_gap = token.start > end and not is_opened and token.kind is not Kind.CLOSE
        pieces += [" " if has_gap else "", code[token.start : token.end]]
        end, is_opened = token.end, token.kind is Kind.OPEN
    return "".join(pieces) + (" " if code[end:] and not is_opened else "")
