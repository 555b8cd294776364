"""What the tests of the output share: a folder, rendered files for it, and a writer that listens."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import files_of, write_files
from tfgen.changes import Action
from tfgen.diagnostics import Diagnostic
from tfgen.inputs import Inputs
from tfgen.output.changes import Output
from tfgen.output.lock import locked
from tfgen.output.look import Look, look
from tfgen.output.write import Result, Writer
from tfgen.rendered import RenderedFile

TEMPLATE = "templates/root/main.tf.j2"
INPUTS = Inputs("the pack", ("environments/dev.yaml",), "the inputs")


def rendered(texts: Mapping[str, str]) -> tuple[RenderedFile, ...]:
    """Give rendered files by their paths, all of one template."""
    return tuple(RenderedFile(path, text, TEMPLATE, ()) for path, text in sorted(texts.items()))


@dataclass(slots=True)
class Place:
    """The folder of an environment called dev; `said` is what a person was told while it was written."""

    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def output(self) -> Output:
        """The folder as tfgen takes it."""
        return Output(self.folder, "generated/dev")

    def write(self, texts: Mapping[str, str], *, force: bool = False) -> Result:
        """Write rendered files."""
        return self.writer(force=force).write(rendered(texts), INPUTS)

    def writer(self, *, force: bool = False) -> Writer:
        """Give what writes here."""
        return Writer("dev", self.output, force, self.said.append)

    def done(self, texts: Mapping[str, str], *, force: bool = False) -> dict[str, Action]:
        """Write rendered files, which nothing keeps from being written; give what happened to each."""
        changes, refusals = self.write(texts, force=force)
        assert refusals == []
        assert [change.path for change in changes] == sorted(change.path for change in changes)
        return {change.path: change.action for change in changes}

    def refused(self, texts: Mapping[str, str], *, force: bool = False) -> list[tuple[str, str]]:
        """Try to write, which must change nothing at all; give the rule and the file of each refusal."""
        before = self.everything()
        changes, refusals = self.write(texts, force=force)
        assert (changes, self.everything()) == ([], before)
        return [(found.rule, found.subject.file if found.subject else "") for found in refusals]

    def look(self, texts: Mapping[str, str]) -> Look:
        """Look at the folder."""
        return look(rendered(texts), self.output, self.said.append)

    def states(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Give the state of each file."""
        seen = self.look(texts)
        assert (seen.diagnostics, seen.is_interrupted) == ((), False)
        return {status.path: status.state.value for status in seen.statuses}

    def put(self, files: Mapping[str, str]) -> None:
        """Write files as a person does."""
        write_files(self.folder, files)

    def files(self) -> dict[str, str]:
        """Give all files but the manifest."""
        return files_of(self.folder)

    def everything(self) -> list[tuple[str, int, bytes]]:
        """Give all that lies there, with times and contents."""
        found = sorted(self.folder.rglob("*")) if self.folder.is_dir() else []
        return [(str(path), path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in found]

    def lock(self) -> Path:
        """See that nobody has the lock any more, and that no note of tfgen's lies there but the manifest."""
        with locked(self.output, self.said.append) as tree:
            notes = [name for name in tree.names(".") if name.startswith((".tfgen-", "tfgen_"))]
        assert notes in ([], [".tfgen-manifest.json"])
        return self.folder


def messages(diagnostics: list[Diagnostic]) -> str:
    """Give what is said."""
    return "\n".join(found.detail for found in diagnostics)


def kill_at(place: Place, texts: dict[str, str], move: int) -> None:
    """Write in a process of its own, which dies before a move: the journal, the marker (if any), the files."""
    code = (
        "import sys, json\nfrom pathlib import Path\n"
        "from tests.output.killing import die_at\nfrom tests.output.support import Place\n"
        f"die_at({move}, ('replace',))()\n"
        f"Place(Path({str(place.folder)!r})).write(json.loads({json.dumps(texts)!r}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGKILL
