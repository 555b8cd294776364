"""The instances that count and for_each make of a resource, a module or a dynamic block."""

from tfgen.diff.addresses import ANY_KEY, InstanceKey
from tfgen.diff.inputs import converted
from tfgen.hcl.module import Body
from tfgen.language.evaluation.evaluator import Evaluator
from tfgen.language.types import NUMBER, STRING
from tfgen.language.values import Value, number, object_value, string, unknown

# A larger count is taken for one that is not known.
MAX_COUNT = 10_000
Names = dict[str, Value]


def instances(body: Body, evaluator: Evaluator) -> dict[InstanceKey, Names]:
    """Give the instances of a block by key, each with the names that its expressions may use."""
    count, for_each = body.attribute("count"), body.attribute("for_each")
    if count:
        return _counted(converted(evaluator.evaluate(count.expression), NUMBER))
    if for_each:
        return _each(evaluator.evaluate(for_each.expression))
    return {None: {}}


def _counted(count: Value) -> dict[InstanceKey, Names]:
    if isinstance(count.content, int) and 0 <= count.content <= MAX_COUNT:
        return {index: {"count": object_value({"index": number(index)})} for index in range(count.content)}
    return {ANY_KEY: {"count": object_value({"index": unknown(NUMBER)})}}


def _each(collection: Value) -> dict[InstanceKey, Names]:
    match collection.content:
        case dict() as items:
            return {name: _names(string(name), item.with_marks(collection.marks)) for name, item in items.items()}
        case tuple() as items if all(isinstance(item.content, str) for item in items):
            return {item.content: _names(item, item) for item in items}
    return {ANY_KEY: _names(unknown(STRING), collection)}


def _names(key: Value, value: Value) -> Names:
    return {"each": object_value({"key": key, "value": value})}
