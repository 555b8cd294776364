"""The table of results: a row for each goal, with the ratio that was measured and its spread."""

from collections.abc import Iterator, Sequence

from benchmarks.results import Results

HEAD = "| case | goal | measured | rounds |\n|---|---|---|---|\n"
MAX_MEMORY = 150
TENFOLD = 10


def table(results: Results, sizes: Sequence[int]) -> str:
    """Write the table in Markdown, for what was measured of some numbers of environments."""
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in _rows(results, sizes))


def _rows(results: Results, sizes: Sequence[int]) -> Iterator[tuple[str, str, str, str]]:
    for case in ("--version", "--help", "completion"):
        yield f"`{case}` : Python alone", "3", *_ratio(results, case, "python")
    yield "one environment, empty cache : bare Jinja", "5", *_ratio(results, "empty 1", "bare 1")
    yield "one environment, empty cache : bare Jinja + python-hcl2", "", *_ratio(results, "empty 1", "parsed 1")
    yield "one environment, nothing changed : `--version`", "2", *_ratio(results, "same 1", "--version")
    for size in [size for size in sizes if size > 1]:
        yield from _rows_of(results, size)
    memory = [(case, results.median(case, lambda sample: sample.memory)) for case in results.samples if " " in case]
    case, most = max((row for row in memory if row[0].split()[0] not in {"bare", "parsed"}), key=lambda row: row[1])
    yield f"memory of the largest process, the most in any case (`{case}`)", f"{MAX_MEMORY} MB", f"{most:.0f} MB", ""
    if len(sizes) > 1 and sizes[-1] == TENFOLD * sizes[-2]:
        measured = _ratio(results, f"empty {sizes[-1]}", f"empty {sizes[-2]}", 1 / TENFOLD)
        yield f"an environment of {sizes[-1]:,} : one of {sizes[-2]:,}, empty cache", "1.2", *measured


def _rows_of(results: Results, size: int) -> Iterator[tuple[str, str, str, str]]:
    empty, same = f"empty {size}", f"same {size}"
    yield f"{size:,}, empty cache : bare Jinja", "15", *_ratio(results, empty, f"bare {size}")
    if f"parsed {size}" in results.samples:
        yield f"{size:,}, empty cache : bare Jinja + python-hcl2", "", *_ratio(results, empty, f"parsed {size}")
    each = results.median(same) * 1000 / size
    yield f"{size:,}, nothing changed, an environment", "2 ms", f"{each:.2f} ms", str(results.rounds(same))
    if f"one {size}" in results.samples:
        yield f"{size:,}, one spec changed : nothing changed", "1.2", *_ratio(results, f"one {size}", same)
        yield f"{size:,}, `diff` of a template's line : empty cache", "1.5", *_ratio(results, f"diff {size}", empty)


def _ratio(results: Results, case: str, against: str, factor: float = 1.0) -> tuple[str, str]:
    """Give the ratio with its spread, and the number of rounds."""
    middle, least, most = results.ratio(case, against, factor)
    return f"{middle:.2f} ({least:.2f} to {most:.2f})", str(results.rounds(case))
