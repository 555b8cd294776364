"""Jinja's compiler, taught to print holes and line marks instead of values and text.

Jinja's own native-types environment overrides the same three hooks; here each printed expression goes through
`engine.hole`, and each piece of template text carries line marks.
"""

from typing import Any, TypeAlias

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.visitor import NodeTransformer

from tfgen.render.filters import BOUND_LOOP, TEXT_FILTERS
from tfgen.render.skeleton import mark_lines

_EXPRESSION = "tfgen_expression"

# Of a printed value: its expression, template and line, and the names in it that may be keys of the spec.
Site: TypeAlias = tuple[str, str | None, int, tuple[str, ...]]


class SkeletonCodeGenerator(CodeGenerator):
    """Compiles a template to code that gives a marked skeleton (see `tfgen.render.skeleton`)."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, _finalize: Any) -> str:  # noqa: ARG002
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        template = self.environment.template_number(self.name)  # type: ignore[attr-defined]
        return mark_lines(node.data, template, node.lineno)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(f"environment.hole(environment.begin({self._site(node, frame)!r}), ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(f", {self._site(node, frame)!r})")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a ~ b` joins values as data, and rendered text as text."""
        self.write("environment.concatenate((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write(f"), {self._site(node, frame)!r})")

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802
        """`{% filter %}` works on rendered text, so only filters that keep its holes may stand there."""
        self._require_text_filter(node.filter)
        super().visit_FilterBlock(node, frame)

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802
        """`{% set x | filter %}` likewise."""
        self._require_text_filter(node.filter)
        super().visit_AssignBlock(node, frame)

    def visit_ScopedEvalContextModifier(self, node: nodes.Node, frame: Frame) -> None:  # noqa: ARG002, N802
        """`{% autoescape %}` would switch off what tells rendered text from data."""
        self.fail("The autoescape tag is not available: tfgen encodes every value for its place.", node.lineno)

    def _site(self, node: nodes.Expr, frame: Frame) -> Site:
        """Say what stands where in the template; the compiled code holds it as a plain tuple."""
        return expression_of(node), self.name, node.lineno, self._context_names(node, frame)

    def _context_names(self, node: nodes.Expr, frame: Frame) -> tuple[str, ...]:
        """Give the names in an expression that are not set in the template itself, and so may be keys of the spec."""
        names = [name.name for name in (node, *node.find_all(nodes.Name)) if isinstance(name, nodes.Name)]
        loads = {name: frame.symbols.find_load(frame.symbols.ref(name)) for name in names}
        return tuple(name for name, load in loads.items() if load == (VAR_LOAD_RESOLVE, name))

    def _require_text_filter(self, node: nodes.Filter | None) -> None:
        while isinstance(node, nodes.Filter):
            if node.name not in TEXT_FILTERS:
                allowed = ", ".join(sorted(TEXT_FILTERS))
                self.fail(
                    f"The filter {node.name!r} can't work on a block of template text; {allowed} can.",
                    node.lineno,
                )
            node = node.node if isinstance(node.node, nodes.Filter) else None


def note_expressions(template: nodes.Template, texts: list[str]) -> nodes.Template:
    """Note the text of each `{{ }}`, given in the order of the template, at the node that it became."""
    printed = [child for output in template.find_all(nodes.Output) for child in output.nodes]
    expressions = [child for child in printed if not isinstance(child, nodes.TemplateData)]
    if len(expressions) != len(texts):
        raise TemplateSyntaxError("The print tag is not available; write {{ }} around the value.", template.lineno)
    for node, text in zip(expressions, texts, strict=True):
        setattr(node, _EXPRESSION, text)
    return template


def expression_of(node: nodes.Node) -> str:
    """Give the noted text of a printed expression; parts of one have none of their own."""
    return str(getattr(node, _EXPRESSION, ""))


class _LoopBounds(NodeTransformer):
    """Puts every loop under the budget of the file being rendered."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        node.iter = nodes.Filter(node.iter, BOUND_LOOP, [], [], None, None, lineno=node.lineno)
        return self.generic_visit(node)


def bound_loops(template: nodes.Template) -> nodes.Template:
    """Make each `for` of a parsed template count its turns."""
    _LoopBounds().visit(template)
    return template
