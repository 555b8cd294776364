"""The manifest: what tfgen wrote into an environment's folder, committed beside it.

It holds no time and no machine's name, and its keys are sorted, so that it changes only where the output or what
it is made from does.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from tfgen import __version__
from tfgen.inputs import Inputs, digest
from tfgen.protected import OWN_PREFIX, is_protected
from tfgen.rendered import RenderedFile

MANIFEST = f"{OWN_PREFIX}manifest.json"
FORMAT_VERSION = "1.0"


class NotAManifest(Exception):
    """A text is not a manifest that this tfgen can read; the message says why, in a part of a sentence."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a file that tfgen wrote: the hash of its bytes, and its template."""

    sha256: str
    template: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What tfgen wrote last: the files by path; see `Inputs` for the rest."""

    inputs: Inputs
    files: Mapping[str, Written]
    tfgen_version: str = __version__

    @staticmethod
    def of(files: Sequence[RenderedFile], inputs: Inputs) -> "Manifest":
        """Give the manifest of rendered files."""
        return Manifest(inputs, {file.path: Written(digest(file.text.encode()), file.template) for file in files})

    def text(self) -> str:
        """Write the manifest as it stands on disk."""
        document = {
            "format_version": FORMAT_VERSION,
            "tfgen_version": self.tfgen_version,
            "templates": self.inputs.templates,
            "specs": list(self.inputs.specs),
            "inputs": self.inputs.digest,
            "files": {path: asdict(written) for path, written in self.files.items()},
        }
        return json.dumps(document, indent=2, sort_keys=True) + "\n"


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest; raises `NotAManifest`."""
    try:
        document = json.loads(data)
        if not str(document["format_version"]).startswith("1."):
            raise NotAManifest(f"a newer tfgen wrote it, in format {document['format_version']}")
        return _manifest(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        conflict = b"\n<<<<<<< " in b"\n" + data
        raise NotAManifest("git left a conflict in it" if conflict else "it is not what tfgen writes") from None


def _manifest(document: Any) -> Manifest:
    inputs = Inputs(str(document["templates"]), tuple(map(str, document["specs"])), str(document["inputs"]))
    files = {path: Written(str(row["sha256"]), str(row["template"])) for path, row in document["files"].items()}
    if not all(is_plain_path(path) and not is_protected(path) for path in files):
        raise ValueError
    return Manifest(inputs, files, str(document["tfgen_version"]))


def is_plain_path(path: str) -> bool:
    """Tell whether a path leads down from a folder, by the plainest way, to something in it; may raise ValueError."""
    pure = PurePosixPath(path)
    return b"\0" not in os.fsencode(path) and pure.as_posix() == path != "." and not {"..", "/"} & {*pure.parts}
