"""Which template gives which file.

templates/root/main.tf.j2             main.tf
templates/modules/network/vpc.tf.j2   modules/network/vpc.tf
templates/**/_*.j2                    nothing: partials, for include and import
"""

from pathlib import PurePosixPath

from tfgen.diagnostics import Diagnostic, error
from tfgen.render.loader import SUFFIX
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
        if target is None:
            diagnostics.append(_misplaced(prefix + name))
        elif not target.endswith(_RENDERED):
            diagnostics.append(_not_hcl(prefix + name))
        else:
            paths[name] = target
    return paths, diagnostics


def _target(path: PurePosixPath) -> str | None:
    name = path.name.removesuffix(SUFFIX)
    match path.parts[:-1]:
        case ["root", *folders]:
            return "/".join([*folders, name])
        case ["modules", _, *_]:
            return path.with_name(name).as_posix()
        case _:
            return None


def _misplaced(file: str) -> Diagnostic:
    detail = (
        "A template stands under root/ or under modules/<module>/. Move it there, or begin its name with `_` if "
        "other templates include it."
    )
    return error("template-place", "Template in no known place", detail, line_range(file, 1))


def _not_hcl(file: str) -> Diagnostic:
    detail = f"tfgen renders files that it can parse back: {', '.join(end + SUFFIX for end in _RENDERED)}."
    return error("template-place", "Template of an unknown kind", detail, line_range(file, 1))
