"""What render and validate have in common: find the project and its environments, do each, report."""

import time
from collections.abc import Sequence
from contextlib import closing, nullcontext
from pathlib import Path

from msgspec import Struct

from tfgen.commands.choice import choose_environments
from tfgen.commands.progress import progress
from tfgen.commands.shard import Shard
from tfgen.commands.turns import in_turn
from tfgen.commands.worker import Answer, Worker
from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, has_errors
from tfgen.project import Project, find_project, from_repository
from tfgen.report.reports import Report, format_report
from tfgen.report.snippet import Sources
from tfgen.report.summary import Outcome, describe, total
from tfgen.undisturbed import heeding


class Session(Struct):
    """One run of a command over a project's environments, in up to `jobs` processes."""

    console: Console
    style: str
    project: Project
    shard: Shard = Shard()
    jobs: int = 1
    diagnostics: list[Diagnostic] = []
    outcomes: list[Outcome] = []
    left_out: dict[str, None] = {}
    seconds: float = 0.0

    def run(self, names: Sequence[str], worker: Worker, *, prints: bool = False) -> int:
        """Let a worker do the named environments, or all, and tell each in its turn; returns the exit code.

        A worker that `prints` data is itself what a person sees of the progress.
        """
        chosen, mistakes = choose_environments(self.project, names)
        self.diagnostics += mistakes
        with closing(worker):
            if has_errors(self.diagnostics):
                self.diagnostics += worker.mistakes_of_pack()
            else:
                self._run(self.shard.of(chosen), worker, prints=prints)
        return self._report()

    def _shows_bar(self) -> bool:
        return self.style == "text" and self.console.shows_progress

    def _run(self, names: list[str], worker: Worker, *, prints: bool) -> None:
        started, bar = time.monotonic(), not prints and self._shows_bar()
        later: list[Answer] = []
        shown = progress(len(names)) if bar and len(names) > 1 else nullcontext(lambda: None)
        try:
            worker.parses_beside = self.jobs > 1 and len(names) == 1
            with shown as advance, closing(in_turn(worker.answer, names, self.jobs, advance)) as answers:
                for answer in answers:
                    if answer.outcome is None:
                        self.diagnostics = [*self.diagnostics, *answer.diagnostics]
                        return
                    self._take(answer)
                    if bar:
                        later.append(answer)
                    else:
                        self._tell(answer)
        except KeyboardInterrupt:
            if not prints:
                self.console.say(f"{len(self.outcomes)} of {len(names)} environments were done.")
            raise
        for answer in later:
            self._tell(answer)
        self.seconds = time.monotonic() - started

    def _take(self, answer: Answer) -> None:
        self.diagnostics += answer.diagnostics
        self.left_out |= dict.fromkeys(answer.left_out)
        assert answer.outcome, "those without one are not taken"
        self.outcomes.append(answer.outcome)

    def _tell(self, answer: Answer) -> None:
        """Say what is to be said of an environment; who reads it may let us wait, and then Ctrl-C must end that."""
        with heeding():
            for said in answer.said:
                said.tell(self.console)
            assert answer.outcome, "as above"
            self.console.say(describe(answer.outcome))

    def _report(self) -> int:
        if self.style != "text":
            report = Report(self.diagnostics, self.outcomes, list(self.left_out), from_repository(self.project.root))
            self.console.data(format_report(self.style, report, Sources(self.project.root)))
        else:
            self.console.diagnostics(self.diagnostics, self.project.root)
            self.console.left_out(self.left_out)
            if len(self.outcomes) > 1:
                self.console.say(total(self.outcomes, self.seconds))
        return int(has_errors(self.diagnostics))


def open_session(start: Path | None, console: Console, style: str, shard: Shard, jobs: int) -> Session | None:
    """Find the project and begin, for a shard of its environments; without a project, say so and give None."""
    project, diagnostics = find_project(start)
    if project:
        return Session(console, style, project, shard, jobs)
    if style == "text":
        console.diagnostics(diagnostics, Path())
    else:
        console.data(format_report(style, Report(diagnostics, [], []), Sources(Path())))
    return None
