"""Checks the values of a block by the rules of its type, in the words of the provider."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from tfgen.check.values.arns import arn
from tfgen.check.values.config import ConfigBlock
from tfgen.check.values.documents import json_document, policy_document
from tfgen.check.values.groups import JUDGES, first_set
from tfgen.check.values.network import cidr, cidr_network, ip
from tfgen.check.values.numbers import between, boolean_text, divisible, integer_text, item_count, not_zero, port, whole
from tfgen.check.values.paths import Found, find_values, holders, own_presence, place
from tfgen.check.values.shapes import json_objects
from tfgen.check.values.store import rules_of
from tfgen.check.values.text import base64, length, not_empty, one_of, pattern, prefix, quote, regexp
from tfgen.check.values.times import duration, rfc3339, utc_timestamp
from tfgen.diagnostics import Diagnostic, did_you_mean, error

Rule = Mapping[str, Any]
Kind = Literal["resource", "data", "provider", "ephemeral"]

# Each gives a message as a template (a summary and, in further lines, a detail), or None for what passes.
CHECKS: Mapping[str, Callable[[Any, Rule], str | None]] = {
    "arn": arn,
    "base64": base64,
    "boolean_text": boolean_text,
    "cidr": cidr,
    "cidr_network": cidr_network,
    "divisible": divisible,
    "duration": duration,
    "integer_text": integer_text,
    "ip": ip,
    "item_count": item_count,
    "json": json_document,
    "json_objects": json_objects,
    "length": length,
    "not_empty": not_empty,
    "not_zero": not_zero,
    "one_of": one_of,
    "pattern": pattern,
    "policy": policy_document,
    "port": port,
    "prefix": prefix,
    "range": between,
    "regexp": regexp,
    "rfc3339": rfc3339,
    "utc_timestamp": utc_timestamp,
    "whole": whole,
}


def check_values(kind: Kind, type_: str, provider: str, block: ConfigBlock) -> Iterator[Diagnostic]:
    """Give what the provider would refuse in the values of a block, as far as they are known.

    `provider` is its source (`hashicorp/aws`); where there are no rules for the type, nothing is refused.
    """
    rules = rules_of(provider, kind, type_)
    refused: set[str] = set()
    for rule in rules:
        if rule["rule"] in JUDGES:
            found = list(_check_group(block, rule))
            refused |= {rule["at"]} if found else set()
            yield from found
    for rule in rules:
        # The provider looks into nothing that has no place beside the others.
        if rule["rule"] not in JUDGES and rule["at"].partition(".")[0] not in refused:
            yield from _check_each(block, rule)


def _check_each(block: ConfigBlock, rule: Rule) -> Iterator[Diagnostic]:
    for found in find_values(block, rule):
        for broken, message in _judge(found.value, rule):
            yield _tell(broken, message, found)


def _judge(value: Any, rule: Rule) -> list[tuple[Rule, str]]:
    """Give the rules that a value breaks; if it keeps one of the rules of an `any`, it breaks none of them."""
    if rule["rule"] != "any":
        message = CHECKS[rule["rule"]](value, rule)
        return [(rule, rule.get("says", message))] if message else []
    broken = [_judge(value, one) for one in rule["of"]]
    return [] if [] in broken else [one for several in broken for one in several]


def _check_group(block: ConfigBlock, rule: Rule) -> Iterator[Diagnostic]:
    judge = JUDGES[rule["rule"]]
    at = rule["at"]
    name = at.rpartition(".")[2]
    for holder in holders(block, rule):
        here = own_presence(holder.block, name)
        if message := judge(block, at, here, rule["with"]):
            yield _tell(
                rule,
                rule.get("says", message),
                Found(holder.key + name, None, place(holder, first_set(block, rule) or name)),
            )


def _tell(rule: Rule, message: str, found: Found) -> Diagnostic:
    summary, _, detail = message.format_map(_words(rule, found)).partition("\n")
    if rule["rule"] == "one_of" and isinstance(found.value, str) and not detail:
        detail = did_you_mean(found.value, rule["values"]).strip()
    return error(f"value-{rule['rule'].replace('_', '-')}", summary, detail, found.where)


def _words(rule: Rule, found: Found) -> dict[str, Any]:
    """Give what the templates of messages may name."""
    value = found.value if isinstance(found.value, str) else str(found.value)
    options = rule.get("values", ())
    return {
        **rule,
        "key": found.key,
        "name": re.sub(r"\.\d+$", "", found.key).rpartition(".")[2],
        "path": re.sub(r"\.(\d+)", r"[\1]", found.key),
        "quoted_key": quote(found.key),
        "value": value,
        "quoted_value": quote(value),
        "plain_options": " ".join(map(str, options)),
        "options": " ".join(quote(option) if isinstance(option, str) else str(option) for option in options),
        "quoted_pattern": quote(rule.get("pattern", rule.get("not", ""))),
    }
