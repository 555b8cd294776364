"""Functions with regular expressions, which are those of Go's RE2: https://github.com/google/re2/wiki/Syntax"""

import re
from typing import Final

from tfgen.language.functions.problems import ArgumentProblem, CallProblem
from tfgen.language.functions.rule import Rule
from tfgen.language.types import DYNAMIC, STRING, Tuple, Type, list_of, object_of
from tfgen.language.values import Value, list_value, null, object_value, string, tuple_value, unknown

# Patterns and texts up to so many characters are tried here; Python's engine may take exponential time where Go's
# does not, so that a pattern that repeats a repetition is left to Terraform.
MAX_PATTERN, MAX_TEXT = 500, 10_000
_NESTED_REPEATS = re.compile(r"[*+}][^()]*\)[*+{]")
_ONLY_GO = re.compile(r"\\[pPCzZQExuN0]|\[\[|\(\?(?!P?<|:)|\{,|--|&&|\|\||~~")
# Where Python's message is one of these, Go refuses the pattern too.
_BROKEN = (
    "missing )",
    "unterminated character set",
    "nothing to repeat",
    "unbalanced parenthesis",
    "bad character range",
)
_BACKREFERENCE = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]|\(\?<?[=!]|\(\?>|[*+?]\+")


def compile_re2(pattern: str) -> re.Pattern[str] | None:
    """Compile a pattern; None where Python reads it otherwise than Go, or slower.

    Raises ArgumentProblem for what is none.
    """
    if _BACKREFERENCE.search(pattern):
        raise ArgumentProblem(0, "invalid regexp pattern: it uses what RE2 does not have, such as look-ahead")
    if len(pattern) > MAX_PATTERN or _ONLY_GO.search(pattern) or _NESTED_REPEATS.search(pattern):
        return None
    try:
        return re.compile(pattern.replace("(?<", "(?P<"), re.ASCII)
    except re.error as problem:
        if not problem.msg.startswith(_BROKEN):
            return None
        raise ArgumentProblem(0, f"invalid regexp pattern: {problem.msg} in {pattern}") from problem


def _result_type(pattern: Value, *_text: Value) -> Type:
    """Give the type of a match: an object of named groups, a tuple of others, or a string."""
    if not pattern.is_known:
        return DYNAMIC
    compiled = compile_re2(pattern.content)
    if compiled is None:
        return DYNAMIC
    if compiled.groups and len(compiled.groupindex) == compiled.groups:
        return object_of(dict.fromkeys(compiled.groupindex, STRING))
    if compiled.groupindex:
        raise ArgumentProblem(0, "invalid regexp pattern: cannot mix both named and unnamed capture groups")
    return Tuple((STRING,) * compiled.groups) if compiled.groups else STRING


def _regex(pattern: Value, text: Value) -> Value:
    compiled = compile_re2(pattern.content)
    if compiled is None or len(text.content) > MAX_TEXT or _may_differ(pattern, text):
        return unknown(_result_type(pattern))
    found = compiled.search(text.content)
    if found is None:
        raise CallProblem("pattern did not match any part of the given string")
    return _match(found)


def _may_differ(pattern: Value, text: Value) -> bool:
    """Tell whether `$` may match before a last newline, as in Python only."""
    return "$" in pattern.content and bool(text.content.endswith("\n"))


def _match(found: re.Match[str]) -> Value:
    if found.re.groupindex:
        return object_value({name: _group(found[name]) for name in found.re.groupindex})
    if found.re.groups:
        return tuple_value(_group(group) for group in found.groups())
    return string(found[0])


def _group(text: str | None) -> Value:
    return null(STRING) if text is None else string(text)


def _regexall_type(pattern: Value, text: Value) -> Type:
    found = _result_type(pattern, text)
    return DYNAMIC if found == DYNAMIC else list_of(found)


def _regexall(pattern: Value, text: Value) -> Value:
    compiled = compile_re2(pattern.content)
    if compiled is None or len(text.content) > MAX_TEXT or _may_differ(pattern, text) or compiled.match(""):
        return unknown(_regexall_type(pattern, text))
    return list_value(_result_type(pattern), [_match(found) for found in compiled.finditer(text.content)])


def _replace(text: Value, part: Value, new: Value) -> Value:
    searched = part.content
    if len(searched) < 2 or not (searched[0] == "/" == searched[-1]):  # noqa: PLR2004 - a slash at each end
        return string(text.content.replace(searched, new.content))
    compiled = compile_re2(searched[1:-1])
    if compiled is None or len(text.content) > MAX_TEXT or "$" in searched + new.content or compiled.match(""):
        return unknown(STRING)
    return string(compiled.sub(lambda _found: new.content, text.content))


PATTERNS: Final = {
    "regex": Rule(_regex, _result_type),
    "regexall": Rule(_regexall, _regexall_type),
    "replace": Rule(_replace),
}
