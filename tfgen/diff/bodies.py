"""What a block configures: its arguments and nested blocks as one value, in the types of its schema."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from tfgen.diff.evaluator import SymbolicEvaluator
from tfgen.diff.inputs import converted
from tfgen.hcl.module import Attribute, Block, Body
from tfgen.hcl.nodes import Node, Reference
from tfgen.language.iterate import NotIterable, elements
from tfgen.language.scope import LocalNames
from tfgen.language.types import DYNAMIC, from_json, set_of
from tfgen.language.values import Value, null, object_value, tuple_value
from tfgen.providers.schema import BlockSchema, BlockTypeSchema

_OPEN = BlockSchema({}, {})


def decode(body: Body, schema: BlockSchema | None, evaluator: SymbolicEvaluator) -> Value:
    """Give what a body configures as an object."""
    return object_value({name: argument(name, body, schema, evaluator) for name in names_in(body)})


def names_in(body: Body) -> list[str]:
    """Give the names of the arguments and nested blocks that a body sets."""
    blocks = (block.labels[0] if block.type == "dynamic" and block.labels else block.type for block in body.blocks)
    return list(dict.fromkeys([*(attribute.name for attribute in body.attributes), *blocks]))


def argument(name: str, body: Body, schema: BlockSchema | None, evaluator: SymbolicEvaluator) -> Value:
    """Give what a body sets an argument, or the nested blocks of a type, to."""
    attribute = body.attribute(name)
    if attribute:
        return _attribute(attribute, schema, evaluator)
    nested = schema.blocks.get(name) if schema else None
    inner = nested.block if nested else None
    blocks = [block for block in body.blocks if name in (block.type, *_dynamic(block))]
    made = list(_blocks(blocks, inner, evaluator))
    unsure = next((value for value in made if not value.is_known), None)
    if unsure is not None:
        return unsure
    known = schema.attributes.get(name) if schema else None
    if known:  # a list of objects that is written as blocks
        return converted(tuple_value(made), from_json(known.type))
    return _together(made, nested)


def _attribute(attribute: Attribute, schema: BlockSchema | None, evaluator: SymbolicEvaluator) -> Value:
    value = evaluator.evaluate(attribute.expression)
    known = schema.attributes.get(attribute.name) if schema else None
    return converted(value, from_json(known.type)) if known else value


def _dynamic(block: Block) -> tuple[str, ...]:
    return block.labels if block.type == "dynamic" else ()


def _together(made: list[Value], nested: BlockTypeSchema | None) -> Value:
    match nested.nesting if nested else "list":
        case "single" | "group":
            return made[0] if made else null()
        case "set":
            return Value(set_of(DYNAMIC), tuple(made))
    return tuple_value(made)


def _blocks(blocks: Iterable[Block], schema: BlockSchema | None, evaluator: SymbolicEvaluator) -> Iterator[Value]:
    for block in blocks:
        if block.type == "dynamic":
            yield from _repeated(block, schema, evaluator)
        else:
            yield decode(block.body, schema, evaluator)


def _repeated(block: Block, schema: BlockSchema | None, evaluator: SymbolicEvaluator) -> Iterator[Value]:
    """Give what a dynamic block makes of each element; one unknown value where the elements are not known."""
    content, for_each = next(block.body.blocks_of("content"), None), block.body.attribute("for_each")
    if content is None or for_each is None:
        return
    collection = evaluator.evaluate(for_each.expression)
    try:
        found = elements(collection)
    except NotIterable:
        found = None
    if found is None:
        symbol = evaluator.symbols.derived(f"dynamic {evaluator.symbols.write(collection)}", [collection])
        yield evaluator.symbols.value(symbol, DYNAMIC)
        return
    for key, value in found:
        own = {_iterator(block): object_value({"key": key, "value": value})}
        yield decode(content.body, schema, replace(evaluator, scope=LocalNames(own, evaluator.scope)))


def _iterator(block: Block) -> str:
    chosen = block.body.attribute("iterator")
    return chosen.expression.root if chosen and isinstance(chosen.expression, Reference) else block.labels[0]


def expressions(body: Body) -> Iterator[Node]:
    """Give all expressions in a body and in the blocks within it."""
    yield from (attribute.expression for attribute in body.attributes)
    for block in body.blocks:
        yield from expressions(block.body)


def by_name(value: Value | None) -> Mapping[str, Value]:
    """Give what is in a configured object or map, by name."""
    found: Mapping[str, Value] = value.content if value is not None and isinstance(value.content, dict) else {}
    return found
