"""The rules that lie in files beside the code: a file for each type, and what the types of a provider share."""

import functools
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_NAME = re.compile(r"[a-z0-9_-]{1,100}")
_SOURCE = re.compile(r"[a-z0-9-]{1,100}/[a-z0-9-]{1,100}")


@functools.cache
def rules_of(provider: str, kind: str, type_: str) -> Sequence[Mapping[str, Any]]:
    """Give the rules on a type of a provider (`hashicorp/aws`), none where nothing is known of it."""
    if not (_SOURCE.fullmatch(provider) and _NAME.fullmatch(type_)):
        return ()
    name = {"resource": type_, "provider": "provider"}.get(kind, f"{kind}.{type_}")
    file = DATA / provider / f"{name}.json"
    if not file.is_file():
        return ()
    shared = json.loads((DATA / provider / "_shared.json").read_text("utf-8"))
    content = json.loads(file.read_text("utf-8"))
    whole = [{"at": path, "rule": "whole"} for path in content.get("whole_numbers", ())]
    common = {"each_value": content.get("each_value", False)}
    return [common | _complete(rule, shared) for rule in (*whole, *content["rules"])]


def _complete(rule: Mapping[str, Any], shared: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Give a rule with what rules of its name share; the shared part may name the kind of rule that it is."""
    common = shared.get(rule["rule"], {})
    complete = {**common, **rule, "rule": common.get("rule", rule["rule"])}
    return {**complete, "of": [_complete(one, shared) for one in rule["of"]]} if "of" in rule else complete
