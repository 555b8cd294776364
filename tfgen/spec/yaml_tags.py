"""Single values, and what a tag before any value says: `!append`, `!prepend`, `!unset` and YAML's own."""

import yaml

from tfgen.diagnostics import did_you_mean
from tfgen.source import SourceRange
from tfgen.spec.scalars import Unreadable, read_plain, read_tagged
from tfgen.spec.yaml_characters import refuse_in_value
from tfgen.spec.yaml_report import Report
from tfgen.values import ListMerge, PlainScalar, Scalar, Unset

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = {_CORE + kind: kind for kind in ("str", "int", "float", "bool", "null")}
_LIST_MERGES = {"!append": ListMerge.APPEND, "!prepend": ListMerge.PREPEND}
_OURS = (*_LIST_MERGES, "!unset")


def read_scalar(event: yaml.ScalarEvent, report: Report, *, in_map: bool) -> Scalar | Unset:
    """Give the single value of an event; `in_map` where it is a key's, so that `!unset` may stand there."""
    where = report.block_where(event) if event.style in ("|", ">") else report.where(event)
    if event.tag == "!unset":
        return _unset(event, where, report, in_map=in_map)
    value = _value(event, where, report)
    if isinstance(value, Unreadable):
        report.mistake("spec-yaml-scalar", value.summary, value.detail, where)
        return Scalar(event.value, where)
    if isinstance(value, str):
        refuse_in_value(value, where, report)
    return Scalar(value, where)


def _value(event: yaml.ScalarEvent, where: SourceRange, report: Report) -> PlainScalar | Unreadable:
    if event.tag is None:
        return read_plain(event.value) if event.implicit[0] else event.value
    if kind := _SCALAR_TAGS.get(event.tag):
        return read_tagged(event.value, kind)
    if event.tag != "!":
        _refuse_tag(event.tag, where, report)
    return event.value


def _unset(event: yaml.ScalarEvent, where: SourceRange, report: Report, *, in_map: bool) -> Scalar | Unset:
    if event.value or not in_map:
        detail = "`!unset` stands alone after a key, as in `key: !unset`, and takes the key away."
        report.mistake("spec-yaml-tag", "Misplaced tag", detail, where)
    return Unset(where) if in_map else Scalar(None, where)


def read_list_tag(event: yaml.SequenceStartEvent, report: Report, *, in_map: bool) -> ListMerge:
    """Give how a list meets an inherited one; `in_map` where it is a key's, so that it can meet one."""
    merge = _LIST_MERGES.get(event.tag or "", ListMerge.REPLACE)
    if merge is ListMerge.REPLACE:
        check_tag(event, "seq", report)
    elif not in_map:
        detail = f"`{event.tag}` stands before the list of a key, as in `key: {event.tag} [item]`. Remove it here."
        report.mistake("spec-yaml-tag", "Misplaced tag", detail, report.where(event))
        return ListMerge.REPLACE
    return merge


def check_tag(event: yaml.CollectionStartEvent, kind: str, report: Report) -> None:
    """Refuse every tag before a list (`seq`) or a map (`map`) but YAML's own for it."""
    if event.tag not in (None, "!", _CORE + kind):
        _refuse_tag(str(event.tag), report.where(event), report)


def _refuse_tag(tag: str, where: SourceRange, report: Report) -> None:
    shown = tag.replace(_CORE, "!!")
    if tag in _LIST_MERGES:
        summary, detail = "Misplaced tag", f"`{tag}` needs a list. Write `key: {tag} [item]`."
    elif tag == "!unset":
        summary, detail = "Misplaced tag", "`!unset` stands alone after a key. Remove the value or the tag."
    else:
        known = "`!append`, `!prepend` and `!unset`"
        summary, detail = "Unknown tag", f"The tag `{shown}` is not one of {known}.{did_you_mean(shown, _OURS)}"
    report.mistake("spec-yaml-tag", summary, detail, where)
