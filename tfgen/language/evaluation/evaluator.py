"""The evaluator: what an expression comes to, as far as that is known, and what Terraform would say of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.nodes import (
    Access,
    Binary,
    Call,
    Conditional,
    Element,
    ForDirective,
    ForExpression,
    IfDirective,
    Index,
    Interpolation,
    Literal,
    Node,
    ObjectConstructor,
    Parentheses,
    Reference,
    Splat,
    Template,
    TupleConstructor,
    Unary,
)
from tfgen.language.evaluation.calls import evaluate_call
from tfgen.language.evaluation.collections import evaluate_for, evaluate_object, evaluate_tuple
from tfgen.language.evaluation.operations import (
    evaluate_binary,
    evaluate_conditional,
    evaluate_operation,
    evaluate_unary,
)
from tfgen.language.evaluation.templates import (
    evaluate_for_directive,
    evaluate_if,
    evaluate_interpolation,
    evaluate_template,
)
from tfgen.language.evaluation.traversals import (
    evaluate_access,
    evaluate_element,
    evaluate_index,
    evaluate_reference,
    evaluate_splat,
)
from tfgen.language.evaluation.work import Work
from tfgen.language.functions import Functions, Signature
from tfgen.language.scope import LocalNames, Scope
from tfgen.language.values import Value, boolean, null, number, string, unknown
from tfgen.source import SourceRange


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates expressions; what is wrong in them goes to `diagnostics`, and the part in question is unknown then.

    `folder` is where functions such as `file` look for relative paths, None where no file can be looked at;
    `provider_function` gives the signature of a provider's function, False where there is none of that name, True where
    nobody knows.
    """

    functions: Functions
    scope: Scope
    folder: Path | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    provider_function: Callable[[str], Signature | bool] = lambda _name: True
    work: Work = field(default_factory=Work)

    def evaluate(self, node: Node) -> Value:
        """Give the value of an expression, unknown where working it out would go on for too long."""
        return _EVALUATORS[type(node)](self, node) if self.work.spend() else unknown()

    def operate(self, node: Binary, left: Value, right: Value) -> Value:
        """Give the value of an operation on the values of its operands."""
        return evaluate_operation(self, node, left, right)

    def within(self, names: dict[str, Value]) -> "Evaluator":
        """Give an evaluator that knows some more names and tells its mistakes to the same list."""
        return replace(self, scope=LocalNames(names, self.scope))

    def quiet(self) -> "Evaluator":
        """Give the same evaluator with a list of diagnostics of its own."""
        return replace(self, diagnostics=[])

    def tell(self, summary: str, detail: str, where: SourceRange) -> Value:
        """Note a mistake; gives the value that takes the place of what is wrong."""
        self.diagnostics.append(error("expression", summary, detail, where))
        return unknown()


def _literal(_evaluator: Evaluator, node: Literal) -> Value:
    if node.value is None:
        return null()
    if isinstance(node.value, bool):
        return boolean(node.value)
    return string(node.value) if isinstance(node.value, str) else number(node.value)


def _parentheses(evaluator: Evaluator, node: Parentheses) -> Value:
    return evaluator.evaluate(node.inner)


_EVALUATORS: dict[type[Node], Callable[[Evaluator, Any], Value]] = {
    Literal: _literal,
    Template: evaluate_template,
    Interpolation: evaluate_interpolation,
    IfDirective: evaluate_if,
    ForDirective: evaluate_for_directive,
    Reference: evaluate_reference,
    Access: evaluate_access,
    Index: evaluate_index,
    Element: evaluate_element,
    Splat: evaluate_splat,
    Call: evaluate_call,
    Conditional: evaluate_conditional,
    Binary: evaluate_binary,
    Unary: evaluate_unary,
    Parentheses: _parentheses,
    TupleConstructor: evaluate_tuple,
    ObjectConstructor: evaluate_object,
    ForExpression: evaluate_for,
}
