"""The spec as templates see it: plain dicts, lists and scalars that remember their path.

Strings and numbers keep their path wherever a template carries them (loops, `set`, macros); booleans and null
can't, so what the expression that prints them reads is what tells their path (`RenderState`).
"""

from tfgen.values import Path, Plain, PlainScalar


class SpecMap(dict[str, "View"]):
    """A map of the spec."""

    __slots__ = ("path",)
    path: Path


class SpecList(list["View"]):
    """A list of the spec."""

    __slots__ = ("path",)
    path: Path


class SpecText(str):
    """A string of the spec."""

    __slots__ = ("path",)
    path: Path


class SpecInteger(int):
    """A whole number of the spec."""

    path: Path


class SpecFloat(float):
    """A number of the spec with a fraction."""

    __slots__ = ("path",)
    path: Path


# The one variable of templates that is no key of the spec.
ENVIRONMENT = "environment"

View = SpecMap | SpecList | SpecText | SpecInteger | SpecFloat | PlainScalar


def view(value: Plain, path: Path = ()) -> View:
    """Give the view of a value that stands at a path of the spec."""
    made: SpecMap | SpecList | SpecText | SpecInteger | SpecFloat
    match value:
        case dict():
            made = SpecMap((key, view(item, (*path, key))) for key, item in value.items())
        case list():
            made = SpecList(view(item, (*path, index)) for index, item in enumerate(value))
        case str():
            made = SpecText(value)
        case bool() | None:
            return value
        case int():
            made = SpecInteger(value)
        case _:
            made = SpecFloat(value)
    made.path = path
    return made


def path_of(value: object) -> Path | None:
    """Give the path of a value that has kept it."""
    return (
        getattr(value, "path", None)
        if isinstance(value, SpecMap | SpecList | SpecText | SpecInteger | SpecFloat)
        else None
    )
