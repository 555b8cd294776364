"""What is written in strings and templates, and what it stands for."""

import re
import sys

from tfgen.hcl.tokens import SyntaxMistake

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_HEX_DIGITS = {"u": "four", "U": "eight"}
_SURROGATES = range(0xD800, 0xE000)
_MARKER = re.compile(r"\$\$\{|%%\{")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\$\$\{|%%\{")


def heredoc_text(text: str) -> str:
    """Give the text that a literal of a heredoc stands for: only `$${` and `%%{` are escapes there."""
    return _MARKER.sub(lambda found: found[0][1:], text)


def quoted_text(text: str, at: int) -> str:
    """Give the text that a literal of a quoted string stands for; raises SyntaxMistake, the text being at an offset."""
    if "\\" not in text and "{" not in text:
        return text

    def replacement(found: re.Match[str]) -> str:
        written = found[0]
        if written[0] != "\\":
            return written[1:]
        return _meant(written, (at + found.start(), at + found.end()))

    return _ESCAPE.sub(replacement, text)


def _meant(written: str, span: tuple[int, int]) -> str:
    selector, digits = written[1], written[2:]
    if digits:
        return _character(int(digits, 16), span)
    if selector in _ESCAPES:
        return _ESCAPES[selector]
    detail = f'The symbol "{selector}" is not a valid escape sequence selector.'
    if selector in _HEX_DIGITS:
        detail = f"The \\{selector} escape sequence must be followed by {_HEX_DIGITS[selector]} hexadecimal digits."
    raise SyntaxMistake("Invalid escape sequence", detail, span)


def _character(code: int, span: tuple[int, int]) -> str:
    if code > sys.maxunicode or code in _SURROGATES:
        raise SyntaxMistake("Invalid escape sequence", f"Cannot encode character U+{code:04x} in UTF-8.", span)
    return chr(code)
