"""Rules on times and spans of time."""

import re
from datetime import datetime

from tfgen.check.values.text import Rule

_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,]\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)
_DURATION = re.compile(r"[-+]?(?:(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})(?:ns|us|µs|μs|ms|s|m|h)){1,20}", re.ASCII)


def rfc3339(value: str, _: Rule) -> str | None:
    """Refuse what is no date and time of RFC 3339."""
    match = _RFC3339.fullmatch(value)
    try:
        if match and datetime.fromisoformat(match[1]):
            return None
    except ValueError:
        pass
    layout = '"2006-01-02T15:04:05Z07:00"'
    return f"expected {{quoted_key}} to be a valid RFC3339 date, got {{quoted_value}}: parsing time {{quoted_value}} as {layout}"


def duration(value: str, _: Rule) -> str | None:
    """Refuse what is no span of time in Go's form (`1h30m`), or a negative one."""
    if value != "0" and not _DURATION.fullmatch(value):
        return "{quoted_key} cannot be parsed as a duration: time: invalid duration {quoted_value}"
    return "{quoted_key} must be greater than zero" if value.startswith("-") else None
