"""One file under environments/ to an `EnvironmentSpec`."""

import os
import stat
from pathlib import Path

from tfgen.diagnostics import Diagnostic, did_you_mean, error
from tfgen.environment import EnvironmentSpec
from tfgen.source import SourceRange
from tfgen.spec.describe import listed
from tfgen.spec.names import ENVIRONMENTS, environment_names, is_spec_name, spec_file, spec_names
from tfgen.spec.yaml import parse_yaml
from tfgen.values import Entry, Map, Node, Scalar

MAX_BYTES = 1024 * 1024
"""A spec is some kilobytes; nothing larger is ever read whole."""

RESERVED_KEYS = ("extends", "environment")
"""Top-level keys that are tfgen's own: the parent's name, and what templates see of the environment itself."""


def load_spec(
    root: Path, name: str, extended_at: SourceRange | None = None
) -> tuple[EnvironmentSpec | None, list[Diagnostic]]:
    """Load `environments/<name>.yaml` of the project at `root`; `extended_at` is the `extends` that asks for it.

    Gives the spec and every mistake in the file; with mistakes there is still a spec wherever the file could be
    read to its end.
    """
    if not is_spec_name(name):
        return None, [_bad_name(name)]
    file = spec_file(name)
    if not os.path.lexists(root / file):
        return None, [_missing_parent(root, name, extended_at) if extended_at else unknown_environment(root, name)]
    node, diagnostics = read_yaml_file(root, file, "a spec")
    if node is None:
        return None, diagnostics
    spec, mistakes = _spec(name, file, node)
    return spec, diagnostics + mistakes


def _bad_name(name: str) -> Diagnostic:
    detail = (
        f"{name!r} cannot be the name of an environment. Names have letters, digits, `_`, `-` and single dots, and are "
        f"given without {ENVIRONMENTS}/ and .yaml."
    )
    return error("spec-environment-name", "Invalid environment name", detail)


def unknown_environment(root: Path, name: str) -> Diagnostic:
    """Say that there is no such environment, and which there are."""
    if not (root / ENVIRONMENTS).is_dir():
        detail = f"The project has no folder {ENVIRONMENTS}/. Make it, and in it {name}.yaml."
        return error("spec-no-environments", "Missing environments folder", detail)
    detail = f"There is no {spec_file(name)}.{_suggestion(root, name, environment_names(root))}"
    return error("spec-unknown-environment", "Unknown environment", detail)


def _missing_parent(root: Path, name: str, where: SourceRange) -> Diagnostic:
    detail = f"There is no {spec_file(name)} to extend.{_suggestion(root, name, spec_names(root))}"
    return error("spec-missing-parent", "Missing parent spec", detail, where)


def _suggestion(root: Path, name: str, names: list[str]) -> str:
    if (root / ENVIRONMENTS / f"{name}.yml").is_file():
        return f" There is a {name}.yml: rename it to {name}.yaml."
    there = f" There are: {listed(names)}." if names else " There are none yet."
    return did_you_mean(name, names) + there


def read_yaml_file(root: Path, file: str, what: str) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML file of a project.

    `file` is its path from the root, `what` names it in messages (`a spec`). Gives no tree only together with a
    diagnostic that says why.
    """
    text = _read_text(root, file, what)
    if isinstance(text, Diagnostic):
        return None, [text]
    node, diagnostics = parse_yaml(text, file)
    if node is None and not diagnostics:
        detail = f"{file} has no content. Write at least one `key: value` line."
        diagnostics = [error("spec-empty-file", "Empty file", detail, _start(file))]
    return node, diagnostics


def _start(file: str) -> SourceRange:
    return SourceRange(file, 1, 1, 1, 1)


def _read_text(root: Path, file: str, what: str) -> str | Diagnostic:
    try:
        data = _read(root / file, file, what)
    except (OSError, RuntimeError) as failure:  # RuntimeError: a link that leads to itself.
        reason = getattr(failure, "strerror", None) or str(failure)
        return error("spec-unreadable", "Unreadable file", f"{file} cannot be read: {reason}.")
    return data if isinstance(data, Diagnostic) else _decode(data, file)


def _read(path: Path, file: str, what: str) -> bytes | Diagnostic:
    if not path.resolve().is_relative_to(path.parent.resolve()):
        detail = f"{file} is a link that leads out of its folder. Put the file itself there."
        return error("spec-unreadable", "Link out of the folder", detail)
    if not stat.S_ISREG(path.stat().st_mode):
        return error("spec-unreadable", "Not a file", f"{file} is not a file. Put {what} there.")
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        detail = f"{file} is larger than {MAX_BYTES // 1024} KiB, which no spec needs. Put the right file there."
        return error("spec-too-large", "File too large", detail)
    return data


def _decode(data: bytes, file: str) -> str | Diagnostic:
    detail = f"{file} is not a text in UTF-8. Save it as UTF-8, or put the right file there."
    if b"\0" in data:
        return error("spec-binary-file", "Binary file", detail, _start(file))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = data[: failure.start].decode("utf-8-sig").split("\n")
        line, column = len(before), len(before[-1]) + 1
        return error("spec-binary-file", "Binary file", detail, SourceRange(file, line, column, line, column + 1))


def _spec(name: str, file: str, node: Node) -> tuple[EnvironmentSpec | None, list[Diagnostic]]:
    if not isinstance(node, Map):
        detail = "A spec is a map: it begins with `key: value`."
        return None, [error("spec-not-a-map", "Spec is not a map", detail, node.where)]
    entries = {key: entry for key, entry in node.entries.items() if key not in RESERVED_KEYS}
    diagnostics = []
    if reserved := node.entries.get("environment"):
        detail = "The key `environment` is tfgen's own: templates find the name of the environment there. Rename it."
        diagnostics.append(error("spec-reserved-key", "Reserved key", detail, reserved.key))
    extends, where, mistakes = _extends(node.entries.get("extends"))
    spec = EnvironmentSpec(name, file, Map(entries, node.where), extends, where)
    return spec, diagnostics + mistakes


def _extends(entry: Entry | None) -> tuple[str | None, SourceRange | None, list[Diagnostic]]:
    if entry is None:
        return None, None, []
    if isinstance(entry.node, Scalar) and isinstance(entry.node.value, str) and is_spec_name(entry.node.value):
        return entry.node.value, entry.node.where, []
    detail = "`extends` takes the name of one spec beside this one, without .yaml, as in `extends: _base`."
    return None, entry.node.where, [error("spec-extends", "Invalid extends", detail, entry.node.where)]
