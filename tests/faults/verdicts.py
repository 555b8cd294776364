"""Verdicts as data: what the real Terraform said of a folder, kept as `verdicts/<group>.json`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERDICTS = HERE / "verdicts"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One diagnostic: severity, place and words. The place is missing where Terraform gives none."""

    file: str
    line: int
    severity: str
    summary: str
    detail: str

    @classmethod
    def of(cls, diagnostic: Mapping[str, Any]) -> "Finding":
        """Read a diagnostic in the shape of `terraform validate -json`."""
        place = diagnostic.get("range") or {"filename": "", "start": {"line": 0}}
        file, line = place["filename"], place["start"]["line"]
        return cls(file, line, diagnostic["severity"], diagnostic["summary"], diagnostic.get("detail", ""))

    def as_json(self) -> dict[str, object]:
        """Give it as it is kept."""
        place = {"file": self.file, "line": self.line} if self.file else {}
        return {"severity": self.severity, **place, "summary": self.summary, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Terraform said of a folder: at which stage (`validate` or `init`), and about which text (`digest`)."""

    digest: str
    stage: str
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> str | None:
        """The heaviest severity in it; None where Terraform found nothing."""
        severities = {finding.severity for finding in self.findings}
        return "error" if "error" in severities else "warning" if severities else None

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Verdict":
        """Read a verdict as it is kept."""
        found = (
            Finding(one.get("file", ""), one.get("line", 0), one["severity"], one["summary"], one["detail"])
            for one in kept["diagnostics"]
        )
        return cls(kept["digest"], kept["stage"], tuple(found))

    def as_json(self) -> dict[str, object]:
        """Give it as it is kept."""
        diagnostics = [finding.as_json() for finding in self.findings]
        valid = self.severity != "error"
        return {"digest": self.digest, "stage": self.stage, "valid": valid, "diagnostics": diagnostics}


@cache
def kept(group: str) -> dict[str, Verdict]:
    """Give the verdicts of a group by id; none where none were recorded."""
    path = VERDICTS / f"{group}.json"
    if not path.exists():
        return {}
    return {name: Verdict.of(verdict) for name, verdict in json.loads(path.read_text("utf-8")).items()}


def keep(group: str, verdicts: Iterable[tuple[str, Verdict]]) -> None:
    """Write the verdicts of a group, sorted by id."""
    VERDICTS.mkdir(exist_ok=True)
    tree = {name: verdict.as_json() for name, verdict in sorted(verdicts)}
    (VERDICTS / f"{group}.json").write_text(json.dumps(tree, indent=2, ensure_ascii=False) + "\n", "utf-8")
    kept.cache_clear()
