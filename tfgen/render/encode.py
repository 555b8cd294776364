"""One value, one context: the HCL text that stands for it there."""

import re

from tfgen.hcl import literal as hcl
from tfgen.hcl.expression import Expression, Writable, is_identifier
from tfgen.hcl.lexer import HOLE_START
from tfgen.hcl.literal import NotWritable
from tfgen.render.contexts import Context, Spot

_LITERALS = frozenset({"null", "true", "false"})
# An escape of a quoted string that has only begun: a backslash that is not itself escaped, or `\\u` without all digits.
_OPEN_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*+\\(?:u[0-9a-fA-F]{0,3}|U[0-9a-fA-F]{0,7})?\Z")
_NAME_PART = re.compile(r"[A-Za-z0-9_-]+")


def encode(value: Writable, spot: Spot, text: str, before: str) -> str:
    """Encode a value for its hole.

    `text` is the skeleton's, `before` the character that the output has in front of the hole (a neighbouring
    hole may have put it there). Raises NotWritable where no form is safe.
    """
    if isinstance(value, Expression):
        return _expression(value, spot, before)
    if spot.context in {Context.QUOTED, Context.LABEL_TEXT}:
        _refuse_open_escape(text, spot.start)
    match spot.context:
        case Context.EXPRESSION:
            return hcl.literal(value, None if spot.one_line else indentation(text, spot.start))
        case Context.KEY:
            return hcl.key(hcl.plain_text(value))
        case Context.LABEL:
            return f'"{_name(value, continues=False)}"'
        case Context.REFERENCE:
            raise NotWritable("values alone would decide what is referred to; begin it in the template, or use ref()")
        case Context.NAME | Context.LABEL_TEXT:
            return _name(value, continues=spot.continues)
        case Context.QUOTED:
            quoted = hcl.plain_text(value)
            return hcl.escape_quoted(quoted, before, _after(quoted, text, spot))
        case Context.HEREDOC:
            return _heredoc(value, spot, text, before)
        case _:
            return _comment(value)


def _expression(value: Expression, spot: Spot, before: str) -> str:
    """Write an expression that the template asked for: inside text as an interpolation."""
    match spot.context:
        case Context.EXPRESSION:
            return value.term
        case Context.REFERENCE if not spot.continues:
            return value.term
        case Context.KEY:
            return f"({value.text})"
        case Context.QUOTED | Context.HEREDOC if before != "$":
            return f"${{{value.text}}}"
        case Context.QUOTED | Context.HEREDOC:
            raise NotWritable("behind a `$` its `${` would be read as an escape")
        case _:
            raise NotWritable("an expression can't stand there")


def _refuse_open_escape(text: str, at: int) -> None:
    line = text.rfind("\n", 0, at) + 1
    if _OPEN_ESCAPE.search(text, line, at):
        raise NotWritable("it would go on with the escape that begins before it")


def _after(quoted: str, text: str, spot: Spot) -> str:
    """Give the two characters behind a hole.

    What another hole will put there is not known, so it may be a brace; an empty text leaves it to that one to see
    what is in front of it.
    """
    after = text[spot.end : spot.end + 2]
    return after.replace(HOLE_START, "{") if quoted else after


def indentation(text: str, at: int) -> str:
    """Give the spaces and tabs that the line around an offset begins with."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _name(value: Writable, *, continues: bool) -> str:
    name = hcl.plain_text(value)
    if not continues and name in _LITERALS:
        raise NotWritable(f"{name} is a value of HCL's own and no name")
    if continues and not _NAME_PART.fullmatch(name):
        raise NotWritable("a part of a name is made of letters, digits, `_` and `-`")
    if not continues and not is_identifier(name):
        raise NotWritable("a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`")
    return name


def _heredoc(value: Writable, spot: Spot, text: str, before: str) -> str:
    escaped = hcl.escape_heredoc(hcl.plain_text(value), before, text[spot.end : spot.end + 2])
    if "\r" in escaped:
        raise NotWritable("it holds a carriage return, which a heredoc has no escape for")
    return escaped.replace("\n", "\n" + indentation(text, spot.start)) if spot.heredocs[-1].indented else escaped


def _comment(value: Writable) -> str:
    comment = hcl.plain_text(value)
    if "*/" in comment or not comment.isprintable():
        raise NotWritable("a comment holds one line of text, and no `*/`")
    return comment
