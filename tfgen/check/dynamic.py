"""Dynamic blocks: the blocks that they stand for, as far as is known.

https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
"""

from collections.abc import Iterator

from msgspec import Struct

from tfgen.check.content import brace_of, check_content
from tfgen.check.context import Context
from tfgen.check.expressions import check_expression
from tfgen.check.places import Place
from tfgen.check.shapes import Shape
from tfgen.hcl.module import Block, Body
from tfgen.hcl.nodes import Reference
from tfgen.language.iterate import NotIterable, elements
from tfgen.language.types import friendly
from tfgen.language.values import Value, object_value, unknown
from tfgen.source import SourceRange

_SHAPE = Shape(
    ("block_type",),
    {"for_each": True, "iterator": False, "labels": False},
    {"content": Shape(open=True)},
)
# Of so many elements each is checked; of more, one that stands for all.
MAX_ELEMENTS = 100


class Repeated(Struct, frozen=True):
    """A nested block, or one that a dynamic block makes; `is_unsure` if nobody knows how many it makes."""

    type: str
    block: Block
    body: Body | None
    place: Place
    names: dict[str, Value]
    missing: SourceRange
    is_dynamic: bool = False
    is_unsure: bool = False


def expand(context: Context, block: Block, place: Place, names: dict[str, Value]) -> Iterator[Repeated]:
    """Give the blocks that a block stands for: itself, or what a dynamic one makes of each element."""
    if block.type != "dynamic":
        yield Repeated(block.type, block, block.body, place, names, brace_of(block))
        return
    context.diagnostics += check_content(block.body, _SHAPE, brace_of(block))
    if len(block.labels) != 1:
        detail = "A dynamic block has one label, the type of the blocks that it makes."
        context.tell("labels", "Missing block_type for dynamic", detail, block.where)
        return
    yield from _made(context, block, place, names)


def _made(context: Context, block: Block, place: Place, names: dict[str, Value]) -> Iterator[Repeated]:
    iterator = _iterator(context, block)
    content = next(block.body.blocks_of("content"), None)
    inner = place.naming(iterator)
    pairs = _pairs(context, block, place, names)
    if content is None:
        context.tell(
            "block-count", "Insufficient content blocks", "A dynamic block has one content block.", block.where
        )
        return
    unsure = pairs is None or len(pairs) > MAX_ELEMENTS
    known = [(unknown(), unknown())] if pairs is None else pairs[:1] if unsure else pairs
    for key, value in known:
        own = {**names, iterator: object_value({"key": key, "value": value})}
        yield Repeated(
            block.labels[0], block, content.body, inner, own, brace_of(content), is_dynamic=True, is_unsure=unsure
        )
    if not known:
        yield Repeated(block.labels[0], block, None, inner, names, brace_of(content), is_dynamic=True)


def _iterator(context: Context, block: Block) -> str:
    chosen = block.body.attribute("iterator")
    if chosen is None:
        return block.labels[0]
    if isinstance(chosen.expression, Reference) and not chosen.expression.steps:
        return chosen.expression.root
    detail = "Dynamic iterator must be a single variable name."
    context.tell("expression", "Invalid dynamic iterator name", detail, chosen.expression.where)
    return block.labels[0]


def _pairs(context: Context, block: Block, place: Place, names: dict[str, Value]) -> list[tuple[Value, Value]] | None:
    for_each = block.body.attribute("for_each")
    if for_each is None:
        return None
    collection = check_expression(context, for_each.expression, place, names)
    if collection.is_null:
        summary, detail = "Invalid dynamic for_each value", "Cannot use a null value in for_each."
        context.tell("expression", summary, detail, for_each.expression.where)
        return None
    try:
        return elements(collection)
    except NotIterable:
        detail = f"Cannot use a {friendly(collection.type)} value in for_each. An iterable collection is required."
        context.tell("expression", "Invalid dynamic for_each value", detail, for_each.expression.where)
        return None
