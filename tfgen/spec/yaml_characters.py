"""Characters that no spec holds: control characters, lone surrogates, and line breaks that editors do not show."""

import re
from itertools import islice

from tfgen.source import SourceRange
from tfgen.spec.yaml_report import Report

MAX_REPORTED = 10

_NOT_IN_A_FILE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_A_VALUE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def refuse_characters(report: Report) -> bool:
    """Report the first characters that may not stand in a file as they are; tell whether there are any."""
    for found in islice(_NOT_IN_A_FILE.finditer(report.text), MAX_REPORTED):
        before = report.text[: found.start()].split("\n")
        detail = f"The character {_code(found[0])} cannot stand in a YAML file as it is. Remove it."
        where = report.character(len(before) - 1, len(before[-1]))
        report.mistake("spec-yaml-character", "Invalid character", detail, where)
    return bool(report.diagnostics)


def refuse_in_value(value: str, where: SourceRange, report: Report) -> None:
    """Report a character in a value that got there by an escape (`"\\e"`)."""
    if found := _NOT_IN_A_VALUE.search(value):
        detail = f"This text holds the character {_code(found[0])}, which no Terraform value should. Remove its escape."
        report.mistake("spec-yaml-character", "Invalid character", detail, where)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
