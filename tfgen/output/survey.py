"""Find the state of every file of an environment's folder: what is rendered, what tfgen wrote, what lies there.

    on disk            in the manifest   rendered   state
    as rendered        any               yes        in sync
    not there          any               yes        missing
    as tfgen wrote it  yes               yes        stale
    otherwise          yes               yes        edited
    otherwise          no                yes        foreign, in the way
    as tfgen wrote it  yes               no         orphan
    otherwise          yes               no         edited
    anything           no                no         foreign

Before there were manifests, tfgen's header alone told its files. Without a manifest, whatever begins with it counts as
edited unless it is as rendered: nobody can tell. What is no plain file is foreign.
"""

from collections.abc import Sequence

from tfgen.header import HEADER_PREFIX
from tfgen.inputs import digest
from tfgen.output.manifest import Manifest, Written
from tfgen.output.tree import InTheWay, Tree
from tfgen.protected import is_protected
from tfgen.rendered import RenderedFile
from tfgen.states import FileState, FileStatus


def survey(files: Sequence[RenderedFile], manifest: Manifest | None, tree: Tree) -> list[FileStatus]:
    """Give the state of each file that is rendered or lies there, sorted by path; Terraform's own are left aside."""
    known = manifest.files if manifest else {}
    found = {file.path: _rendered(file, known.get(file.path), tree) for file in files}
    others = (path for path in tree.walk() if path not in found and not is_protected(path))
    found |= {path: _other(path, known.get(path), tree, manifest) for path in others}
    return [found[path] for path in sorted(found)]


def survey_nothing(files: Sequence[RenderedFile]) -> list[FileStatus]:
    """Give the states where the folder itself is not there."""
    return [FileStatus(file.path, FileState.MISSING, file.template) for file in files]


def _rendered(file: RenderedFile, written: Written | None, tree: Tree) -> FileStatus:
    try:
        data = tree.read(file.path)
    except InTheWay as obstacle:
        return FileStatus(file.path, FileState.FOREIGN, file.template, obstacle=(obstacle.path, obstacle.why))
    if data is None:
        return FileStatus(file.path, FileState.MISSING, file.template)
    if data == file.text.encode():
        return FileStatus(file.path, FileState.IN_SYNC, file.template, digest(data))
    if written or _has_header(data):
        state = FileState.STALE if written and digest(data) == written.sha256 else FileState.EDITED
        return FileStatus(file.path, state, file.template, digest(data), is_converted=_is_converted(data, written))
    return FileStatus(file.path, FileState.FOREIGN, file.template, obstacle=(file.path, "was not written by tfgen"))


def _other(path: str, written: Written | None, tree: Tree, manifest: Manifest | None) -> FileStatus:
    """Give the state of a file that is not rendered; only one that could be tfgen's is read."""
    if manifest and not written:
        return FileStatus(path, FileState.FOREIGN)
    try:
        data = tree.read(path)
    except InTheWay:
        data = None
    if data is None or not (written or _has_header(data)):
        return FileStatus(path, FileState.FOREIGN)
    state = FileState.ORPHAN if written and digest(data) == written.sha256 else FileState.EDITED
    template = written.template if written else None
    return FileStatus(path, state, template, digest(data), is_converted=_is_converted(data, written))


def _is_converted(data: bytes, written: Written | None) -> bool:
    """Tell whether git, say, has only made CRLF of the ends of lines."""
    return written is not None and b"\r\n" in data and digest(data.replace(b"\r\n", b"\n")) == written.sha256


def _has_header(data: bytes) -> bool:
    return data.startswith(HEADER_PREFIX.encode())
