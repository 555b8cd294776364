"""Why a value is not valid, in words that follow its name: "is 12 hours, and must be at least 24 hours"."""

from jsonschema_rs import ValidationErrorKind as Kind

from tfgen.diagnostics import did_you_mean
from tfgen.spec.describe import count, one_of
from tfgen.spec.fields import Schemas, description, unit
from tfgen.values import Plain, shown

_FORMATS = {
    "cidr": "a network with no bits set behind its prefix, as in 10.0.0.0/16",
    "date": "a date, as in 2026-11-23",
    "date-time": "a date and time, as in 2026-11-23T08:30:00Z",
    "email": "an e-mail address",
    "hostname": "a host name",
    "ipv4": "an IPv4 address",
    "ipv6": "an IPv6 address",
    "regex": "a regular expression",
    "time": "a time, as in 08:30:00Z",
    "uri": "a URL with its scheme, as in https://example.com",
}


def reason(kind: Kind, value: Plain, schemas: Schemas) -> str:
    """Say what is wrong with a value; `schemas` tell the unit of a number and whether there is a description."""
    return (
        _bound(kind, value, unit(schemas))
        or _size(kind, value)
        or _form(kind, value, described=bool(description(schemas)))
        or "is not valid"
    )


def _bound(kind: Kind, value: Plain, of: str) -> str | None:
    match kind:
        case Kind.Minimum(limit=limit):
            must = f"at least {limit}"
        case Kind.Maximum(limit=limit):
            must = f"at most {limit}"
        case Kind.ExclusiveMinimum(limit=limit):
            must = f"more than {limit}"
        case Kind.ExclusiveMaximum(limit=limit):
            must = f"less than {limit}"
        case Kind.MultipleOf(multiple_of=divisor):
            must = f"a multiple of {divisor}"
        case _:
            return None
    return f"is {shown(value)}, and must be {must}{of}"


def _size(kind: Kind, value: Plain) -> str | None:
    match kind:
        case Kind.MinLength(limit=limit):
            return _too_few(value, limit, "character")
        case Kind.MaxLength(limit=limit):
            return _too_many(value, limit, "character")
        case Kind.MinItems(limit=limit):
            return _too_few(value, limit, "item")
        case Kind.MaxItems(limit=limit) | Kind.AdditionalItems(limit=limit):
            return _too_many(value, limit, "item")
        case Kind.MinProperties(limit=limit):
            return _too_few(value, limit, "key")
        case Kind.MaxProperties(limit=limit):
            return _too_many(value, limit, "key")
    return None


def _too_few(value: Plain, limit: int, of: str) -> str:
    assert isinstance(value, str | list | dict)
    return f"has {count(len(value), of)}, and must have at least {limit}"


def _too_many(value: Plain, limit: int, of: str) -> str:
    assert isinstance(value, str | list | dict)
    return f"has {count(len(value), of)}, and may have at most {limit}"


def _form(kind: Kind, value: Plain, *, described: bool) -> str | None:
    match kind:
        case Kind.Enum(options=options):
            return f"is {shown(value)}, and must be {one_of([shown(option) for option in options])}"
        case Kind.Constant(expected_value=expected):
            return f"is {shown(value)}, and must be {shown(expected)}"
        case Kind.Pattern(pattern=pattern):
            form = "is not of the form expected" if described else f"does not match the pattern {pattern}"
            return f"is {shown(value)}, which {form}"
        case Kind.Format(format=name):
            return f"is {shown(value)}, and must be {_FORMATS.get(name, 'a valid ' + name)}"
        case Kind.Contains():
            return "lacks an item of the kind that one of its items must be"
        case Kind.OneOfMultipleValid():
            return "fits several of the forms that exclude one another"
        case Kind.Not():
            return f"is {shown(value)}, which is not allowed"
    return None


def suggestion(kind: Kind, value: Plain) -> str:
    """Give ` Did you mean "…"?` for a choice that was mistyped, or nothing."""
    if isinstance(kind, Kind.Enum) and isinstance(value, str):
        return did_you_mean(value, [option for option in kind.options if isinstance(option, str)])
    return ""
