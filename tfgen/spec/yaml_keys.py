"""What may be a key of a map: a text, once."""

import yaml

from tfgen.diagnostics import Link
from tfgen.source import SourceRange
from tfgen.spec.yaml_report import Report
from tfgen.values import Node, Scalar, shown

_MERGE_KEY = (
    "YAML 1.2 has no merge key `<<`. Write the keys out, or put those that specs share in a parent spec and name it "
    "with `extends`."
)


def read_key(node: Node, event: yaml.Event, report: Report) -> str | None:
    """Give the text of a key that was read from an event; None for what can be none."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and not _is_merge_key(node, event):
        return node.value
    report.mistake("spec-yaml-key", "Invalid key", _refusal(node), node.where)
    if isinstance(node, Scalar) and isinstance(node.value, int | float):
        return str(node.value).lower()
    return None


def _is_merge_key(node: Scalar, event: yaml.Event) -> bool:
    return node.value == "<<" and isinstance(event, yaml.ScalarEvent) and event.implicit[0]


def _refusal(node: Node) -> str:
    match node:
        case Scalar(value=None):
            return "The key before the colon is missing or null. Write a name, or put it in quotes."
        case Scalar(value=bool()):
            return "A key is a text, and this one is a boolean. Put it in quotes."
        case Scalar(value=int() | float()):
            return "A key is a text, and this one is a number. Put it in quotes."
        case Scalar():
            return _MERGE_KEY
        case _:
            return "A key is a text, not a list or a map. Put a text in brackets in quotes."


def report_duplicate(key: str, where: SourceRange, first: SourceRange, report: Report) -> None:
    """Report a key that stands twice in one map."""
    detail = f"The key {shown(key)} stands already on line {first.line} of the same map. Remove one of the two."
    report.mistake("spec-duplicate-key", "Duplicate key", detail, where, Link("first", first))
