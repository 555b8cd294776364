"""The provider configuration that a resource follows, and the tags that this gives it (`default_tags`)."""

from tfgen.check.schemas import provider_name
from tfgen.diff.bodies import by_name, decode
from tfgen.diff.modules import ModuleInstance
from tfgen.diff.resources import Resource
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import Node, ObjectConstructor
from tfgen.language.values import Value, object_value

# A provider configuration as a module names it: the local name of the provider, and the alias or an empty text.
_Name = tuple[str, str]
_TAGS = "tags"


def all_tags(resource: Resource, own: Value | None) -> Value | None:
    """Give the tags of a resource, its own before its provider's; None where they are not known one by one."""
    given = by_name(provider_arguments(resource)).get("default_tags")
    blocks = given.content if given is not None and isinstance(given.content, tuple) else ()
    default = by_name(blocks[0]).get(_TAGS) if blocks else None
    present = [value for value in (default, own) if value is not None and not value.is_null]
    if not all(isinstance(value.content, dict) for value in present):
        return None
    return object_value({name: tag for value in present for name, tag in value.content.items()})


def provider_arguments(resource: Resource) -> Value:
    """Give what the provider configuration of a resource says."""
    found = provider_found(resource)
    if found is None:
        return object_value({})
    instance, block = found
    world = resource.module.world
    schema = world.schemas.provider(resource.source)
    question = (instance.path, "provider", *block.labels, id(block))
    return world.once(question, lambda: decode(block.body, schema, instance.evaluator()), lambda: object_value({}))


def provider_found(resource: Resource) -> tuple[ModuleInstance, Block] | None:
    """Give the provider block that a resource follows and the module where it stands, None where there is none."""
    chosen = resource.block.body.attribute("provider")
    _, alias = _written(chosen.expression) if chosen else ("", "")
    return _found(resource.module, (provider_name(resource.block), alias))


def _found(instance: ModuleInstance, name: _Name) -> tuple[ModuleInstance, Block] | None:
    """Give the provider block behind a name and the module where it stands, None where there is none."""
    block = instance.module.providers.get(name)
    if block or instance.parent is None or instance.call is None:
        return (instance, block) if block else None
    passed = instance.call.body.attribute("providers")
    return _found(instance.parent, _passed(passed.expression, name) if passed else name)


def _passed(providers: Node, name: _Name) -> _Name:
    """Give what a call passes to a module under a name; what it does not name is passed on by itself."""
    items = providers.items if isinstance(providers, ObjectConstructor) else ()
    return next((_written(item.value) for item in items if _written(item.key) == name), name)


def _written(node: Node) -> _Name:
    name, _, alias = node.code.strip('"').partition(".")
    return name, alias
