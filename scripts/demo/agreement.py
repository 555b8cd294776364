"""What tfgen announces and what Terraform plans, in one form: what happens to the resources at each address.

tfgen tells the instances of a resource together, so their keys are left out.
"""

import json
import re
from pathlib import Path

Actions = frozenset[tuple[str, str]]
"""Addresses without keys, each with an action."""

KEY = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')
# Terraform writes a replacement as its two halves, in the order that the resource's lifecycle wants.
REPLACED = {("delete", "create"), ("create", "delete")}
UNCHANGED = {("no-op",), ("read",)}


def announced(document: Path) -> tuple[Actions, Actions]:
    """Read what `tfgen diff --format json` printed of one environment: what is certain, and all that may be."""
    (environment,) = json.loads(document.read_text("utf-8"))["environments"]
    found = environment["resources"]
    certain = frozenset((one["address"], one["change"]) for one in found if one["certain"])
    return certain, frozenset((one["address"], one["change"]) for one in found)


def planned(document: Path) -> Actions:
    """Read what `terraform show -json` printed of a plan; what stays as it is and what is only read does not count."""
    changes = json.loads(document.read_text("utf-8"))["resource_changes"]
    actions = ((KEY.sub("", change["address"]), tuple(change["change"]["actions"])) for change in changes)
    return frozenset(
        (address, "replace" if found in REPLACED else found[0]) for address, found in actions if found not in UNCHANGED
    )
