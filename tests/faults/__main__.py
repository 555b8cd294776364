"""`python -m tests.faults record`: ask the real Terraform for the verdicts that are missing or out of date.

`--all` asks for every one, `--only ID…` for some. What Terraform said goes to `tests/faults/verdicts/`.
`python -m tests.faults compare` shows, class by class, where tfgen says something else.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.cases import BASES, VALID, Fault, all_faults, digest, folders_in
from tests.faults.record import Recorder
from tests.faults.verdicts import keep, kept


@dataclass(frozen=True, slots=True)
class Case:
    """One folder to ask about: a base, a valid case, or a fault that is still to be applied."""

    group: str
    id: str
    source: Path | Fault

    def folder(self, scratch: Path) -> Path:
        """Give the folder; a fault is written below `scratch`."""
        return self.source if isinstance(self.source, Path) else self.source.write(scratch / "faults" / self.id)

    @property
    def base(self) -> Path:
        """The folder whose initialisation serves this one too."""
        return self.source if isinstance(self.source, Path) else BASES / self.source.base


def all_cases() -> Iterator[Case]:
    """Yield the bases, then the valid cases, then the faults."""
    for group, parent in (("bases", BASES), ("valid", VALID)):
        yield from (Case(group, name, folder) for name, folder in folders_in(parent).items())
    yield from (Case(fault.group, fault.id, fault) for fault in all_faults().values())


def record(only: set[str], everything: bool) -> None:
    """Ask for the verdicts, and write each as soon as it is there; drop those that no case is left for."""
    cases = list(all_cases())
    for group in {case.group for case in cases}:
        ids = {case.id for case in cases if case.group == group}
        keep(group, ((name, verdict) for name, verdict in kept(group).items() if name in ids))
    with tempfile.TemporaryDirectory() as place:
        recorder = Recorder(Path(place).resolve())
        for case in cases:
            if not only or case.id in only:
                ask(recorder, case, everything or bool(only))


def ask(recorder: Recorder, case: Case, again: bool) -> None:
    """Ask for one verdict, unless the kept one is of the same text and stage, and say on stderr what it was."""
    folder = case.folder(recorder.scratch)
    stage = case.source.stage if isinstance(case.source, Fault) else "validate"
    old = kept(case.group).get(case.id)
    # What was to be validated may have failed in its initialisation; no other stage ends in a validation.
    same_stage = old is not None and (stage == "validate" or old.stage != "validate")
    if not again and old is not None and same_stage and old.digest == digest(folder):
        return
    verdict = recorder.verdict(folder, case.base, stage)
    keep(case.group, (kept(case.group) | {case.id: verdict}).items())
    said = "; ".join(f"{one.file}:{one.line} {one.severity}: {one.summary}" for one in verdict.findings)
    sys.stderr.write(f"{case.group}/{case.id} [{verdict.stage}] {said or 'nothing'}\n")


def compare(only: set[str]) -> None:
    """Print each fault on which tfgen differs from Terraform in severity or line, and a table of the classes."""
    from tests.faults.compare import difference, found, heaviest, same_line, same_words, verdict_on  # noqa: PLC0415

    table: dict[str, list[tuple[bool, bool, bool]]] = {}
    for fault in all_faults().values():
        if only and not only & {fault.id, fault.group}:
            continue
        ours, theirs = found(fault.id), verdict_on(fault.id)
        severity = heaviest(ours) == theirs.severity
        line, words = (not theirs.findings or same(ours, theirs) for same in (same_line, same_words))
        if not severity or not line:
            sys.stdout.write(difference(fault.id) + "\n")
        table.setdefault(fault.group, []).append((severity, line, words))
    for group, rows in table.items():
        severity, line, words = (sum(column) for column in zip(*rows, strict=True))
        sys.stdout.write(
            f"{group:16} {len(rows):4} faults: {severity} caught, {line} at the line, {words} in the words\n"
        )


def main() -> None:
    """Read the command line and record."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name in ("record", "compare"):
        command = commands.add_parser(name)
        command.add_argument("--only", nargs="+", default=[], metavar="ID")
        command.set_defaults(command=name)
        if name == "record":
            command.add_argument("--all", action="store_true", dest="everything")
    arguments = parser.parse_args()
    if arguments.command == "record":
        record(set(arguments.only), arguments.everything)
    else:
        compare(set(arguments.only))


if __name__ == "__main__":
    main()
