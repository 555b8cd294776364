"""`format` and `formatlist`: https://developer.hashicorp.com/terraform/language/functions/format"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tfgen.language.convert import ConversionError, convert
from tfgen.language.functions.problems import ArgumentProblem, CallProblem
from tfgen.language.functions.rule import Rule
from tfgen.language.types import BOOL, DYNAMIC, NUMBER, STRING, Collection, Tuple, Type, list_of
from tfgen.language.values import Value, string, unknown

_VERB = re.compile(
    r"%(?P<flags>[ 0+#-]*)(?P<width>\d+|\*)?(?:\.(?P<precision>\d*))?(?:\[(?P<index>\d+)\])?(?P<verb>.)?", re.DOTALL
)
# The verbs that are carried out; what any other writes is left unknown.
_SIMPLE = re.compile(r"%(?:[sv]|(?:0\d{1,2})?d)")
_TYPES: Final = {"s": STRING, "q": STRING, "t": BOOL, **dict.fromkeys("bdoxXeEfFgG", NUMBER), "v": DYNAMIC}


class Verb(Struct, frozen=True):
    """One `%…` of a format: where it stands, as it is written, its letter, and which argument it takes."""

    offset: int
    written: str
    letter: str
    argument: int


def _verbs(text: str) -> Iterator[Verb]:
    """Give the verbs of a format; `%%` is none."""
    argument = 0
    for found in _VERB.finditer(text):
        if found[0] == "%%":
            continue
        if found["index"]:
            argument = int(found["index"]) - 1
        letter = found["verb"] or ""
        offset = len(text[: found.start()].encode())
        if letter not in _TYPES or not letter:
            raise CallProblem(f'unsupported format verb {letter!r} in "{found[0]}" at offset {offset}')
        yield Verb(offset, found[0], letter, argument)
        argument += 1


def _check(text: str, given: Sequence[Value], first: int = 1) -> list[Verb]:
    """Check that the arguments fit the verbs of a format, as far as they are known."""
    verbs = list(_verbs(text))
    for verb in verbs:
        if verb.argument >= len(given):
            need = f"need index {verb.argument + 1} but have {len(given)} total"
            raise CallProblem(f'not enough arguments for "{verb.written}" at {verb.offset}: {need}')
        _convert(verb, given[verb.argument])
    used = max((verb.argument + 1 for verb in verbs), default=0)
    all_known = all(value.is_known for value in given)
    if all_known and used < len(given) and not any("[" in verb.written for verb in verbs):
        raise ArgumentProblem(first + used, f"too many arguments; only {used} used by format string")
    return verbs


def _convert(verb: Verb, value: Value) -> Value:
    wanted: Type = _TYPES[verb.letter]
    try:
        converted = convert(value, wanted)
    except ConversionError as problem:
        raise CallProblem(f'unsupported value for "{verb.written}" at {verb.offset}: {problem}') from problem
    return converted


def _format(text: Value, *given: Value) -> Value:
    if not text.is_known:
        return unknown(STRING)
    verbs = _check(text.content, given)
    simple = all(_SIMPLE.fullmatch(verb.written) for verb in verbs)
    if not simple or not all(value.is_wholly_known for value in given):
        return unknown(STRING)
    texts = [_written(verb, given[verb.argument]) for verb in verbs]
    if any(found is None for found in texts):
        return unknown(STRING)
    waiting = iter(texts)
    return string(_VERB.sub(lambda found: "%" if found[0] == "%%" else str(next(waiting)), text.content))


def _written(verb: Verb, value: Value) -> str | None:
    """Write a string or a whole number; None for what has a form of its own."""
    if value.is_null or (verb.letter == "v" and value.type not in (STRING, NUMBER, BOOL)):
        return None
    if verb.letter == "d":
        number = convert(value, NUMBER).content
        # Width and leading zeros are written as Python writes them.
        return f"{number:{verb.written[1:]}}" if isinstance(number, int) else None
    found: str = convert(value, STRING).content
    return found


def _formatlist(text: Value, *given: Value) -> Value:
    if not text.is_known:
        return unknown(list_of(STRING))
    lists = [value for value in given if isinstance(value.type, Tuple | Collection)]
    lengths = {len(value.content) for value in lists if value.is_known and not value.is_null}
    if len(lengths) > 1:
        raise CallProblem(f"argument lists have different lengths: {', '.join(map(str, sorted(lengths)))}")
    if not lists or not all(value.is_known and not value.is_null for value in given):
        return unknown(list_of(STRING))
    rows = [
        _format(text, *(value.content[row] if value in lists else value for value in given))
        for row in range(next(iter(lengths)))
    ]
    return Value(list_of(STRING), tuple(rows))


FORMATTING: Final = {
    "format": Rule(_format, sees_unknown=True, takes_dynamic=True),
    "formatlist": Rule(_formatlist, sees_unknown=True, takes_dynamic=True),
}
