"""Override files: blocks that are merged into those of the same name.

https://developer.hashicorp.com/terraform/language/files/override
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Attribute, Block, Body


def is_override(path: str) -> bool:
    """Tell whether a file is one of overrides, by its name."""
    name = posixpath.basename(path)
    return name == "override.tf" or name.endswith("_override.tf")


def merge_overrides(files: Mapping[str, Body]) -> tuple[dict[str, Body], list[Diagnostic]]:
    """Merge the override files among the files of a folder into the others; what overrides nothing is an error."""
    merged = {path: body for path, body in files.items() if not is_override(path)}
    diagnostics: list[Diagnostic] = []
    for path in sorted(set(files) - set(merged)):
        for block in files[path].blocks:
            if not _apply(block, merged):
                detail = f"There is no {' '.join((block.type, *block.labels))} block for this one to override."
                diagnostics.append(error("override", f"Missing {block.type} to override", detail, block.where))
    return merged, diagnostics


def _apply(override: Block, files: dict[str, Body]) -> bool:
    if override.type in ("locals", "terraform"):
        return _apply_parts(override, files)
    for path, body in files.items():
        for index, block in enumerate(body.blocks):
            if (block.type, block.labels) == (override.type, override.labels):
                merged = replace(block, body=_merged(block.body, override.body))
                files[path] = replace(body, blocks=(*body.blocks[:index], merged, *body.blocks[index + 1 :]))
                return True
    return False


def _apply_parts(override: Block, files: dict[str, Body]) -> bool:
    """Locals and settings are overridden one by one; what has no base is simply added."""
    for path, body in files.items():
        for index, block in enumerate(body.blocks):
            if block.type == override.type:
                merged = replace(block, body=_merged(block.body, override.body))
                files[path] = replace(body, blocks=(*body.blocks[:index], merged, *body.blocks[index + 1 :]))
                return True
    first = next(iter(files), None)
    if first is not None:
        files[first] = replace(files[first], blocks=(*files[first].blocks, override))
    return True


def _merged(base: Body, override: Body) -> Body:
    """Replace arguments by name, and nested blocks by type; in a lifecycle, its arguments one by one."""
    names = {attribute.name for attribute in override.attributes}
    types = {block.type for block in override.blocks}
    kept: Iterator[Attribute] = (attribute for attribute in base.attributes if attribute.name not in names)
    blocks = (block for block in base.blocks if block.type not in types)
    return Body((*kept, *override.attributes), (*blocks, *override.blocks))
