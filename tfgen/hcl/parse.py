"""The parse-back: every rendered file is read by python-hcl2, whose tree becomes tfgen's own types.

python-hcl2 accepts some text that Terraform rejects, so that it parses is necessary and not sufficient.
"""

import functools
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hcl2
import hcl2.parser
import hcl2.version
import platformdirs
from hcl2.rules.base import AttributeRule, BlockRule, BodyRule
from hcl2.rules.containers import ObjectElemRule, ObjectRule
from hcl2.rules.expressions import ExprTermRule
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Attribute, Block, Body
from tfgen.source import SourceRange, line_range

MAX_SHOWN = 20


def parse_back(text: str, file: str) -> tuple[Body | None, list[Diagnostic]]:
    """Parse one HCL file; `file` names it in places and messages."""
    _use_cache_folder()
    try:
        with _without_garbage_collection():
            start = hcl2.parses(text)
    except UnexpectedInput as problem:
        return None, [_unexpected(problem, text, file)]
    except (VisitError, RecursionError) as problem:
        return None, [_beyond_grammar(problem, file)]
    return _body(start.body, text, file), []


def _failure(reason: str, where: SourceRange) -> Diagnostic:
    return error("hcl-syntax", "Invalid HCL", f"The HCL does not parse: {reason}", where)


def _unexpected(problem: UnexpectedInput, text: str, file: str) -> Diagnostic:
    """Say shortly what python-hcl2 met, and where; its own messages may quote the rest of the file."""
    lines = text.split("\n")
    line = problem.line if 0 < problem.line <= len(lines) else len(lines)
    column = max(problem.column, 1)
    met = problem.token if isinstance(problem, UnexpectedToken) else _character(text, line, column)
    if met[:1].strip():
        reason = f"`{met.strip().splitlines()[0][:MAX_SHOWN]}` can't stand here."
    else:
        reason = "the line ends too early, or a bracket, brace or quote before it is not closed."
    return _failure(reason, SourceRange(file, line, column, line, column + 1))


def _character(text: str, line: int, column: int) -> str:
    return text.split("\n")[line - 1][column - 1 : column]


def _beyond_grammar(problem: VisitError | RecursionError, file: str) -> Diagnostic:
    """Tell of text that the grammar takes and python-hcl2's tree does not."""
    cause = problem.orig_exc if isinstance(problem, VisitError) else problem
    if isinstance(cause, RecursionError):
        return _failure("it is nested too deeply.", line_range(file, 1))
    line = getattr(getattr(problem.obj, "meta", None), "line", 1) if isinstance(problem, VisitError) else 1
    return _failure(f"{cause}.", line_range(file, line))


@functools.cache
def _use_cache_folder() -> None:
    """Let python-hcl2 keep its compiled grammar in the user's cache folder.

    By default it lies beside the package, which an installation need not be able to write: then the grammar
    would be compiled anew, some seconds, on every run.
    """
    folder = Path(platformdirs.user_cache_dir("tfgen", appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return
    hcl2.parser.PARSER_FILE = folder / f"python-hcl2-{hcl2.version.__version__}.grammar"


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Parsing makes many small objects and no garbage: the collector's passes cost a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _body(rule: BodyRule, text: str, file: str) -> Body:
    attributes = tuple(_attribute(child, text, file) for child in rule.children if isinstance(child, AttributeRule))
    blocks = tuple(_block(child, text, file) for child in rule.children if isinstance(child, BlockRule))
    return Body(attributes, blocks)


def _attribute(rule: AttributeRule | ObjectElemRule, text: str, file: str) -> Attribute:
    name = _word(rule.identifier if isinstance(rule, AttributeRule) else rule.key)
    meta = _meta(rule.expression)
    expression = text[meta.start_pos : meta.end_pos].strip()
    elements = tuple(_attribute(element, text, file) for element in _object_elements(rule.expression))
    return Attribute(name, expression, _range(rule, file), elements)


def _object_elements(expression: Any) -> list[ObjectElemRule]:
    value = expression.expression if isinstance(expression, ExprTermRule) else expression
    return list(value.elements) if isinstance(value, ObjectRule) else []


def _block(rule: BlockRule, text: str, file: str) -> Block:
    kind, *labels = (_word(label) for label in rule.labels)
    return Block(kind, tuple(labels), _body(rule.body, text, file), _range(rule.labels[0], file))


def _word(rule: Any) -> str:
    return str(rule.serialize()).strip('"')


def _meta(rule: Any) -> Any:
    return rule._meta  # noqa: SLF001 - python-hcl2 gives positions nowhere else


def _range(rule: Any, file: str) -> SourceRange:
    meta = _meta(rule)
    return SourceRange(file, meta.line, meta.column, meta.end_line, meta.end_column)
