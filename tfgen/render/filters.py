"""The filters, tests and functions that templates reach; docs/templates.md describes each one.

Most take and give values. Given rendered text (what a macro, a `set` block or `caller()` returns, which is
`Markup` to Jinja) they would work on marks instead of values, so they refuse it; `indent` and `join` are the ones
that know how to keep it whole.
"""

import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from jinja2 import filters as jinja_filters
from jinja2 import tests as jinja_tests
from jinja2.exceptions import FilterArgumentError
from jinja2.utils import Namespace
from markupsafe import Markup

from tfgen.hcl.expression import Expression, expression, reference
from tfgen.hcl.literal import plain_text
from tfgen.render import network
from tfgen.render.skeleton import without_line_marks

F = TypeVar("F", bound=Callable[..., Any])

BOUND_LOOP = "tfgen bound loop"  # no name that a template could write
# What a configuration could want, many times over; beyond it a mistake only costs time and memory.
MAX_WIDTH = 200
MAX_BATCH = 100_000
MAX_REPLACED = 10_000_000
TEXT_FILTERS = frozenset({"indent"})

_FROM_JINJA = (
    "abs", "capitalize", "d", "default", "dictsort", "first", "float", "int", "items", "last",
    "length", "count", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse",
    "round", "select", "selectattr", "sort", "sum", "title", "trim", "unique", "upper",
)  # fmt: skip
_TESTS_FROM_JINJA = (
    "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "float", "ge", "gt", "greaterthan",
    "in", "integer", "iterable", "le", "lt", "lessthan", "lower", "mapping", "ne", "none", "number", "odd",
    "sequence", "string", "true", "undefined", "upper", "==", "!=", ">", ">=", "<", "<=",
)  # fmt: skip


def takes_values(function: F) -> F:
    """Make a filter refuse rendered text."""

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if any(isinstance(arg, Markup) for arg in (*args, *kwargs.values())):
            raise FilterArgumentError("it takes a value, but got text that a macro or a block has rendered")
        return function(*args, **kwargs)

    return guarded  # type: ignore[return-value]


def indent(text: str, width: int = 2, first: bool = False) -> str:
    """Indent the lines of a text by some spaces, all but the first one unless asked; blank lines stay empty."""
    if not 0 <= width <= MAX_WIDTH:
        raise FilterArgumentError(f"a width is from 0 to {MAX_WIDTH}")
    pad = " " * width
    lines = text.split("\n")
    padded = [pad + line if without_line_marks(line).strip() and (n or first) else line for n, line in enumerate(lines)]
    return type(text)("\n".join(padded)) if isinstance(text, Markup) else "\n".join(padded)


def raw(text: object) -> Expression:
    """Take a text for an HCL expression, which nothing else does."""
    if not isinstance(text, str):
        raise FilterArgumentError("raw takes a text that is an HCL expression")
    return expression(str(text))


def ref(*parts: object) -> Expression:
    """Give a reference: `ref("module", name, "arn")` is `module.<name>.arn`."""
    steps = [part for part in parts if isinstance(part, str | int) and not isinstance(part, bool)]
    if len(steps) < len(parts):
        raise FilterArgumentError("ref takes names, and numbers for elements of lists")
    return reference(steps)


def batch(items: Iterable[Any], count: int, fill: Any = None) -> list[list[Any]]:
    """Cut items into lists of some length; the last one is filled up where a filler is given."""
    if not 1 <= count <= MAX_BATCH:
        raise FilterArgumentError(f"a batch has from 1 to {MAX_BATCH:,} items")
    return list(jinja_filters.FILTERS["batch"](list(items), count, fill))


def replace(text: object, old: object, new: object, count: int = -1) -> str:
    """Replace a text in a text."""
    written, was, becomes = map(str, (text, old, new))
    if (len(written) + 1) * (len(becomes) + 1) > MAX_REPLACED:
        raise FilterArgumentError("it would make a text too large to be wanted")
    return written.replace(was, becomes, count)


def span(*bounds: int) -> range:
    """Give the numbers of a range."""
    numbers = range(*bounds)
    if len(numbers) > MAX_BATCH:
        raise FilterArgumentError(f"a range has at most {MAX_BATCH:,} numbers")
    return numbers


def make_filters(concat: Callable[[Iterable[Any]], str]) -> dict[str, Any]:
    """Give the filters by name; `concat` joins values and rendered text into one."""

    def join(items: Iterable[Any], separator: str = "") -> str:
        """Join values with a separator between them."""
        parts: list[Any] = []
        for item in items:
            parts += [separator, item] if parts else [item]
        return concat(parts)

    chosen = {name: takes_values(jinja_filters.FILTERS[name]) for name in _FROM_JINJA}
    own: dict[str, Callable[..., Any]] = {
        "batch": batch,
        "cidr_prefix": network.prefix,
        "raw": raw,
        "replace": replace,
        "string": plain_text,
    }
    guarded = {name: takes_values(function) for name, function in own.items()}
    return {**chosen, **guarded, "indent": indent, "join": join}


def make_tests() -> dict[str, Any]:
    """Give the tests by name."""
    chosen = {name: jinja_tests.TESTS[name] for name in _TESTS_FROM_JINJA}
    return {**chosen, "cidr_within": network.is_within, "cidr_overlaps": network.overlaps}


def make_globals() -> dict[str, Any]:
    """Give the functions by name."""
    return {"range": span, "dict": dict, "namespace": Namespace, "ref": takes_values(ref)}
