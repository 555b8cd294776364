"""How a side of a changed argument reads."""

from tfgen.diff.changes import Shown
from tfgen.diff.symbols import Symbols, is_symbolic
from tfgen.hcl.literal import NotWritable, literal
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
