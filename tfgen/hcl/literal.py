"""Values as HCL: the one place where a value becomes quoted, escaped text.

The rules are those of the HCL native syntax specification (string literals, templates, heredocs) within what
python-hcl2 reads too: it takes `$${` for an escape only where the braces close, so other `${` are written with
`\\u0024`.
"""

import math
import re
from collections.abc import Mapping
from decimal import Decimal

from tfgen.hcl.expression import Expression, Writable
from tfgen.values import Path, PlainScalar

_BARE_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# As the first word of an object, `for` begins a for expression; the rest only look like values.
_KEYWORDS = frozenset({"for", "if", "in", "null", "true", "false"})

_NAMED_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_SPECIAL = re.compile(
    r"""
      (?P<closed> (?<![$%]) [$%] (?= \{ [^{}"\\$%\x00-\x1f\x7f]* \} ) )  # `${name}`: doubled, easy to read
    | (?P<sigils> [$%]+ (?= \{ ) )                               # any other `${`: as code points
    | (?P<char> ["\\\x00-\x1f\x7f] )
    """,
    re.VERBOSE,
)

INDENT = "  "
_SIGILS = frozenset("$%")


class NotWritable(ValueError):
    """A value that has no form in the place where it was to be written; the message says why."""


def plain_text(value: Writable) -> str:
    """Give a value as it reads within text: `true`, `3`, `0.5`; raises NotWritable for null, lists and maps."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return format(Decimal(repr(value)), "f") if math.isfinite(value) else _not_finite(value)
        case None:
            raise NotWritable("null has no form within text")
        case Expression():
            raise NotWritable(f"the expression {value.text} has no form as text: only Terraform knows its value")
        case _:
            kind = "map" if isinstance(value, Mapping) else "list"
            raise NotWritable(f"a {kind} has no form within text")


def _not_finite(value: float) -> str:
    raise NotWritable(f"Terraform has no number {value}")


def escape_quoted(text: str, before: str = "", after: str = "") -> str:
    """Escape text for the inside of a quoted string.

    `before` is the character in front of it there and `after` the two behind it: a `$` and a `{` must not come to
    meet. Raises NotWritable for what no string holds, and for an empty text that would let them meet.
    """
    _refuse_unwritable(text)
    if not text and _meet(before, after):
        raise NotWritable(f"it is empty, and {before + after!r} would come together around it")
    if before in _SIGILS and text.startswith(("{", *_SIGILS)):
        return _code_point(text[0]) + escape_quoted(text[1:], after=after)
    if _meet(text[-1:], after):
        return escape_quoted(text[:-1], before) + _code_point(text[-1])
    return _SPECIAL.sub(_escape, text)


def _meet(sigil: str, after: str) -> bool:
    """Tell whether a `$` or `%` and what follows it make `${`, or its escape `$${`."""
    return sigil in _SIGILS and after.startswith(("{", f"{sigil}{{"))


def _escape(match: re.Match[str]) -> str:
    text = match.group()
    if match.lastgroup == "closed":
        return text * 2
    if match.lastgroup == "sigils":
        return "".join(map(_code_point, text))
    return _NAMED_ESCAPES.get(text) or _code_point(text)


def _code_point(char: str) -> str:
    return f"\\u{ord(char):04x}"


def _refuse_unwritable(text: str) -> None:
    for char in text:
        if char == "\0":
            raise NotWritable("it holds a NUL character, which Terraform does not take")
        if "\ud800" <= char <= "\udfff":
            raise NotWritable("it holds half of a surrogate pair, which is no Unicode text")


def escape_heredoc(text: str, before: str = "", after: str = "") -> str:
    """Escape text for a heredoc, where only `$${` and `%%{` are escapes; raises NotWritable for the rest."""
    _refuse_unwritable(text)
    joined = before + text + after
    if _meet(before, text + after) or _meet(text[-1:], after):
        raise NotWritable(f"it would meet the text around it as {joined!r}, and a heredoc has no escape for that")
    if re.search(r"[$%]{2}\{", text):
        raise NotWritable("it holds `$${` or `%%{`, which a heredoc has no escape for")
    return re.sub(r"([$%])(?=\{)", r"\1\1", text)


def quoted(text: str) -> str:
    """Give text as a quoted string literal."""
    return f'"{escape_quoted(text)}"'


def key(text: str) -> str:
    """Give text as a key of an object: bare where that is plain, else quoted."""
    return text if _BARE_KEY.fullmatch(text) and text not in _KEYWORDS else quoted(text)


def literal(value: Writable, indent: str | None = "") -> str:
    """Give a value as a literal expression; expressions that a template put into it stay what they are.

    `indent` is the indentation of the line that it begins on; with None it stays on one line. Maps come with
    their keys sorted, so that their order in a spec makes no difference; raises NotWritable where a text or number
    has no HCL form.
    """
    match value:
        case Mapping():
            return _map(value, indent)
        case list():
            return _list(value, indent)
        case Expression():
            return value.term
        case _:
            return _scalar(value)


def _scalar(value: PlainScalar) -> str:
    match value:
        case str():
            return quoted(value)
        case None:
            return "null"
        case float() if math.isfinite(value):
            return repr(value)
        case _:
            return plain_text(value)


def _list(items: list[Writable], indent: str | None) -> str:
    if indent is None or not any(isinstance(item, Mapping) and item for item in items):
        return f"[{', '.join(literal(item, indent) for item in items)}]"
    deeper = indent + INDENT
    lines = "".join(f"{deeper}{literal(item, deeper)},\n" for item in items)
    return f"[\n{lines}{indent}]"


def _map(value: Mapping[str, Writable], indent: str | None) -> str:
    if not value:
        return "{}"
    if indent is None:
        pairs = (f"{key(name)} = {literal(item, None)}" for name, item in sorted(value.items()))
        return f"{{ {', '.join(pairs)} }}"
    deeper = indent + INDENT
    lines = "".join(f"{deeper}{key(name)} = {literal(item, deeper)}\n" for name, item in sorted(value.items()))
    return f"{{\n{lines}{indent}}}"


def line_paths(value: Writable, path: Path = ()) -> list[Path | None]:
    """Give, for each line of a literal, the path of the element that begins on it; None for a closing bracket."""
    match value:
        case Mapping() if value:
            inside = [line_paths(item, (*path, name)) for name, item in sorted(value.items())]
        case list() if any(isinstance(item, Mapping) and item for item in value):
            inside = [line_paths(item, (*path, number)) for number, item in enumerate(value)]
        case _:
            return [path]
    return [path, *(line for lines in inside for line in lines), None]
