"""The providers that a module requires: their sources, versions and the aliases it expects to be given."""

import re
from collections.abc import Iterator

from msgspec import Struct

from tfgen.check.configuration import Configuration
from tfgen.check.module import Module
from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Attribute
from tfgen.hcl.nodes import Node, ObjectConstructor, Reference, Template, TupleConstructor
from tfgen.providers.addresses import provider_source
from tfgen.providers.versions import Clause, contradicts, parse_provider_constraint

BUILTIN = "terraform.io/builtin/terraform"
_INVALID = "Invalid required_providers object"
_LOCAL_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_RULE = "must contain only letters, digits, and dashes, and may not use leading or trailing dashes."
_TYPE_PREFIX = "terraform-provider-"


class Requirement(Struct, frozen=True):
    """What a module says of one provider; `source` is in its usual spelling, None where it can't be read."""

    source: str | None
    constraint: str | None
    aliases: tuple[str, ...]


def requirement(module: Module, name: str) -> Requirement:
    """Give the requirement of a provider by its local name; one that is not required is HashiCorp's of that name."""
    attribute = module.requirements.get(name)
    if attribute is None:
        return Requirement(BUILTIN if name == "terraform" else provider_source(name), None, ())
    if not isinstance(attribute.expression, ObjectConstructor):
        return Requirement(provider_source(name), attribute.text, ())
    items = {item.name: item.value for item in attribute.expression.items}
    source = _text(items.get("source"))
    aliases = items.get("configuration_aliases")
    return Requirement(
        provider_source(source if source is not None else name),
        _text(items.get("version")),
        tuple(alias.code for alias in aliases.items) if isinstance(aliases, TupleConstructor) else (),
    )


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Template) else None


def check_requirements(module: Module) -> Iterator[Diagnostic]:
    """Check the required_providers of a module."""
    for name, attribute in module.requirements.items():
        if not _LOCAL_NAME.fullmatch(name):
            yield _error(
                "Invalid provider local name", f'"{name}" is an invalid provider local name: {_RULE}', attribute
            )
        elif name != name.lower():
            detail = f'Provider names must be normalized. Replace "{name}" with "{name.lower()}" to fix this error.'
            yield _error("Invalid provider local name", detail, attribute)
        if isinstance(attribute.expression, ObjectConstructor):
            yield from _check_object(attribute, attribute.expression)
        elif attribute.text is not None:
            yield from _check_constraint(attribute.text, attribute.expression)
        else:
            detail = 'A provider requirement is an object with "source" and "version", both written as plain strings.'
            yield _error(_INVALID, detail, attribute.expression)


def check_versions_together(configuration: Configuration) -> Iterator[Diagnostic]:
    """Check that for each provider there is a version that all modules admit."""
    found: dict[str, list[Clause]] = {}
    for module in configuration.modules.values():
        for name, attribute in module.requirements.items():
            required = requirement(module, name)
            clauses, _ = parse_provider_constraint(required.constraint or "")
            if required.source is None or clauses is None or contradicts(clauses):
                continue
            together = found.setdefault(required.source, [])
            together += clauses
            if contradicts(together):
                detail = (
                    f"No version of {required.source} satisfies this and what the configuration's "
                    "other modules require."
                )
                yield _error("Unresolvable provider version constraint", detail, attribute)
                return


def _check_object(attribute: Attribute, written: ObjectConstructor) -> Iterator[Diagnostic]:
    for item in written.items:
        text = _text(item.value)
        match item.name:
            case "source" | "version" if text is None:
                yield _error(f"Invalid {item.name}", f"{item.name} must be specified as a string.", item.value)
            case "source" if provider_source(text or "") is None:
                detail = 'The "source" attribute must be in the format "[hostname/][namespace/]name"'
                yield _error("Invalid provider source string", detail, item.value)
            case "source" if _TYPE_PREFIX in (text or ""):
                detail = (
                    f'Provider source "{text}" has a type with the prefix "{_TYPE_PREFIX}", which '
                    "isn't valid. Leave it out."
                )
                yield _error("Invalid provider type", detail, item.value)
            case "version":
                yield from _check_constraint(text or "", item.value)
            case "configuration_aliases":
                yield from _check_aliases(attribute.name, item.value)
            case "source":
                continue
            case _:
                detail = (
                    'required_providers objects can only contain "version", "source" and "configuration_aliases" '
                    'attributes. To configure a provider, use a "provider" block.'
                )
                yield _error(_INVALID, detail, item.key)


def _check_constraint(text: str, node: Node) -> Iterator[Diagnostic]:
    clauses, reason = parse_provider_constraint(text)
    if clauses is None:
        yield _error("Invalid version constraint", reason, node)
    elif contradicts(clauses):
        detail = f'No version satisfies "{text}", so that terraform init would find no provider to install.'
        yield _error("Unresolvable provider version constraint", detail, node)


def _check_aliases(name: str, node: Node) -> Iterator[Diagnostic]:
    items = node.items if isinstance(node, TupleConstructor) else ()
    if not isinstance(node, TupleConstructor):
        yield _error(_INVALID, "configuration_aliases is a list of references such as aws.west.", node)
    for item in items:
        if not isinstance(item, Reference) or len(item.steps) != 1:
            detail = (
                "Configuration aliases can only contain references to local provider configuration "
                "names in the form <provider>.<alias>."
            )
            yield _error("Invalid value for configuration_aliases", detail, item)
        elif item.root != name:
            detail = (
                f'Configuration aliases must be prefixed with the provider name. Expected "{name}", '
                f'but found "{item.root}".'
            )
            yield _error("Invalid value for configuration_aliases", detail, item)


def _error(summary: str, detail: str, node: Node) -> Diagnostic:
    return error("provider-requirement", summary, detail, node.where)
