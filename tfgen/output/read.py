"""Read what lies in an environment's folder: what tfgen wrote there, and what stands where it would write."""

from collections.abc import Iterable, Iterator

from tfgen.diagnostics import Diagnostic, error
from tfgen.header import HEADER_PREFIX
from tfgen.output.changes import Output, in_the_way
from tfgen.output.lock import Say, locked
from tfgen.output.look import is_interrupted, load_manifest
from tfgen.output.tree import InTheWay, Tree
from tfgen.protected import is_protected


def read_output(output: Output, rendered: Iterable[str], say: Say) -> tuple[dict[str, str], list[Diagnostic]]:
    """Give the texts by path, sorted; files of others are passed over, except where `rendered` names their paths.

    Bytes that are no UTF-8 come as lone surrogates, so that texts are equal only where bytes are.
    """
    try:
        with locked(output, say, shared=True) as tree:
            return _read(tree, output, rendered)
    except FileNotFoundError:
        return {}, []
    except InTheWay as obstacle:
        return {}, [in_the_way(output, obstacle.path, obstacle.why)]


def _read(tree: Tree, output: Output, rendered: Iterable[str]) -> tuple[dict[str, str], list[Diagnostic]]:
    if is_interrupted(tree):
        detail = f"A render of {output.name} was interrupted, so files of two sets may lie there. Render it again."
        return {}, [error("output-incomplete", "Files half written", detail)]
    manifest, mistakes = load_manifest(tree, output)
    if mistakes:
        return {}, mistakes
    ours = manifest.files if manifest else _with_header(tree)
    found = {path: tree.read(path) for path in sorted({*rendered, *ours})}
    return {path: data.decode(errors="surrogateescape") for path, data in found.items() if data is not None}, []


def _with_header(tree: Tree) -> Iterator[str]:
    """Give the files that tfgen wrote before there were manifests."""
    for path in tree.walk():
        data = None if is_protected(path) else _read_any(tree, path)
        if data and data.startswith(HEADER_PREFIX.encode()):
            yield path


def _read_any(tree: Tree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except InTheWay:  # a link or the like, and so nothing of tfgen's
        return None
