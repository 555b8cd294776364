"""Where a resource goes: the account and the region of its provider configuration.

A provider's `provider.toml` names the arguments for that: `region`; under `account`, those whose values tell the
account by a pattern; and `endpoints`, the blocks whose addresses are an emulator's unless all match `own_endpoint`.
`home_region` is where quotas of a whole account are asked for. `raised` says how a quota is raised, and
`raised_elsewhere` how one that has no code is.
"""

import functools
import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from tfgen.diff.bodies import by_name
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import has_token
from tfgen.diff.tags import provider_arguments
from tfgen.language.values import Value
from tfgen.quotas.rules import DATA, PROVIDER_FILE


class Place(Struct, frozen=True, order=True):
    """An account and a region; empty where the provider configuration says neither, and credentials decide."""

    account: str = ""
    region: str = ""


class AccountRule(Struct, frozen=True, forbid_unknown_fields=True):
    """An argument that may tell the account, which is the first group of the pattern."""

    argument: str
    pattern: str


class ProviderRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What a provider's file says."""

    region: str
    home_region: str
    raised: str
    raised_elsewhere: str
    endpoints: str
    own_endpoint: str
    account: tuple[AccountRule, ...]


@functools.cache
def provider_rules(provider: str) -> ProviderRules:
    """Give the rules of a provider with quotas (`hashicorp/aws`)."""
    file = DATA.joinpath(*provider.split("/"), PROVIDER_FILE)
    return msgspec.toml.decode(file.read_bytes(), type=ProviderRules)


def place_of(resource: Resource) -> Place | None:
    """Give where a resource of a provider with quotas goes; None for an emulator, which has none."""
    rules, given = provider_rules(resource.source), provider_arguments(resource)
    if any(not re.match(rules.own_endpoint, found) for found in _texts(given, rules.endpoints)):
        return None
    regions = list(_texts(given, rules.region))
    return Place(_account(given, rules), regions[0] if regions else "")


def _account(given: Value, rules: ProviderRules) -> str:
    """Give the one account that the configuration allows or takes a role in, empty where that is not one."""
    for rule in rules.account:
        found = {match[1] for text in _texts(given, rule.argument) if (match := re.match(rule.pattern, text))}
        if len(found) == 1:
            return found.pop()
    return ""


def _texts(given: Value, path: str) -> Iterator[str]:
    """Give the texts at and below a path, as far as they are known."""
    value: Value | None = given
    for at, name in enumerate(path.split(".")):
        if value is not None and at and isinstance(value.content, tuple):
            value = next(iter(value.content), None)
        value = by_name(value).get(name)
    yield from _all_texts(value)


def _all_texts(value: Value | None) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value.content, str) and not has_token(value.content):
        yield value.content
    for part in value.parts():
        yield from _all_texts(part)
