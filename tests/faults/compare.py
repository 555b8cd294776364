"""What tfgen says of a folder, beside what Terraform said of it."""

import contextlib
import io
import json
import tempfile
from functools import cache
from pathlib import Path

from tests.faults.cases import all_faults, digest
from tests.faults.verdicts import Finding, Verdict, kept
from tfgen.cli import run

OUT_OF_DATE = "its verdict is of another text; `python -m tests.faults record` asks Terraform anew"


def check(folder: Path) -> tuple[Finding, ...]:
    """Give what `tfgen validate --dir` finds in a folder; its exit code must go with it."""
    out = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(out, "utf-8")) as stream:
        code = run(["validate", "--quiet", "--dir", str(folder), "--format", "json"])
        stream.flush()
        report = json.loads(out.getvalue())
    findings = tuple(sorted(map(Finding.of, report["diagnostics"])))
    errors = sum(finding.severity == "error" for finding in findings)
    assert (code, report["valid"], report["error_count"]) == (int(errors > 0), errors == 0, errors)
    return findings


@cache
def found(fault_id: str) -> tuple[Finding, ...]:
    """Give what tfgen finds in a base with a fault; the kept verdict must be of the same text."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = all_faults()[fault_id].write(Path(scratch) / "base")
        assert verdict_on(fault_id).digest == digest(folder), f"{fault_id}: {OUT_OF_DATE}"
        return check(folder)


def verdict_on(fault_id: str) -> Verdict:
    """Give what Terraform said of a base with a fault."""
    return kept(all_faults()[fault_id].group)[fault_id]


def heaviest(findings: tuple[Finding, ...]) -> str | None:
    """Give the heaviest severity in findings; None for none."""
    return min((finding.severity for finding in findings), default=None)


def same_line(ours: tuple[Finding, ...], theirs: Verdict) -> bool:
    """Tell whether a finding of ours has severity, file and line of one of Terraform's, which may have no place."""
    places = {(one.severity, one.file, one.line) for one in theirs.findings}
    return any(
        (one.severity, one.file, one.line) in places or (one.severity, "", 0) in places
        for one in ours
    )  # fmt: skip


def same_words(ours: tuple[Finding, ...], theirs: Verdict) -> bool:
    """Tell whether a finding of ours has the summary of one of Terraform's."""
    return not {one.summary for one in ours}.isdisjoint(one.summary for one in theirs.findings)


def difference(fault_id: str) -> str:
    """Give both sides of a fault, for a person to read."""
    fault, theirs = all_faults()[fault_id], verdict_on(fault_id)
    sides = [f"{fault.group}/{fault.id} ({fault.base}/{fault.file})"]
    for name, findings in (("terraform", theirs.findings), ("tfgen", found(fault_id))):
        said = [f"{one.file}:{one.line} {one.severity}: {one.summary}" for one in findings[:4]] or ["nothing"]
        sides.append(f"  {name:9} {'; '.join(said)}")
    return "\n".join(sides)
