"""Documents in JSON, as arguments hold them: policies, definitions of containers, dashboards."""

import json
from dataclasses import dataclass
from typing import Any, Final

from tfgen.language.values import Value, from_python

# AWS takes the lists in a policy for sets, and one text for a list of it.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
_POLICY_KEY: Final = "Statement"
_NAMING_KEYS: Final = ("name",)


@dataclass(frozen=True, slots=True)
class Document:
    """A document; of a policy the order of lists does not count."""

    value: Value
    is_policy: bool

    def is_set(self, before: Value, after: Value) -> bool:
        """Tell whether two lists of the documents are compared without regard for their order."""
        return self.is_policy and not any(isinstance(item.content, dict) for item in (*before.content, *after.content))

    def naming_key(self, before: Value, after: Value) -> str | None:
        """Give the key that tells the objects of two lists apart, if each of them has one of its own."""
        return next((key for key in _NAMING_KEYS if _is_named(before, key) and _is_named(after, key)), None)


def read_document(text: str) -> Document | None:
    """Read an object or a list in JSON, None where a text is nothing of the kind."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_policy = isinstance(data, dict) and _POLICY_KEY in data
    return Document(from_python(_as_lists(data) if is_policy else data), is_policy)


def _as_lists(data: Any, name: str = "") -> Any:
    """Give a policy in which single values are lists of one, as they mean the same."""
    match data:
        case dict():
            return {key: _as_lists(item, key) for key, item in data.items()}
        case list():
            return [_as_lists(item) for item in data]
    return data if name in ("Version", "Id", "Sid", "Effect", "") else [data]


def _is_named(value: Value, key: str) -> bool:
    names = [item.content.get(key) if isinstance(item.content, dict) else None for item in value.content]
    texts = [name.content for name in names if name is not None and isinstance(name.content, str)]
    return len(texts) == len(names) == len(set(texts))
