"""Take what is sensitive out of a difference, before any format can show it."""

from collections.abc import Iterable

from msgspec.structs import replace

from tfgen.diff.changes import ArgumentChange, Cause, EnvironmentDifference, Shown
from tfgen.source import SourceRange

SENSITIVE = "(sensitive value)"


def redacted(difference: EnvironmentDifference) -> EnvironmentDifference:
    """Give the difference without sensitive values, and without the lines of specs and templates that hold them.

    The files' texts stay: they are what is written, and shown on demand only.
    """
    arguments = [argument for change in difference.resources for argument in change.arguments]
    secret = _places([*arguments, *(argument for _, argument in difference.outputs)])
    resources = tuple(
        replace(
            change,
            arguments=tuple(_argument(argument, secret) for argument in change.arguments),
            causes=_causes(change.causes, secret),
        )
        for change in difference.resources
    )
    outputs = tuple((name, _argument(argument, secret)) for name, argument in difference.outputs)
    return replace(difference, resources=resources, outputs=outputs)


def _places(arguments: Iterable[ArgumentChange]) -> frozenset[tuple[str, int]]:
    """Give the lines that sensitive arguments come from; others may come from the same."""
    return frozenset(_line(cause.where) for argument in arguments if _is_secret(argument) for cause in argument.causes)


def _line(where: SourceRange) -> tuple[str, int]:
    return where.file, where.line


def _is_secret(argument: ArgumentChange) -> bool:
    return any(side.is_sensitive for side in (argument.before, argument.after) if side)


def _argument(argument: ArgumentChange, secret: frozenset[tuple[str, int]]) -> ArgumentChange:
    """Hide both sides if one is sensitive: a value that is marked so only now was a secret before."""
    causes = _causes(argument.causes, secret)
    if not _is_secret(argument):
        return replace(argument, causes=causes)
    return replace(argument, before=_hidden(argument.before), after=_hidden(argument.after), causes=causes)


def _hidden(side: Shown | None) -> Shown | None:
    return side and Shown(SENSITIVE, side.is_known, is_sensitive=True)


def _causes(causes: tuple[Cause, ...], secret: frozenset[tuple[str, int]]) -> tuple[Cause, ...]:
    return tuple(replace(cause, code=SENSITIVE) if _line(cause.where) in secret else cause for cause in causes)
