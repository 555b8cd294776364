"""Verdicts on quotas, as a table for people and as JSON."""

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from tfgen.quotas.amounts import Amount
from tfgen.quotas.tally import Need
from tfgen.quotas.verdicts import Origin, Verdict
from tfgen.quotas.words import environments, in_words, number, place_in_words, title
from tfgen.report.text import visible

HEAD = ("quota", "needed", "limit", "share", "by")
HEAD_IN_USE = ("quota", "needed", "in use", "limit", "share", "by")
RIGHT = frozenset({"needed", "in use", "limit", "share"})


def format_table(verdicts: Sequence[Verdict]) -> str:
    """Write a table for each account and region, the fullest quota first."""
    by_place = itertools.groupby(sorted(verdicts, key=lambda one: one.need.place), lambda one: one.need.place)
    tables = (f"{place_in_words(place)}:\n" + "".join(_lines(list(found))) for place, found in by_place)
    return "\n".join(tables)


def _lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    is_live = any(one.limit.in_use is not None for one in verdicts)
    head = HEAD_IN_USE if is_live else HEAD
    rows = [head, *(_row(one, is_live) for one in verdicts)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.rjust(width) if name in RIGHT else cell.ljust(width)
            for cell, width, name in zip(row, widths, head, strict=True)
        )
        yield f"  {'  '.join(cells).rstrip()}\n"


def _row(verdict: Verdict, is_live: bool) -> tuple[str, ...]:
    need, limit = verdict.need, verdict.limit
    unit = f" {need.quota.unit}" if need.quota.unit else ""
    in_use = ["-" if limit.in_use is None else number(limit.in_use)] if is_live else []
    mark = (
        ""
        if limit.origin is Origin.PUBLISHED and not is_live
        else {Origin.PUBLISHED: " (default)"}.get(limit.origin, "")
    )
    return (
        visible(title(need)),
        in_words(need.total),
        *in_use,
        f"{number(limit.value)}{unit}{mark}",
        f"{_percent(verdict.share)} %",
        visible(environments(need)),
    )


def _percent(share: Fraction) -> int:
    """Give a share in percent; what is above the limit is never told as 100."""
    return -(-share * 100 // 1) if share > 1 else int(share * 100)


def as_json(verdicts: Sequence[Verdict], left_out: Sequence[str]) -> dict[str, Any]:
    """Give what the command's JSON document says."""
    return {"quotas": [_document(verdict) for verdict in verdicts], "left_out": list(left_out)}


def _document(verdict: Verdict) -> dict[str, Any]:
    need, limit, quota = verdict.need, verdict.limit, verdict.need.quota
    return {
        "account": need.place.account or None,
        "region": need.place.region or None,
        "service": quota.service,
        "code": quota.code,
        "name": quota.name,
        "scope": quota.scope,
        "per": quota.per or None,
        "parent": need.parent or None,
        "unit": quota.unit or None,
        "needed": _number(need.total.number),
        "is_exact": need.total.is_exact,
        "limit": _number(limit.value),
        "limit_from": limit.origin.value,
        "in_use": None if limit.in_use is None else _number(limit.in_use),
        "share": round(float(verdict.share), 4),
        "fits": verdict.fits,
        "adjustable": quota.adjustable,
        "source": quota.source,
        "note": quota.note or None,
        "environments": [_of_environment(need, name, total) for name, total in need.by_environment().items()],
    }


def _of_environment(need: Need, name: str, total: Amount) -> dict[str, Any]:
    shares = [share for share in need.shares if share.environment == name]
    return {
        "name": name,
        **_amount(total),
        "resources": [{"address": share.address, **_amount(share.amount)} for share in shares],
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {"needed": _number(amount.number), "is_exact": amount.is_exact}


def _number(amount: Fraction) -> int | float:
    return amount.numerator if amount.denominator == 1 else float(amount)
