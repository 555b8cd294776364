"""What stands in a resource at a path of a rule, as far as it is known before apply.

What is to be followed and is a reference to no resource here stands for itself: a service may name its cluster.
"""

from collections.abc import Iterator, Mapping

from tfgen.diff.resources import Resource
from tfgen.language.values import Value

Resources = Mapping[str, Resource]


def configured(resource: Resource, path: str, resources: Resources) -> list[Value]:
    """Give what a resource sets at a path: nothing where it is not set, several values within repeated blocks."""
    return list(_at(resource, path, resources, is_configured=True))


def attributes(resource: Resource, path: str, resources: Resources) -> list[Value]:
    """Give what the attributes at a path come to, whoever decides on them."""
    return list(_at(resource, path, resources, is_configured=False))


def _at(resource: Resource, path: str, resources: Resources, *, is_configured: bool) -> Iterator[Value]:
    own, _, rest = path.partition(">")
    name, *steps = own.split(".")
    value = resource.configured(name) if is_configured and not rest else resource.attribute(name)
    for found in _within(value, steps):
        if not rest:
            yield found
        elif (target := _target(found, resource, resources)) is not None:
            yield from _at(target, rest, resources, is_configured=is_configured)
        else:
            yield found


def _within(value: Value | None, steps: list[str]) -> Iterator[Value]:
    if value is None or value.is_null:
        return
    match value.content:
        case dict() as attributes if steps:
            yield from _within(attributes.get(steps[0]), steps[1:])
        case tuple() as items if steps:
            for item in items:
                yield from _within(item, steps)
        case _:
            yield value


def _target(value: Value, resource: Resource, resources: Resources) -> Resource | None:
    """Give the resource that a value is an attribute of."""
    symbol = resource.module.world.symbols.of(value)
    match symbol.identity if symbol else None:
        case ("resource", str() as address, _, _):
            return resources.get(address)
    return None
