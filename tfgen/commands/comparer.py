"""Compare an environment of one side with that of the other."""

from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.check.knowledge import Knowledge
from tfgen.commands.sides import Side, Texts
from tfgen.diagnostics import Diagnostic, Severity, error
from tfgen.diff.changes import Change, EnvironmentDifference
from tfgen.diff.compare import compare
from tfgen.diff.configuration import differing_blocks
from tfgen.diff.files import file_differences
from tfgen.diff.redact import redacted
from tfgen.diff.rendering import Rendering
from tfgen.hcl.module import Body
from tfgen.hcl.syntax import read_hcl
from tfgen.recent import Recent
from tfgen.source import line_range


class Pair(Struct, frozen=True):
    """An environment, or two of them, with the names that the sides have for it."""

    name: str
    before: str
    after: str


class Compared(Struct, frozen=True):
    """What a comparison came to: the difference, None where a side has errors, and what is wrong with them."""

    difference: EnvironmentDifference | None
    diagnostics: list[Diagnostic] = []


class Comparer(Struct):
    """Compares pair after pair; texts on disk that several environments have are parsed once.

    With `forgives_base`, an environment that was wrong there and is right now differs: it was mended.
    """

    before: Side
    after: Side
    by_text: bool
    output: str
    forgives_base: bool = False
    knowledge: Knowledge = field(default_factory=Knowledge.open)
    recent: Recent[str, tuple[Body | None, list[Diagnostic]]] = field(default_factory=Recent)

    def compare(self, pair: Pair) -> Compared:
        """Compare a pair."""
        after, mistakes = self.after.find(pair.after, ())
        before, more = self.before.find(pair.before, list(after.files) if after else ())
        if more and self.forgives_base and not mistakes:
            warnings = [replace(found, severity=Severity.WARNING) for found in more]
            return Compared(EnvironmentDifference(pair.name, Change.UPDATE), warnings)
        return Compared(None, [*mistakes, *more]) if mistakes or more else self._compare(pair, before, after)

    def _compare(self, pair: Pair, before: Texts | None, after: Texts | None) -> Compared:
        if self.by_text:
            files = file_differences(before.files if before else {}, after.files if after else {})
            return Compared(EnvironmentDifference(pair.name, None, files=files))
        if before and after and before.files == after.files:  # most often so, and then there is nothing to evaluate
            return Compared(EnvironmentDifference(pair.name, None))
        sides = [self._rendering(before, pair.before), self._rendering(after, pair.after)]
        mistakes = [mistake for _, found in sides for mistake in found]
        if mistakes:
            return Compared(None, mistakes)
        found = compare(pair.name, sides[0][0], sides[1][0], self.knowledge)
        return Compared(redacted(_with_blocks(found, sides[0][0], sides[1][0])))

    def _rendering(self, texts: Texts | None, name: str) -> tuple[Rendering | None, list[Diagnostic]]:
        if texts is None:
            return None, []
        if texts.built:
            return Rendering.of_built(texts.built, texts.line_of, texts.commit), []
        read = {path: self.recent.get(path, text, partial(_read, path, text)) for path, text in texts.files.items()}
        folder = f"{self.output}/{name}"
        bodies = {path: body for path, (body, _) in read.items()}
        mistakes = [_below(folder, mistake) for _, found in read.values() for mistake in found]
        return Rendering.of_bodies(texts.files, bodies, folder), mistakes


def _with_blocks(
    found: EnvironmentDifference, before: Rendering | None, after: Rendering | None
) -> EnvironmentDifference:
    """Add what differs beside resources and outputs: a provider's region, say, changes them all and shows in none."""
    if before is None or after is None or not found.files:
        return found
    blocks = differing_blocks(before, after, settings_only=bool(found.resources or found.outputs))
    return replace(found, blocks=blocks, change=Change.UPDATE if blocks else found.change)


def _read(path: str, text: str) -> tuple[Body | None, list[Diagnostic]]:
    """Parse a file that lies on disk, where anybody may have changed it."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        return None, [
            error("file-encoding", "Invalid encoding", "The file is not a text in UTF-8.", line_range(path, 1))
        ]
    return read_hcl(text, path)


def _below(folder: str, mistake: Diagnostic) -> Diagnostic:
    """Say of a mistake in a file on disk what to do, with the path that the file has from the project's root."""
    subject = mistake.subject and replace(mistake.subject, file=f"{folder}/{mistake.subject.file}")
    detail = f"{mistake.detail} Render again, or see by `tfgen diff --text` what was changed."
    return replace(mistake, subject=subject, detail=detail)
