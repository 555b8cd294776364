"""Paths of folders that options name."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


def folder(_context: click.Context, _parameter: click.Parameter, value: str | None) -> "Path | None":
    """Give the path of a folder; an empty one, which a variable that is not set leaves, would be the current one."""
    if value == "":
        raise click.BadParameter("name a folder.")
    from pathlib import Path

    return None if value is None else Path(value)


def folders_(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> "tuple[Path, ...]":
    """Give the paths of folders, none of them empty."""
    return tuple(found for value in values if (found := folder(context, parameter, value)))
