"""What python-hcl2 finds in a text: its shape, without the literals' values, and the values."""

import re
import unicodedata
from typing import Any

import hcl2
from hcl2.rules.abstract import LarkRule
from hcl2.rules.containers import ObjectElemKeyRule, ObjectElemRule, ObjectRule, TupleRule
from hcl2.rules.expressions import ExprTermRule, UnaryOpRule
from hcl2.rules.literal_rules import FloatLitRule, IdentifierRule, IntLitRule, LiteralValueRule
from hcl2.rules.strings import HeredocTemplateRule, StringPartRule, StringRule
from hcl2.rules.whitespace import NewLineOrCommentRule

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|([$%])\4(?=\{)")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def normal(value: Any) -> Any:
    """Bring text into the form that Terraform keeps it in (NFC), and numbers into one type."""
    match value:
        case dict():
            return {normal(key): normal(item) for key, item in value.items()}
        case list():
            return [normal(item) for item in value]
        case str():
            return unicodedata.normalize("NFC", value)
        case int() if not isinstance(value, bool):
            return float(value)
        case _:
            return value


def shape(text: str, *, names: bool) -> Any:
    """Give the shape of a text: blocks, labels, argument names and expressions; `names` keeps the identifiers."""
    return _shape(hcl2.parses(text), names)


def _shape(node: Any, names: bool) -> Any:
    match node:
        case NewLineOrCommentRule():
            return None
        case StringRule():
            parts = [_shape(part, names) for part in node.children if isinstance(part, StringPartRule)]
            return ("string", *(part for part in parts if part is not None))
        case StringPartRule():
            return _shape(node.children[0], names) if isinstance(node.children[0], LarkRule) else None
        case ObjectElemKeyRule() if isinstance(node.children[0], IdentifierRule | StringRule):
            return "key"
        case IdentifierRule():
            return ("name", str(node.children[0])) if names else "name"
        case IntLitRule() | FloatLitRule() | LiteralValueRule():
            return "literal"
        case UnaryOpRule() if _is_number(node):  # python-hcl2 takes -10 for a literal and -1 for a sign with one
            return (ExprTermRule.__name__, "literal")
        case HeredocTemplateRule():
            return "heredoc"
    children = getattr(node, "children", None)
    if children is None:
        return str(node).strip()
    inside = [_shape(child, names) for child in children if child is not None]
    return (type(node).__name__, *(child for child in inside if child is not None))


def _is_number(node: Any) -> bool:
    inside = getattr(node.children[-1], "children", ())
    return str(node.children[0]) == "-" and any(isinstance(child, IntLitRule | FloatLitRule) for child in inside)


def value_of(text: str, name: str) -> Any:
    """Give the value of an argument that is a literal, read by python-hcl2 and unescaped by HCL's rules."""
    (found,) = (child for child in hcl2.parses(text).body.children if _is_argument(child, name))
    return _value(found.expression)


def _is_argument(node: Any, name: str) -> bool:
    return hasattr(node, "identifier") and str(node.identifier.children[0]) == name


def _value(node: Any) -> Any:
    match node:
        case StringRule():
            return _unescaped(
                "".join(str(part.children[0]) for part in node.children if isinstance(part, StringPartRule))
            )
        case IntLitRule():
            return int(str(node.children[0]))
        case FloatLitRule():
            return float(str(node.children[0]))
        case LiteralValueRule():
            return {"true": True, "false": False, "null": None}[str(node.children[0])]
        case UnaryOpRule():
            return -_value(node.children[-1])
        case TupleRule():
            return [_value(element) for element in node.elements]
        case ObjectRule():
            return {_key(element): _value(element.expression) for element in node.elements}
        case _:
            return _value(node.expression)


def _key(element: ObjectElemRule) -> str:
    inner = element.key.children[0]
    return str(_value(inner)) if isinstance(inner, StringRule) else str(inner.children[0])


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    if escape[4]:
        return escape[4]
    return _NAMED[escape[3]] if escape[3] else chr(int(escape[1] or escape[2], 16))
