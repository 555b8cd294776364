"""Provider configurations, and which of them blocks and modules use."""

import re
from collections.abc import Mapping

from tfgen.check.body import BodyChecker, Reserved
from tfgen.check.content import brace_of
from tfgen.check.context import Context
from tfgen.check.module import Module
from tfgen.check.places import MODULE_PLACE
from tfgen.check.repetition import warn_quoted
from tfgen.check.requirements import requirement
from tfgen.check.values.rules import check_values
from tfgen.diagnostics import did_you_mean
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import Node, ObjectConstructor, ObjectItem, Template

RULE = "provider"
_RESERVED = ("alias", "version")
_NOT_USED = ("count", "depends_on", "for_each", "source")
# A configuration of a provider: the default one, or that of an alias.
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)?")


def check_providers(context: Context) -> None:
    """Check the provider blocks of a module."""
    for (name, _), block in context.module.providers.items():
        for reserved in _NOT_USED:
            if attribute := block.body.attribute(reserved):
                detail = (
                    f'The provider argument name "{reserved}" is reserved for use by Terraform in a future version.'
                )
                context.tell(RULE, "Reserved argument name in provider block", detail, attribute.name_range)
        if version := block.body.attribute("version"):
            detail = (
                "Terraform 0.13 and earlier allowed provider version constraints inside the provider configuration "
                "block, but that is now deprecated. Move the provider version constraint into the required_providers "
                "block."
            )
            summary = "Version constraints inside provider configuration blocks are deprecated"
            context.warn(RULE, summary, detail, version.expression.where)
        _check_arguments(context, name, block)


def _check_arguments(context: Context, name: str, block: Block) -> None:
    source = requirement(context.module, name).source
    schema = context.schemas.provider(source)
    if schema:
        checker = BodyChecker(context, MODULE_PLACE, Reserved((*_RESERVED, *_NOT_USED)), takes_ephemeral=True)
        config = checker.check(block.body, schema, brace_of(block))
        context.diagnostics += check_values("provider", name, source or "", config)


def check_chosen_provider(context: Context, block: Block) -> None:
    """Check the `provider` argument of a resource."""
    chosen = block.body.attribute("provider")
    if chosen is None:
        return
    _check_reference(context, chosen.expression, ".".join(block.labels))


def _check_reference(context: Context, node: Node, user: str) -> None:
    """Check that a provider configuration, `aws` or `aws.west`, is there; in quotes it is warned of."""
    name = node.text if isinstance(node, Template) else node.code
    if name is None or not _NAME.fullmatch(name):
        detail = "The value is the name of a provider configuration, such as aws or aws.west."
        context.tell(RULE, "Invalid provider configuration reference", detail, node.where)
        return
    if isinstance(node, Template):
        warn_quoted(context, node)
    provider, _, alias = name.partition(".")
    if name in context.passed or is_configured(context.module, provider, alias):
        return
    known = [".".join(filter(None, pair)) for pair in context.module.providers]
    detail = (
        f"To work with {user} its original provider configuration at {name} is required, but there is no such "
        f"configuration in {context.display}.{did_you_mean(name, known)}"
    )
    context.tell(RULE, "Provider configuration not present", detail, node.where)


def is_configured(module: Module, name: str, alias: str) -> bool:
    """Tell whether a module has a provider configuration of its own or from its caller; it has always a default."""
    if not alias or (name, alias) in module.providers:
        return True
    return f"{name}.{alias}" in requirement(module, name).aliases


def note_passed(context: Context, contexts: Mapping[str, Context]) -> None:
    """Note, for the modules that a module calls, which provider configurations it passes to them."""
    for call in context.module.calls.values():
        called = context.configuration.called(context.module, call)
        if called:
            contexts[called.folder].passed.update(_written(item) for item in _passed(call))


def _passed(call: Block) -> tuple[ObjectItem, ...]:
    attribute = call.body.attribute("providers")
    return attribute.expression.items if attribute and isinstance(attribute.expression, ObjectConstructor) else ()


def check_passed(context: Context, call: Block, called: Module | None) -> None:
    """Check the provider configurations that a call passes to a module."""
    attribute = call.body.attribute("providers")
    passed = _passed(call)
    if attribute and not isinstance(attribute.expression, ObjectConstructor):
        detail = "The providers argument is a map from the module's provider names to configurations of this module."
        context.tell(RULE, "Invalid expression", detail, attribute.expression.where)
    for item in passed:
        _check_reference(context, item.value, f"module.{call.labels[0]}")
    _check_twice(context, passed)
    if called:
        _check_expected(context, call, called, passed)
        _check_own(context, call, called)


def _check_expected(context: Context, call: Block, called: Module, passed: tuple[ObjectItem, ...]) -> None:
    """Each alias that the called module declares must be passed, and nothing that it does not know."""
    given = {_written(item): item for item in passed}
    expected = {alias for name in called.requirements for alias in requirement(called, name).aliases}
    for alias in sorted(expected - set(given)):
        detail = (
            f"The child module requires a provider configuration named {alias}. Pass it in the providers argument of "
            "the module block."
        )
        context.tell(RULE, "Missing required provider configuration", detail, call.where)
    for name, item in given.items():
        if "." in name and name not in expected:
            detail = (
                f'There is no explicit declaration for local provider name "{name}" in the called module. Add it to '
                "the configuration_aliases of that module's required_providers, or pass nothing under this name."
            )
            context.warn(RULE, "Reference to undefined provider", detail, item.key.where)


def _check_twice(context: Context, passed: tuple[ObjectItem, ...]) -> None:
    first: dict[str, ObjectItem] = {}
    for item in passed:
        earlier = first.setdefault(_written(item), item)
        if earlier is not item:
            detail = (
                f"A provider configuration was already passed to {_written(item)} at {earlier.where}. Each child "
                "provider configuration can be assigned only once."
            )
            context.tell(RULE, "Duplicate provider address", detail, item.where)


def _check_own(context: Context, call: Block, called: Module) -> None:
    """A module with provider configurations of its own can't be repeated: they would be gone with it too early."""
    own = [
        block for block in called.providers.values() if any(found.name != "alias" for found in block.body.attributes)
    ]
    for block in called.providers.values():
        if block not in own:
            detail = (
                f'The empty provider "{block.labels[0]}" block was once how a module said that it needs a '
                "configuration from its caller. Remove it, and name the provider in required_providers."
            )
            context.warn(RULE, "Redundant empty provider block", detail, block.where)
    repeating = [found for name in ("count", "for_each", "depends_on") if (found := call.body.attribute(name))]
    if own and repeating:
        detail = (
            f"The module has its own provider configuration at {own[0].where}, and so calls to it may not use the "
            "count, for_each, or depends_on arguments. Pass it a configuration with the providers argument instead."
        )
        summary = "Module is incompatible with count, for_each, and depends_on"
        context.tell(RULE, summary, detail, repeating[0].name_range)


def _written(item: ObjectItem) -> str:
    return item.key.text or "" if isinstance(item.key, Template) else item.key.code
