"""Tell whether an environment's folder holds what tfgen wrote there last, without rendering anything."""

from msgspec import Struct

from tfgen.inputs import digest
from tfgen.output.changes import Output
from tfgen.output.journal import TRANSACTION
from tfgen.output.lock import Say, locked
from tfgen.output.manifest import MANIFEST, Manifest, NotAManifest, read_manifest
from tfgen.output.tree import InTheWay, Tree
from tfgen.protected import MARKER


class AsWritten(Struct, frozen=True):
    """A manifest whose files lie there to the byte, and the hash of its own bytes."""

    manifest: Manifest
    digest: str


def as_written(output: Output, say: Say) -> AsWritten | None:
    """Give the manifest of a folder that holds just what it says, or None; files of others do not count."""
    try:
        with locked(output, say, shared=True) as tree:
            return _as_written(tree)
    except (OSError, InTheWay, NotAManifest):  # the render itself tells what is wrong
        return None


def _as_written(tree: Tree) -> AsWritten | None:
    data = tree.read(MANIFEST)
    if data is None or {MARKER, TRANSACTION} & set(tree.names(".")):
        return None
    manifest = read_manifest(data)
    for path, written in manifest.files.items():
        found = tree.read(path)
        if found is None or digest(found) != written.sha256:
            return None
    return AsWritten(manifest, digest(data))
