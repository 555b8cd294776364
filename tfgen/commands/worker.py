"""What becomes of one environment: settled already, or built and finished by a command; here or in a process beside."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tfgen.cache.settled import Settled
from tfgen.console import Console, Recorder, Said
from tfgen.diagnostics import Diagnostic
from tfgen.inputs import digest
from tfgen.project import Project
from tfgen.report.summary import Outcome

if TYPE_CHECKING:
    from tfgen.build import Build
    from tfgen.commands.settling import Settling
    from tfgen.parsing import ParseBeside
    from tfgen.rendered import BuiltEnvironment

# What a command does with a built environment; gives what became of it, and further diagnostics.
Finish = Callable[["BuiltEnvironment", Console], tuple[Outcome, list[Diagnostic]]]


class Answer(Struct, frozen=True):
    """What became of an environment, and what is to be said of it, in its turn.

    Where the pack itself is wrong there is no outcome, and the mistakes are those of the pack.
    """

    outcome: Outcome | None
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


class Worker(Struct):
    """Does environment after environment; what they share is read when the first one needs it."""

    project: Project
    overrides: Sequence[str]
    finish: Finish
    verbosity: int
    cache: Path | None = None
    settling: "Settling | None" = None
    parses_beside: bool = False
    _parsing: "ParseBeside | None" = None
    _build: "Build | None" = None
    _mistakes: tuple[Diagnostic, ...] = ()

    def answer(self, name: str) -> Answer:
        """Do one environment."""
        started = time.monotonic()
        found = self._settled(name) or self._rendered(name)
        seconds = time.monotonic() - started
        return replace(found, outcome=found.outcome and replace(found.outcome, seconds=seconds))

    def _settled(self, name: str) -> Answer | None:
        found = self.settling.find(name, Console().say) if self.settling else None
        if found is None:
            return None
        outcome = Outcome(
            name, valid=True, written=True, created=0, updated=0, unchanged=found.files, deleted=0,
            resources=found.resources,
        )  # fmt: skip
        return Answer(outcome, found.diagnostics, found.left_out)

    def _rendered(self, name: str) -> Answer:
        build = self._opened()
        if build is None:
            return Answer(None, self._mistakes)
        from tfgen.processes import keep_going  # noqa: PLC0415

        built = build.environment(name, self.overrides)
        keep_going()
        console = Recorder(self.verbosity)
        outcome, mistakes = self.finish(built, console)
        if self.settling and outcome.valid and outcome.written:
            self._keep(self.settling, built, outcome)
        return Answer(outcome, (*built.diagnostics, *mistakes), built.left_out, tuple(console.said))

    def _opened(self) -> "Build | None":
        """Read what the environments share, once."""
        if self._build is None and not self._mistakes:
            self._open()
        return self._build

    def _open(self) -> None:
        """Begin to parse, and load what rendering needs: it is heavy, and where all is settled nobody needs it."""
        from tfgen.cache.parsed import ParsedTexts  # noqa: PLC0415
        from tfgen.parsing import ParseBeside, ParseHere  # noqa: PLC0415
        from tfgen.processes import are_free  # noqa: PLC0415

        parsed = ParsedTexts(self.cache)
        if self.parses_beside and are_free():
            self._parsing = ParseBeside.start(parsed)
        from tfgen.build import Build  # noqa: PLC0415

        self._build, found = Build.open(self.project, self._parsing or ParseHere(parsed))
        self._mistakes = tuple(found)

    def mistakes_of_pack(self) -> tuple[Diagnostic, ...]:
        """Give what is wrong with the templates, the schema and the assertions."""
        self._opened()
        return self._mistakes

    def close(self) -> None:
        """End what was started."""
        if self._parsing:
            self._parsing.close()

    def _keep(self, settling: "Settling", built: "BuiltEnvironment", outcome: Outcome) -> None:
        assert built.inputs, "what was written has inputs"
        from tfgen.output.manifest import Manifest  # noqa: PLC0415

        manifest = Manifest.of(built.files, built.inputs).text()
        settled = Settled(
            digest(manifest.encode()), len(built.files), outcome.resources, built.left_out, built.diagnostics
        )
        settling.keep(built.inputs.digest, settled)
