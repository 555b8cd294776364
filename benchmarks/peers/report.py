"""The table of tools: how long each takes beside tfgen, and how much memory its processes hold."""

from benchmarks.results import Results

HEAD = "| run | time : tfgen, empty cache | memory | rounds |\n|---|---|---|---|\n"
NAMES = {
    "tfgen": "tfgen, empty cache",
    "same": "tfgen, nothing changed",
    "cdktf": "CDKTF, generic classes only",
    "classes": "CDKTF, with its classes for AWS",
    "kapitan": "kapitan",
    "bare": "bare Jinja",
}


def report(results: Results) -> str:
    """Write the table in Markdown."""
    return HEAD + "".join(f"| {' | '.join(_row(results, case))} |\n" for case in NAMES)


def _row(results: Results, case: str) -> tuple[str, ...]:
    middle, least, most = results.ratio(case, "tfgen")
    memory = results.median(case, lambda sample: sample.memory)
    held = [sample.memory for sample in results.samples[case]]
    time = f"{middle:.2f} ({least:.2f} to {most:.2f})"
    return NAMES[case], time, f"{memory:.0f} MB ({min(held):.0f} to {max(held):.0f})", str(results.rounds(case))
