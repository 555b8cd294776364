"""Functions that encode, decode and hash."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final
from urllib.parse import quote_plus

from tfgen.language.functions.problems import CallProblem
from tfgen.language.functions.rule import Rule, text
from tfgen.language.numbers import NumberTooLarge, format_number, parse_number
from tfgen.language.types import DYNAMIC
from tfgen.language.values import Value, from_python, string, unknown

# What Go's encoder writes in another way, so that JSON can stand in HTML.
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_IN_STRINGS = re.compile("[<>&\u2028\u2029]")


def _jsonencode(value: Value) -> Value:
    return string(_json(value))


def _json(value: Value) -> str:
    match value.content:
        case None:
            return "null"
        case bool() as truth:
            return "true" if truth else "false"
        case int() | Fraction():
            return format_number(value.content)
        case str() as written:
            return _IN_STRINGS.sub(lambda found: _ESCAPED[found[0]], json.dumps(written, ensure_ascii=False))
        case tuple() as items:
            return f"[{','.join(map(_json, items))}]"
    pairs = (f"{_json(string(name))}:{_json(item)}" for name, item in sorted(value.content.items()))
    return f"{{{','.join(pairs)}}}"


def _jsondecode(value: Value) -> Value:
    try:
        return from_python(
            json.loads(value.content, parse_int=parse_number, parse_float=parse_number, parse_constant=_refuse)
        )
    except NumberTooLarge:
        return unknown()
    except (ValueError, RecursionError) as problem:
        raise CallProblem(f"the text is not valid JSON: {problem}") from problem


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _yamldecode(value: Value) -> Value:
    """Tell broken YAML; what whole YAML means has too many readings to be sure of one."""
    import yaml  # noqa: PLC0415 - heavy, and seldom asked for

    try:
        for _ in yaml.parse(value.content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            pass
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        place = f"on line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise CallProblem(f"{place}{getattr(problem, 'problem', None) or 'the text is not valid YAML'}") from problem
    return unknown()


def _base64decode(value: Value) -> Value:
    try:
        decoded = base64.b64decode(value.content.replace("\n", "").replace("\r", ""), validate=True)
        return string(decoded.decode())
    except binascii.Error as problem:
        raise CallProblem(f'failed to decode base64 data "{value.content}"') from problem
    except UnicodeDecodeError as problem:
        raise CallProblem("the result of decoding the provided string is not valid UTF-8") from problem


def _hashed(name: str, write: Callable[[bytes], str]) -> Rule:
    return text(lambda given: write(hashlib.new(name, given.encode(), usedforsecurity=False).digest()))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


ENCODING: Final = {
    "jsonencode": Rule(_jsonencode),
    "jsondecode": Rule(_jsondecode, lambda _text: DYNAMIC),
    "yamldecode": Rule(_yamldecode, lambda _text: DYNAMIC),
    "csvdecode": Rule(None, lambda _text: DYNAMIC),
    "base64encode": text(lambda given: _base64(given.encode())),
    "base64decode": Rule(_base64decode),
    "md5": _hashed("md5", bytes.hex),
    "sha1": _hashed("sha1", bytes.hex),
    "sha256": _hashed("sha256", bytes.hex),
    "sha512": _hashed("sha512", bytes.hex),
    "base64sha256": _hashed("sha256", _base64),
    "base64sha512": _hashed("sha512", _base64),
    "urlencode": text(lambda given: quote_plus(given, safe="")),
}
