"""Values and types in words, as messages use them."""

from tfgen.spec.scalars import Unreadable, read_plain
from tfgen.values import Path, Plain, format_path, shown

MAX_LISTED = 12

_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list",
    "object": "a map",
}
_BOOLEAN_WORDS = {
    **dict.fromkeys(("yes", "on", "y", "true"), "true"),
    **dict.fromkeys(("no", "off", "n", "false"), "false"),
}


def one_of(words: list[str]) -> str:
    """Join alternatives: `a, b or c`."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def type_names(types: list[str]) -> str:
    """Name the types that a schema allows."""
    return one_of([_TYPES[name] for name in sorted(types, key=list(_TYPES).index)])


def type_of(value: Plain) -> str:
    """Name the type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "a map"


def listed(words: list[str]) -> str:
    """Join words by commas, the first dozen of them."""
    more = [f"and {len(words) - MAX_LISTED} more"] if len(words) > MAX_LISTED else []
    return ", ".join(words[:MAX_LISTED] + more)


def in_map(path: Path) -> str:
    """Say where a key stands: "in `network`", "at the top level"."""
    return f"in `{format_path(path)}`" if path else "at the top level"


def type_remedy(value: Plain, types: list[str]) -> str:
    """Tell how to write a value of the wrong type right, as a sentence with a space before it, or nothing."""
    if isinstance(value, str):
        return _text_remedy(value, types)
    if "string" in types and isinstance(value, int | float):
        return " Put it in quotes."
    if value is None:
        return " Give it a value, or remove the line."
    if "array" in types and not isinstance(value, dict | list):
        return f" Write it as a list: [{shown(value)}]."
    if "integer" in types and isinstance(value, float):
        return " Write it without a fraction."
    return ""


def _text_remedy(text: str, types: list[str]) -> str:
    if "boolean" in types and text.lower() in _BOOLEAN_WORDS:
        return f" Write {_BOOLEAN_WORDS[text.lower()]} without quotes."
    if {"integer", "number", "null"} & {*types} and _reads_as_other(text):
        return " Remove the quotes."
    if "array" in types:
        return f" Write it as a list: [{shown(text)}]."
    return ""


def _reads_as_other(text: str) -> bool:
    value = read_plain(text)
    return not isinstance(value, str | Unreadable)


def count(number: int, thing: str) -> str:
    """Count things: `1 item`, `2 items`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
