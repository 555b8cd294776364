"""The strict gate: what HashiCorp's own parser rejects is rejected, in its words and at its place.

pygohcl is that parser as a wheel. Where there is none for a platform, tfgen's own parser, which tests hold to the
same verdicts, judges alone; it stops at a file's first mistake.
"""

import functools
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Body
from tfgen.hcl.parser import parse
from tfgen.hcl.tokens import TOO_DEEP
from tfgen.source import SourceRange

# pygohcl ends the whole process when some 100,000 brackets are open at once. Our own parser knows at once; where it
# finds another mistake first, nobody has looked at the rest, so that a text must be too short to hold as many.
MAX_REJECTED = 30_000
# pygohcl writes a number out digit by digit: 1e9999999 takes it minutes, where Terraform keeps the exponent.
_HUGE_NUMBER = re.compile(r"\b\d[\d.]*[eE][+-]?\d{4}")
_PREFIX = "invalid HCL: "
_FILE = "tmp.hcl"  # what pygohcl calls any text
_PLACE = re.compile(r"(?:^|, )tmp\.hcl:(\d+),(\d+)-(?:(\d+),)?(\d+): ")


def read_hcl(text: str, file: str) -> tuple[Body | None, list[Diagnostic]]:
    """Parse a file strictly; gives its body, or the mistakes in its syntax."""
    body, mistakes = parse(text, file)
    if _HUGE_NUMBER.search(text) or (body is None and (mistakes[0].summary == TOO_DEEP or len(text) > MAX_REJECTED)):
        return body, mistakes
    found = list(_judged(text, file))
    return (None, found or mistakes) if found or mistakes else (body, [])


def is_gate_complete() -> bool:
    """Tell whether HashiCorp's parser is there to judge."""
    return _hashicorp() is not None


def _judged(text: str, file: str) -> Iterator[Diagnostic]:
    """Give what HashiCorp's parser has against a text, the first mistake of each line."""
    judge = _hashicorp()
    message = judge(text) if judge else ""
    parts = _PLACE.split(message.removeprefix(_PREFIX))
    lines: set[str] = set()
    for line, column, end_line, end_column, what in zip(*(iter(parts[1:]),) * 5, strict=False):
        if line not in lines:
            lines.add(line)
            where = SourceRange(file, int(line), int(column), int(end_line or line), int(end_column))
            summary, _, detail = what.partition("; ")
            yield error("hcl-syntax", summary, detail.replace(_FILE, file), where)


@functools.cache
def _hashicorp() -> Callable[[str], str] | None:
    """Give what asks HashiCorp's parser for its message, empty for a text that it takes; None where it is absent."""
    try:
        with _interrupts_for_python():
            import pygohcl  # noqa: PLC0415 - heavy, and absent on some platforms
    except ImportError:
        return None

    def judge(text: str) -> str:
        try:
            pygohcl.loads(text)
        except pygohcl.HCLParseError as problem:
            return str(problem)
        except Exception:  # noqa: BLE001 - it has parsed the text, and failed at making JSON of it
            return ""
        return ""

    return judge


@contextmanager
def _interrupts_for_python() -> Iterator[None]:
    """Keep Ctrl-C and the like from the threads that are started meanwhile.

    Go's, which pygohcl brings, would now and then take the signal from a write that waits, and it would wait on; or one
    that the main thread has told to wait would come at once.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
