"""Which template gives which file.

templates/root/main.tf.j2             main.tf
templates/modules/network/vpc.tf.j2   modules/network/vpc.tf
templates/**/_*.j2                    nothing: partials, for include and import
"""

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from tfgen.diagnostics import Diagnostic, error
from tfgen.pack import SUFFIX
from tfgen.protected import is_protected
from tfgen.source import line_range

_RENDERED = (".tf", ".tfvars", ".hcl")


def output_paths(templates: list[str], prefix: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """Give the output path of each template that renders to a file; others are errors that say so."""
    paths: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for name in templates:
        path = PurePosixPath(name)
        if path.name.startswith("_"):
            continue
        target = _target(path)
        if not _is_text(name):
            diagnostics.append(_unreadable(prefix + name))
        elif target is None:
            diagnostics.append(_misplaced(prefix + name))
        elif is_protected(target):
            diagnostics.append(_protected(prefix + name, target))
        elif not target.endswith(_RENDERED):
            diagnostics.append(_not_hcl(prefix + name))
        else:
            paths[name] = target
    return paths, diagnostics + list(_collisions(paths, prefix))


def _collisions(paths: dict[str, str], prefix: str) -> Iterator[Diagnostic]:
    """Find templates whose files cannot lie side by side, on any file system."""
    places: dict[str, str] = {}
    for name, path in sorted(paths.items()):
        place = _folded(path)
        above = next((one for one in (place, *map(str, PurePosixPath(place).parents)) if one in places), None)
        if above:
            yield _collision(prefix + name, path, prefix + places[above])
        places[place] = name


def _folded(path: str) -> str:
    """Give what paths share that are one on macOS or on Windows."""
    return unicodedata.normalize("NFC", path).casefold()


def _is_text(name: str) -> bool:
    """Tell whether a name could be decoded; Python has surrogates in place of the bytes that could not."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _target(path: PurePosixPath) -> str | None:
    name = path.name.removesuffix(SUFFIX)
    match path.parts[:-1]:
        case ["root", *folders]:
            return "/".join([*folders, name])
        case ["modules", _, *_]:
            return path.with_name(name).as_posix()
        case _:
            return None


def _unreadable(file: str) -> Diagnostic:
    detail = (
        "The name of this template is no text in the encoding of file names here (UTF-8 in nearly every locale), so "
        "that no other machine would see the same. Rename it."
    )
    return error("template-place", "Template of an unreadable name", detail, line_range(file, 1))


def _misplaced(file: str) -> Diagnostic:
    detail = (
        "A template stands under root/ or under modules/<module>/. Move it there, or begin its name with `_` if "
        "other templates include it."
    )
    return error("template-place", "Template in no known place", detail, line_range(file, 1))


def _protected(file: str, target: str) -> Diagnostic:
    detail = (
        f"A file named {target} is Terraform's own, what a person lays over the configuration, or a note of tfgen's, "
        "and is never rendered. Give the template another name."
    )
    return error("template-place", "Template of a protected name", detail, line_range(file, 1))


def _collision(file: str, path: str, other: str) -> Diagnostic:
    detail = f"The file {path} cannot be beside, or be the same as, what {other} gives. Rename one of the two."
    return error("template-place", "Two templates for one place", detail, line_range(file, 1))


def _not_hcl(file: str) -> Diagnostic:
    detail = f"tfgen renders files that it can parse back: {', '.join(end + SUFFIX for end in _RENDERED)}."
    return error("template-place", "Template of an unknown kind", detail, line_range(file, 1))
