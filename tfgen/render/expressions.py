"""Expressions and short texts of a pack outside its templates, evaluated by the same Jinja."""

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from tfgen.hcl.expression import Writable
from tfgen.hcl.literal import NotWritable, plain_text
from tfgen.render.engine import Engine, to_writable
from tfgen.render.skeleton import HOLE


class PackExpressions:
    """Compiles each expression once; a failure is raised as the given exception, with a message for people."""

    def __init__(self, engine: Engine, failure: type[Exception]) -> None:
        self.engine = engine
        self.failure = failure
        self._compiled = functools.cache(self._compile)

    def _compile(self, source: str) -> Callable[..., Any]:
        return self.engine.compile_expression(source, undefined_to_none=False)

    def value(self, source: str, variables: Mapping[str, Any]) -> Any:
        """Give the value of an expression."""
        try:
            budget = self.engine.fresh_state()
            return to_writable(self._compiled(source)(**variables), budget)
        # The expression is the pack author's program: whatever it raises is told as its failure.
        except Exception as problem:
            raise self.failure(f"`{source}`: {problem}") from problem

    def text(self, source: str, variables: Mapping[str, Any]) -> str:
        """Give the text of a template, its values written plainly."""
        try:
            skeleton = self.engine.message(source, variables)
        except Exception as problem:
            raise self.failure(f"`{source}`: {problem}") from problem
        return HOLE.sub(lambda mark: _plainly(skeleton.holes[int(mark[1])].value), skeleton.text)


def _plainly(value: Writable) -> str:
    try:
        return plain_text(value)
    except NotWritable:
        return json.dumps(value, ensure_ascii=False)
