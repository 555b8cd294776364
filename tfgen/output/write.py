"""Write an environment: finish what an earlier run left, see whose the files are, and change all of them or none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tfgen.changes import Action, FileChange
from tfgen.diagnostics import Diagnostic, error
from tfgen.inputs import Inputs, digest
from tfgen.output.changes import Output, changes_of, edited_by_hand, in_the_way, refusals_of
from tfgen.output.journal import MARKER_TEXT, TRANSACTION, Journal, NotAJournal, Step
from tfgen.output.lock import Say, locked
from tfgen.output.look import damaged_journal, load_manifest
from tfgen.output.manifest import MANIFEST, Manifest
from tfgen.output.survey import survey
from tfgen.output.transaction import Edited, discard, finish, open_journal, prepare
from tfgen.output.tree import InTheWay, Tree
from tfgen.protected import MARKER
from tfgen.rendered import RenderedFile
from tfgen.states import FileStatus

Result = tuple[list[FileChange], list[Diagnostic]]
"""The changes that were made, sorted by path, or none and why."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one environment to its folder; `force` gives up what was edited by hand, `say` tells what it does.

    What the machine refuses is a diagnostic as everything else.
    """

    environment: str
    output: Output
    force: bool
    say: Say

    def write(self, files: Sequence[RenderedFile], inputs: Inputs) -> Result:
        """Bring the folder to what is rendered."""
        return self._guarded(lambda tree: self._write(tree, files, inputs), make=True)

    def repair(self) -> list[Diagnostic]:
        """Only finish what an interrupted run left, where nothing new can be written."""
        return self._guarded(lambda _: ([], []), make=False)[1]

    def _guarded(self, work: Callable[[Tree], Result], *, make: bool) -> Result:
        try:
            with locked(self.output, self.say, make=make) as tree:
                refusals = self._repair(tree)
                return ([], refusals) if refusals else work(tree)
        except InTheWay as obstacle:
            return [], [in_the_way(self.output, obstacle.path, obstacle.why)]
        except Edited as edited:
            return [], [edited_by_hand(self.output, path, self.environment, None) for path in edited.paths]
        except FileNotFoundError as failure:
            return [], [self._failed(failure)] if make else []
        except OSError as failure:
            return [], [self._failed(failure)]

    def _repair(self, tree: Tree) -> list[Diagnostic]:
        """Finish what an earlier run wrote down, or clear away what it did not come to write down."""
        try:
            found = open_journal(tree)
        except NotAJournal:
            return [damaged_journal(self.output)]
        if found is None:
            discard(tree)
            return []
        journal, done = found
        if done.edited and not self.force:
            raise Edited(journal, done.edited)
        return self._finish(tree, journal, sorted(done.pending + done.edited)) or self._tell_repaired()

    def _write(self, tree: Tree, files: Sequence[RenderedFile], inputs: Inputs) -> Result:
        manifest, mistakes = load_manifest(tree, self.output)
        statuses = survey(files, manifest, tree)
        refusals = mistakes or refusals_of(statuses, self.output, self.environment, force=self.force)
        if refusals:
            return [], refusals
        changes = changes_of(statuses, files, force=self.force)
        texts = {change.path: change.text for change in changes if change.action is not Action.NO_OP}
        texts[MANIFEST] = Manifest.of(files, inputs).text()
        failures = self._change(tree, Journal(tuple(_steps(tree, texts, statuses))), texts)
        return ([], failures) if failures else (changes, [])

    def _change(self, tree: Tree, journal: Journal, texts: dict[str, str | None]) -> list[Diagnostic]:
        marker = tree.read(MARKER)
        if marker is not None and marker != MARKER_TEXT.encode():
            return [in_the_way(self.output, MARKER, "has the name of a file that tfgen needs for a moment")]
        if journal.steps:
            prepare(tree, journal, texts)
            return self._finish(tree, journal, range(len(journal.steps)))
        if marker is not None:
            tree.remove(MARKER)
        return []

    def _finish(self, tree: Tree, journal: Journal, pending: Sequence[int]) -> list[Diagnostic]:
        try:
            finish(tree, journal, pending)
        except OSError as failure:
            detail = (
                f"{self._place(failure)}: {failure.strerror}. Some files of {self.output.name} are new "
                f"and some are old, so that Terraform refuses it. Mend that and render {self.environment} again."
            )
            return [error("output-incomplete", "Files half written", detail)]
        return []

    def _tell_repaired(self) -> list[Diagnostic]:
        self.say(f"{self.environment}: finished the render that was interrupted in {self.output.name}")
        return []

    def _failed(self, failure: OSError) -> Diagnostic:
        detail = f"{self._place(failure)}: {failure.strerror}. Mend that and render {self.environment} again."
        return error("output-failed", "Files not written", detail)

    def _place(self, failure: OSError) -> str:
        """Give the file that the machine refuses; for tfgen's own notes, the folder."""
        name = str(failure.filename or self.output.name)
        return self.output.name if TRANSACTION in name else name


def _steps(tree: Tree, texts: dict[str, str | None], statuses: Iterable[FileStatus]) -> Iterable[Step]:
    """Give the step for each text that is not there yet, None being no file."""
    found = {status.path: status.digest for status in statuses}
    manifest = tree.read(MANIFEST)
    found[MANIFEST] = None if manifest is None else digest(manifest)
    for path, text in texts.items():
        after = None if text is None else digest(text.encode())
        if found[path] != after:
            yield Step(path, found[path], after)
