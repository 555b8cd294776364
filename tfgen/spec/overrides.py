"""`--set key.path=value`: single values given on the command line, the youngest of all layers."""

import re

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, error
from tfgen.source import SourceRange
from tfgen.spec.load import RESERVED_KEYS
from tfgen.spec.merge import merge_nodes, nothing_to_unset
from tfgen.spec.yaml import parse_yaml
from tfgen.spec.yaml_characters import refuse_characters
from tfgen.spec.yaml_report import Report
from tfgen.values import Entry, Map, Node, Sequence, Unset, shown

MAX_STEPS = 50

_KEY = r'(?:"(?P<quoted>(?:[^"\\]|\\.)+)"|(?P<bare>[^\s."\[\]=]+))'
_FIRST_STEP = re.compile(_KEY)
_NEXT_STEP = re.compile(rf"\.{_KEY}|\[(?P<index>[0-9]{{1,6}})\]")


class Step(Struct, frozen=True):
    """One step of a path, and where it stands in the argument."""

    key: str | int
    where: SourceRange


class Override(Struct, frozen=True):
    """One `--set`: a value, and the path that it is for; the first step is a key."""

    steps: tuple[Step, ...]
    value: Node


def parse_override(argument: str) -> tuple[Override | None, list[Diagnostic]]:
    """Read one argument of `--set`.

    Places are in a file named for the option (`--set network.vpc_cidr`); their columns count in the argument.
    """
    report = Report(argument, "--set", 1)
    if refuse_characters(report):
        return None, report.diagnostics
    keys = _path(argument)
    end = keys[-1].end() if keys else 0
    file = f"--set {argument[:end]}".rstrip()
    if not keys or argument[end : end + 1] != "=" or len(keys) > MAX_STEPS:
        return None, [_malformed(argument, SourceRange(file, 1, end + 1, 1, len(argument) + 1))]
    steps = tuple(_step(key, file) for key in keys)
    if steps[0].key in RESERVED_KEYS:
        detail = f"`{steps[0].key}` is tfgen's own key and cannot be set."
        return None, [error("spec-reserved-key", "Reserved key", detail, steps[0].where)]
    return _with_value(steps, argument, end + 1, file)


def _path(argument: str) -> list[re.Match[str]]:
    """Give the steps that an argument begins with."""
    steps = []
    found = _FIRST_STEP.match(argument)
    while found:
        steps.append(found)
        found = _NEXT_STEP.match(argument, found.end())
    return steps


def _step(found: re.Match[str], file: str) -> Step:
    groups = found.groupdict()
    where = SourceRange(file, 1, found.start() + found[0].startswith(".") + 1, 1, found.end() + 1)
    if index := groups.get("index"):
        return Step(int(index), where)
    return Step(groups["bare"] or re.sub(r"\\(.)", r"\1", str(groups["quoted"])), where)


def _malformed(argument: str, where: SourceRange) -> Diagnostic:
    detail = (
        f"{shown(argument)} is not `key.path=value`. Write for example `--set network.vpc_cidr=10.0.0.0/16`, with "
        '`list[0]` for an item of a list and `"…"` around a key that has dots.'
    )
    return error("spec-set", "Invalid --set", detail, where)


def _with_value(
    steps: tuple[Step, ...], argument: str, start: int, file: str
) -> tuple[Override | None, list[Diagnostic]]:
    value, diagnostics = parse_yaml(argument[start:], file, start + 1, in_map=True)
    if diagnostics:
        return None, diagnostics
    if value is None:
        where = SourceRange(file, 1, start + 1, 1, start + 1)
        detail = (
            'No value stands after the `=`. Write `null`, `""` for an empty text, or `!unset` to take the key away.'
        )
        return None, [error("spec-set", "Invalid --set", detail, where)]
    return Override(steps, value), []


def apply_override(root: Map, override: Override) -> tuple[Map, list[Diagnostic]]:
    """Set one value in a merged tree, as a spec that extends it would; a mistake leaves the tree alone."""
    diagnostics: list[Diagnostic] = []
    changed = _set_key(root, override.steps, override.value, diagnostics)
    return (root, diagnostics) if diagnostics else (changed, [])


def _set(node: Node | None, steps: tuple[Step, ...], value: Node, diagnostics: list[Diagnostic]) -> Node:
    """Give a node with the value set below it, at the steps that are left."""
    if not steps:
        return merge_nodes(node, value, diagnostics)
    if isinstance(steps[0].key, int):
        return _set_item(node, steps[0].key, steps, value, diagnostics)
    return _set_key(node, steps, value, diagnostics)


def _set_key(node: Node | None, steps: tuple[Step, ...], value: Node, diagnostics: list[Diagnostic]) -> Map:
    key, where = str(steps[0].key), steps[0].where
    base = node if isinstance(node, Map) else Map({}, where, node)
    entries = dict(base.entries)
    inherited = entries.pop(key, None)
    if not isinstance(value, Unset) or len(steps) > 1:
        entries[key] = Entry(where, _set(inherited.node if inherited else None, steps[1:], value, diagnostics))
    elif inherited is None:
        diagnostics.append(nothing_to_unset(key, where, base))
    return replace(base, entries=entries)


def _set_item(
    node: Node | None, index: int, steps: tuple[Step, ...], value: Node, diagnostics: list[Diagnostic]
) -> Node:
    items = list(node.items) if isinstance(node, Sequence) else []
    if not isinstance(node, Sequence) or index >= len(items) or (isinstance(value, Unset) and len(steps) == 1):
        detail = (
            f"The list has {len(items)} items here, counted from 0, of which [{index}] is to be set. Set an item that "
            "it has, set the whole list, or add to it with `!append [item]`."
        )
        diagnostics.append(error("spec-set", "No such item", detail, steps[0].where))
        return Map({}, steps[0].where)
    items[index] = _set(items[index], steps[1:], value, diagnostics)
    return replace(node, items=tuple(items))
