"""How a side of a changed argument reads."""

from msgspec.structs import replace

from tfgen.diff.changes import Shown
from tfgen.diff.differences import Difference
from tfgen.diff.symbols import Symbols, is_symbolic
from tfgen.hcl.literal import NotWritable, literal
from tfgen.language.types import friendly
from tfgen.language.values import Value, to_python

_SENSITIVE = "(sensitive value)"


def shown(value: Value | None, is_sensitive: bool, symbols: Symbols) -> Shown | None:
    """Give a side of a change as it is shown, None where there is nothing."""
    if value is None or value.is_null:
        return None
    if is_sensitive:
        return Shown(_SENSITIVE, is_known=not is_symbolic(value), is_sensitive=True)
    if is_symbolic(value):
        return Shown(symbols.write(value), is_known=False)
    plain = to_python(value)
    try:
        return Shown(literal(plain), is_known=True, value=plain)
    except NotWritable:
        return Shown(symbols.write(value), is_known=True, value=plain)


def both_shown(one: Difference, symbols: Symbols) -> tuple[Shown | None, Shown | None]:
    """Give both sides of a difference, with their types where these alone differ."""
    before, after = (shown(side, one.is_sensitive, symbols) for side in (one.before, one.after))
    if before and after and before.is_known and not before.is_sensitive and before.text == after.text:
        return _typed(before, one.before), _typed(after, one.after)
    return before, after


def _typed(side: Shown, value: Value | None) -> Shown:
    return replace(side, text=f"{side.text} ({friendly(value.type)})") if value is not None else side
