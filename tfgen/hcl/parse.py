"""The parse-back: every rendered file is read by python-hcl2, a parser that is none of ours.

What it can't read is not written. It takes some text that Terraform rejects, so that `tfgen.hcl.syntax` stands beside
it; the tree that the checks walk comes from `tfgen.hcl.parser`, which sees into heredocs and is many times as fast.
"""

from typing import Protocol

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Body
from tfgen.hcl.pieces import pieces


class Parsed(Protocol):
    """The texts that python-hcl2 has read before, here or in another run."""

    def __contains__(self, text: str) -> bool:
        """Tell whether a text is one of them."""

    def add(self, text: str) -> None:
        """Remember a text."""


def parse_back(text: str, file: str, body: Body, parsed: Parsed) -> list[Diagnostic]:
    """Let python-hcl2 parse one HCL file whose syntax is right, and tell why where that fails.

    `file` names it in places and messages. `body` shows where its pieces begin: only those that are new are parsed.
    """
    for piece in pieces(text, body):
        if piece not in parsed:
            if not is_readable(piece):
                return _parse(text, file)
            parsed.add(piece)
    return []


def is_readable(text: str) -> bool:
    """Tell whether python-hcl2 can parse a text."""
    return not _parse(text, "")


def _parse(text: str, file: str) -> list[Diagnostic]:
    from tfgen.hcl.python_hcl2 import parse_text  # noqa: PLC0415 - heavy, and most texts were parsed before

    return parse_text(text, file)
