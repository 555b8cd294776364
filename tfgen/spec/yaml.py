"""YAML text to a tree whose every node knows its place.

PyYAML reads the text into events; the tree is composed here, because its own loader forgets the places, follows
YAML 1.1, lets the last of two equal keys win and expands aliases without bound.
"""

from typing import TYPE_CHECKING, NoReturn, cast

import yaml
from msgspec import Struct

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.source import SourceRange
from tfgen.spec.yaml_characters import refuse_characters
from tfgen.spec.yaml_keys import read_key, report_duplicate
from tfgen.spec.yaml_report import Report, marks
from tfgen.spec.yaml_syntax import report_syntax
from tfgen.spec.yaml_tags import check_tag, read_list_tag, read_scalar
from tfgen.values import Entry, Map, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 100
"""Lists and maps inside one another; a spec that a person can read has fewer than ten."""

MAX_NODES = 100_000
"""Values in one file, each use of an alias counted in full, so that a few lines cannot fill the memory."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _LimitPassed(Exception):
    """Reading on would do what a limit guards against; the report has its diagnostic."""


class _Anchored(Struct, frozen=True):
    """A value with an anchor: how many values it has in all, and how deep they stand in one another."""

    node: Node
    size: int
    height: int


def parse_yaml(
    text: str, file: str, first_column: int = 1, *, in_map: bool = False
) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML document.

    Gives the tree and every mistake found. With mistakes there is still a tree wherever the text could be read to
    its end; there is none after a syntax error, past a limit, or when the text holds nothing but comments (which is
    no mistake here). Places carry `file`; `first_column` is the column of the text's first character; `in_map` lets
    the root itself carry `!append`, `!prepend` or `!unset`, as the value of a key may.
    """
    report = Report(text, file, first_column)
    if refuse_characters(report):
        return None, report.diagnostics
    try:
        root = _Composer(report).document(in_map=in_map)
    except yaml.MarkedYAMLError as failure:
        report_syntax(failure, report)
        return None, report.diagnostics
    except _LimitPassed:
        return None, report.diagnostics
    return root, report.diagnostics


class _Composer:
    """Builds the tree of one text from PyYAML's events."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._events: Iterator[yaml.Event] = iter(yaml.parse(report.text, Loader=_LOADER))
        self._anchors: dict[str, _Anchored] = {}
        self._open_anchors: set[str] = set()
        self._size = 0
        self._deepest = 0

    def document(self, *, in_map: bool) -> Node | None:
        """Give the root of the first document, or None when there is nothing in it."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        root = self._node(next(self._events), 0, in_map=in_map)
        next(self._events)
        following = next(self._events)
        if isinstance(following, yaml.DocumentStartEvent):
            detail = "A second document begins here. Remove the `---`, or move what follows it to a file of its own."
            self._report.mistake("spec-yaml-documents", "Several YAML documents", detail, self._report.where(following))
        return root

    # Nodes

    def _node(self, event: yaml.Event, depth: int, *, in_map: bool = False) -> Node:
        """Compose the node that begins with an event; `in_map` where it is the value of a key."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        self._enter(1, depth, event)
        anchor = cast("yaml.NodeEvent", event).anchor
        return self._anchored(anchor, event, depth, in_map=in_map) if anchor else self._value(event, depth, in_map)

    def _value(self, event: yaml.Event, depth: int, in_map: bool) -> Node:
        match event:
            case yaml.MappingStartEvent():
                check_tag(event, "map", self._report)
                return self._map(event, depth)
            case yaml.SequenceStartEvent():
                merge = read_list_tag(event, self._report, in_map=in_map)
                items, where = self._items(event, depth)
                return Sequence(items, where, merge)
        return read_scalar(cast("yaml.ScalarEvent", event), self._report, in_map=in_map)

    def _anchored(self, anchor: str, event: yaml.Event, depth: int, *, in_map: bool) -> Node:
        size, deepest = self._size, self._deepest
        self._deepest = depth
        self._open_anchors.add(anchor)
        node = self._value(event, depth, in_map)
        self._open_anchors.discard(anchor)
        self._anchors[anchor] = _Anchored(node, self._size - size + 1, self._deepest - depth)
        self._deepest = max(self._deepest, deepest)
        return node

    def _alias(self, event: yaml.AliasEvent, depth: int) -> Node:
        name = str(event.anchor)
        anchored = self._anchors.get(name)
        if anchored and name not in self._open_anchors:
            self._enter(anchored.size, depth + anchored.height, event)
            return anchored.node
        if name in self._open_anchors:
            detail = f"`*{name}` stands inside the value `&{name}` that it repeats. Write the value out."
        else:
            known = did_you_mean(name, self._anchors)
            detail = f"No `&{name}` stands before this `*{name}`.{known} Put a text that begins with `*` in quotes."
        where = self._report.where(event)
        self._report.mistake("spec-yaml-alias", "Invalid alias", detail, where)
        return Scalar(None, where)

    def _enter(self, size: int, depth: int, event: yaml.Event) -> None:
        """Count values in, and stop at a limit."""
        self._size += size
        self._deepest = max(self._deepest, depth)
        if self._size > MAX_NODES:
            detail = (
                f"The file has more than {MAX_NODES:,} values, counting what its aliases (`*name`) repeat. Use fewer "
                "aliases of aliases, or split the file."
            )
            self._stop("spec-yaml-too-many-values", "Too many values", detail, event)
        if depth > MAX_DEPTH:
            detail = f"Lists and maps stand more than {MAX_DEPTH} levels deep inside one another. Write fewer levels."
            self._stop("spec-yaml-too-deep", "Nested too deeply", detail, event)

    def _stop(self, rule: str, summary: str, detail: str, event: yaml.Event) -> NoReturn:
        self._report.mistake(rule, summary, detail, self._report.where(event))
        raise _LimitPassed

    # Lists and maps

    def _items(self, start: yaml.SequenceStartEvent, depth: int) -> tuple[tuple[Node, ...], SourceRange]:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return tuple(items), self._span(start, event, items[-1] if items else None)

    def _map(self, start: yaml.MappingStartEvent, depth: int) -> Map:
        entries: dict[str, Entry] = {}
        node: Node | None = None
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key_node = self._node(event, depth + 1)
            node = self._node(next(self._events), depth + 1, in_map=True)
            key = read_key(key_node, event, self._report)
            if key in entries:
                report_duplicate(key, key_node.where, entries[key].key, self._report)
            elif key is not None:
                entries[key] = Entry(key_node.where, node)
        return Map(entries, self._span(start, event, node))

    def _span(self, start: yaml.CollectionStartEvent, end: yaml.Event, last: Node | None) -> SourceRange:
        """A collection in brackets ends with its bracket, one without them where its last value does."""
        first, bracket = marks(start)[0], marks(end)[1]
        where = self._report.place(first.line, first.column, bracket.line, bracket.column)
        if start.flow_style or last is None or last.where < where:
            return where
        return SourceRange(where.file, where.line, where.column, last.where.end_line, last.where.end_column)
