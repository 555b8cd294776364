"""Which files differ in bytes."""

from collections.abc import Mapping

from tfgen.diff.changes import FileDifference


def file_differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FileDifference, ...]:
    """Give the files that differ, by path; an environment that is not there has none."""
    pairs = ((path, before.get(path), after.get(path)) for path in sorted({*before, *after}))
    return tuple(FileDifference(path, old, new) for path, old, new in pairs if old != new)
