"""What tfgen has to say about a user's input: data, apart from how it is shown.

The shape follows Terraform's diagnostics: a severity, a short fixed summary, a detail that tells the remedy,
and the place that a person would edit. Stages return diagnostics beside their result; exceptions are for bugs
and for failures of the machine.
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from tfgen.source import SourceRange


class Severity(StrEnum):
    """How grave a diagnostic is; an error keeps an environment from being written."""

    ERROR = "error"
    WARNING = "warning"


class Link(Struct, frozen=True):
    """One step on the way from a rendered line back to what produced it.

    `role` says what stands there (`rendered line`, `template`, `spec value`, `inherited value`); `code` is the
    line itself where no file on disk holds it.
    """

    role: str
    where: SourceRange
    code: str | None = None


class Diagnostic(Struct, frozen=True):
    """One finding.

    `rule` is a stable id for machines (`spec-unknown-key`); `subject` is the place to edit, None where there is
    none (a missing folder); `chain` leads on from there; `environment` is the environment it was found in.
    """

    severity: Severity
    rule: str
    summary: str
    detail: str
    subject: SourceRange | None = None
    chain: tuple[Link, ...] = ()
    environment: str | None = None


def error(
    rule: str, summary: str, detail: str, subject: SourceRange | None = None, chain: tuple[Link, ...] = ()
) -> Diagnostic:
    """Make a diagnostic of severity error."""
    return Diagnostic(Severity.ERROR, rule, summary, detail, subject, chain)


def warning(
    rule: str, summary: str, detail: str, subject: SourceRange | None = None, chain: tuple[Link, ...] = ()
) -> Diagnostic:
    """Make a diagnostic of severity warning."""
    return Diagnostic(Severity.WARNING, rule, summary, detail, subject, chain)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the diagnostics is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Give ` Did you mean "…"?` for the candidate nearest to a mistyped word, or nothing.

    Upper and lower case count as equal. The leading space lets it follow a sentence.
    """
    spellings = {candidate.casefold(): candidate for candidate in sorted(candidates)}
    import difflib  # noqa: PLC0415 - only who has something to suggest needs it

    nearest = difflib.get_close_matches(word.casefold(), spellings, n=1, cutoff=0.6)
    return f' Did you mean "{spellings[nearest[0]]}"?' if nearest else ""
