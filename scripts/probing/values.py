"""Values that a provider may take for an argument: from the rules on values that tfgen has, and guesses by type."""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from tfgen.check.values.store import rules_of
from tfgen.providers.schema import Type

PROVIDER = "hashicorp/aws"
ARN = "arn:aws:iam::123456789012:role/"
POLICY: Mapping[str, Any] = {"Version": "2012-10-17", "Statement": []}
STATEMENT = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
TEXTS = (
    "abc", "abd", f"{ARN}a", f"{ARN}b", "10.0.0.0/16", "10.1.0.0/16", "10.0.0.1", "10.0.0.2", "2001:db8::/56",
    "2001:db9::/56", "2001:db8::1", "2001:db8::2", json.dumps(POLICY), json.dumps({**POLICY, "Statement": [STATEMENT]}),
    "[]", "1", "2", "512", "1024", "true", "false", "eu-central-1a", "eu-central-1b", "03:00-04:00", "05:00-06:00",
    "sun:05:00-sun:06:00", "mon:05:00-mon:06:00", "https://a.example", "https://b.example", "rate(1 minute)",
    "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z", "YWJj", "YWJk", "123456789012", "210987654321", "s3:a", "lambda:x",
    "aws/a", "/a", "/b", "Standard", "a", "subnet-1", "vpc-1", "{}", "PREFIX_A", "ABC",
)  # fmt: skip
NUMBERS = (1, 2, 3, 5, 7, 10, 14, 20, 30, 60, 80, 90, 100, 200, 443, 512, 1024, 3600)


def values_for(type_: str, path: str, wanted: Type) -> Iterator[Any]:
    """Give values that an argument may take, the best known first; some of them the provider may refuse."""
    for rule in rules_of(PROVIDER, "resource", type_):
        yield from (value for value in _told(rule, path) if isinstance(value, str) or wanted != "string")
    yield from _guessed(wanted)


def _told(rule: Mapping[str, Any], path: str) -> Iterator[Any]:
    """Give the values that a rule lets pass; an empty text stands for none given."""
    at = rule["at"].removesuffix("[]").removesuffix("{}")
    if at != path:
        return
    for value in (*rule.get("values", ()), *rule.get("good", ())):
        if value != "":
            yield [value] if at != rule["at"] else value


def _guessed(wanted: Type) -> Iterator[Any]:
    match wanted:
        case "string":
            yield from TEXTS
        case "number":
            yield from NUMBERS
        case "bool":
            yield from (True, False)
        case ["map", inner]:
            yield from ({"a": value} for value in _guessed(inner))
        case ["object", inner, *_]:
            options = {name: list(_guessed(type_)) for name, type_ in inner.items()}
            for turn in range(max(map(len, options.values()), default=0)):
                yield {name: values[turn % len(values)] if values else None for name, values in options.items()}
        case ["list" | "set", inner]:
            values = list(_guessed(inner))
            yield from ([value] for value in values)
            yield from (list(pair) for pair in pairwise(values))


def empty_value(wanted: Type) -> Any:
    """Give what an argument of a type is where it says nothing: false, 0, an empty text or collection."""
    match wanted:
        case "string":
            return ""
        case "number":
            return 0
        case "bool":
            return False
        case ["map" | "object", *_]:
            return {}
    return []
