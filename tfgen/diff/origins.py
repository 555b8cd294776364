"""Where a value is written: an argument, and behind it the variables, locals and outputs that it refers to."""

from collections.abc import Iterator

from msgspec import Struct

from tfgen.check.references import find_target, references
from tfgen.diff.bodies import expressions
from tfgen.diff.changes import ArgumentPath
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.resources import Resource
from tfgen.diff.traits import is_function
from tfgen.hcl.module import Block, Body
from tfgen.hcl.nodes import (
    Call,
    GetAttribute,
    Node,
    ObjectConstructor,
    Parentheses,
    Reference,
    Step,
    Template,
    TupleConstructor,
)

# More places than this are not looked at: far behind a value they explain nothing.
_MAX_PLACES = 100


class Place(Struct, frozen=True):
    """A stretch of a rendered file, in one instance of a module."""

    instance: ModuleInstance
    node: Node

    @property
    def lines(self) -> tuple[str, int, int]:
        """The file and the first and last line."""
        where = self.node.where
        return where.file, where.line, where.end_line


def behind(start: Place) -> Iterator[Place]:
    """Give a place and all that it refers to, the nearest first."""
    waiting, seen = [start], set[tuple[str, int, int]]()
    while waiting and len(seen) < _MAX_PLACES:
        place = waiting.pop(0)
        if place.lines in seen:
            continue
        seen.add(place.lines)
        yield place
        for reference in references(place.node):
            waiting += _definitions(place.instance, reference)


def _definitions(instance: ModuleInstance, reference: Reference) -> Iterator[Place]:
    """Give where the value behind a reference is written."""
    found = find_target(reference)
    if found is None:
        return
    match found.kind:
        case "var":
            yield from _variable(instance, found.names[0])
        case "local":
            if attribute := instance.module.locals.get(found.names[0]):
                yield Place(instance, attribute.expression)
        case "module":
            yield from _output(instance, found.names[0], found.rest)
        case "resource" | "data":
            yield from _resource(instance, (found.kind, *found.names), found.rest)
        case "each" | "count":
            yield from _repetition(instance, reference)


def _variable(instance: ModuleInstance, name: str) -> Iterator[Place]:
    given = instance.call.body.attribute(name) if instance.call else None
    block = instance.module.variables.get(name)
    default = block.body.attribute("default") if block else None
    if given and instance.parent:
        yield Place(instance.parent, given.expression)
    elif instance.parent is None and name in instance.world.given:
        yield Place(instance, instance.world.given[name])
    elif default:
        yield Place(instance, default.expression)


def _output(instance: ModuleInstance, name: str, rest: object) -> Iterator[Place]:
    steps: list[Step] = [step for step in rest if isinstance(step, GetAttribute)] if isinstance(rest, tuple) else []
    for called in instance.called(name).values():
        block = called.module.outputs.get(steps[0].name) if steps and isinstance(steps[0], GetAttribute) else None
        value = block.body.attribute("value") if block else None
        if value:
            yield Place(called, value.expression)
        return


def _resource(instance: ModuleInstance, key: tuple[str, ...], rest: object) -> Iterator[Place]:
    steps = [step for step in rest if isinstance(step, GetAttribute)] if isinstance(rest, tuple) else []
    block = instance.module.resources.get((key[0], key[1], key[2]))
    if block and steps:
        attribute = block.body.attribute(steps[0].name)
        yield from [Place(instance, attribute.expression)] if attribute else []
        if attribute is None and key[0] == "data":
            yield from (Place(instance, one) for one in expressions(block.body))


def _repetition(instance: ModuleInstance, reference: Reference) -> Iterator[Place]:
    """Give what the block around a reference to `each` or `count` goes over."""
    for block in (*instance.module.resources.values(), *instance.module.calls.values()):
        if block.source is reference.source and block.start <= reference.start <= block.close:
            for name in ("for_each", "count"):
                if attribute := block.body.attribute(name):
                    yield Place(instance, attribute.expression)


def argument_place(resource: Resource, path: ArgumentPath) -> Place | None:
    """Give where an argument of a resource is written, None where it is not."""
    found = _in_body(resource.block.body, path)
    if isinstance(found, Reference) and len(path) > 1:
        document = _document(resource.module, found)
        if document is not None and (inner := _in_body(document.body, path[1:])):
            return Place(resource.module, inner)
    return Place(resource.module, found) if found else None


def _document(instance: ModuleInstance, reference: Reference) -> Block | None:
    """Give the data source that a reference leads to, if its results are made of its arguments."""
    found = find_target(reference)
    if found is None or found.kind != "data":
        return None
    one = next(iter(instance.resources(("data", found.names[0], found.names[1])).values()), None)
    names = [step.name for step in found.rest if isinstance(step, GetAttribute)]
    is_one = one is not None and is_function(one.source, one.address.type, "".join(names))
    return one.block if one and is_one else None


def _in_body(body: Body, path: ArgumentPath) -> Node | None:
    name, *rest = path
    attribute = body.attribute(str(name))
    if attribute:
        return _in_expression(attribute.expression, rest)
    blocks = [block for block in body.blocks if name in (block.type, *block.labels)]
    if not blocks:
        return None
    index = rest.pop(0) if rest and isinstance(rest[0], int) else 0
    block = blocks[index] if isinstance(index, int) and index < len(blocks) else blocks[0]
    content = next(block.body.blocks_of("content"), block) if block.type == "dynamic" else block
    return (_in_body(content.body, tuple(rest)) if rest else None) or block


def _in_expression(node: Node, path: list[str | int]) -> Node:
    """Give the part of an expression that an element of its value is written in, as far as that is plain to see."""
    if isinstance(node, Parentheses):
        return _in_expression(node.inner, path)
    if isinstance(node, Call) and node.name == "jsonencode" and node.arguments:
        return _in_expression(node.arguments[0], path)
    if not path:
        return node
    first, rest = path[0], path[1:]
    if isinstance(node, ObjectConstructor):
        return next((_in_expression(item.value, rest) for item in node.items if item.name == first), node)
    if isinstance(node, TupleConstructor):
        if isinstance(first, int):
            return _in_expression(node.items[first], rest) if first < len(node.items) else node
        named = (item for item in node.items if isinstance(item, ObjectConstructor) and _has_name(item, first))
        return next((_in_expression(item, rest) for item in named), node)
    return node


def _has_name(node: ObjectConstructor, name: str) -> bool:
    named = (item.value for item in node.items if item.name == "name")
    return any(isinstance(value, Template) and value.text == name for value in named)
