"""`python -m tests.diff.plans record [ID…]`: ask the real Terraform for the plans that are missing or out of date.

Each environment that a change starts from is applied once, to the emulator. What Terraform plans goes to
`tests/diff/plans/verdicts/`. `--all` asks for every one.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.diff.plans.cases import BASES, Change, Sides, all_changes
from tests.diff.plans.record import applied, planned
from tests.diff.plans.verdicts import keep, kept


def record(only: Sequence[str], everything: bool) -> None:
    """Ask for the verdicts, and write each as soon as it is there; drop those that no change is left for."""
    changes = all_changes()
    for group in {change.group for change in changes.values()}:
        keep(group, ((name, verdict) for name, verdict in kept(group).items() if name in changes))
    asked = [changes[name] for name in only] or list(changes.values())
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place).resolve()
        if not only and not everything:
            asked = [change for change in asked if is_out_of_date(change, scratch)]
        for base in BASES:
            record_on(base, [change for change in asked if change.base == base], scratch / base)


def is_out_of_date(change: Change, scratch: Path) -> bool:
    """Tell whether no verdict is kept for what a change renders."""
    verdict = kept(change.group).get(change.id)
    return verdict is None or verdict.digest != Sides.of(change, scratch / "asked" / change.id).digest


def record_on(base: str, changes: Sequence[Change], scratch: Path) -> None:
    """Apply a base, where something is to be asked of it, and ask."""
    if not changes:
        return
    sys.stderr.write(f"applying {base}\n")
    with applied(base, scratch) as deployment:
        for change in changes:
            verdict = planned(deployment, change, scratch / "changes" / change.id)
            keep(change.group, (kept(change.group) | {change.id: verdict}).items())
            sys.stderr.write(f"{change.group}/{change.id}: {len(verdict.resources)} addresses\n")


def main() -> None:
    """Read the command line and record."""
    parser = argparse.ArgumentParser(prog="python -m tests.diff.plans", description=__doc__)
    command = parser.add_subparsers(required=True).add_parser("record")
    command.add_argument("only", nargs="*", metavar="ID")
    command.add_argument("--all", action="store_true", dest="everything")
    arguments = parser.parse_args()
    record(arguments.only, arguments.everything)


if __name__ == "__main__":
    main()
