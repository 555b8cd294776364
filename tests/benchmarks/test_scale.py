"""`make bench` measures every row of docs/benchmarks.md."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from benchmarks import bare
from benchmarks.curve import curve
from benchmarks.projects import ROOT
from benchmarks.results import load
from benchmarks.scale import main
from benchmarks.table import table


def test_a_small_run_measures_every_row_and_draws_the_curve(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with the ratio and its spread; the JSON holds every sample."""
    monkeypatch.chdir(ROOT)
    results, svg = tmp_path / "results.json", tmp_path / "curve.svg"
    main(["--sizes", "1,2", "--rounds", "2", "--results", str(results), "--curve", str(svg)])
    told = capsys.readouterr().out
    rows = [line.split(" | ")[0] for line in told.splitlines()[2:]]
    assert rows == [
        "| `--version` : Python alone",
        "| `--help` : Python alone",
        "| `completion` : Python alone",
        "| one environment, empty cache : bare Jinja",
        "| one environment, empty cache : bare Jinja + python-hcl2",
        "| one environment, nothing changed : `--version`",
        "| 2, empty cache : bare Jinja",
        "| 2, empty cache : bare Jinja + python-hcl2",
        "| 2, nothing changed, an environment",
        "| 2, one spec changed : nothing changed",
        "| 2, `diff` of a template's line : empty cache",
        rows[-1],
    ]
    assert rows[-1].startswith("| memory of the largest process")
    cases = json.loads(results.read_text())["cases"]
    assert {len(samples) for samples in cases.values()} == {2}
    assert table(load(results), [1, 2]) == told
    assert ET.fromstring(svg.read_text()).tag.endswith("svg")  # noqa: S314 - our own


def test_sizes_that_cannot_be_measured_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The curve begins at one."""
    with pytest.raises(SystemExit):
        main(["--sizes", "10,100"])
    assert "1 the first of them" in capsys.readouterr().err


def test_the_curve_rises_with_its_values() -> None:
    """Ten times as much is one line of the grid higher; every line has its name."""
    drawn = curve({"slow & sure": [(1, 10), (1000, 100)], "quick": [(1, 1), (1000, 1)]})
    heights = [float(y) for y in re.findall(r'cy="([0-9.]+)"', drawn)]
    assert heights[0] > heights[1]
    assert heights[2] == heights[3] > heights[0]
    assert "slow &amp; sure" in drawn


def test_bare_jinja_writes_values_as_hcl_where_no_quotes_are() -> None:
    """So that python-hcl2 can read what it renders."""
    assert bare.plain("a = {{ b }}\n") == "a = {{ (b) | hcl }}\n"
    assert bare.plain('a = "x-{{ b }}-{{ c }}"\n') == 'a = "x-{{ b }}-{{ c }}"\n'
    assert bare.plain('  {{ b }} = {{ c == "d" }}\n') == '  {{ b }} = {{ (c == "d") | hcl }}\n'
    assert bare.plain('["{{ a }}b", "{{ a }}c"]') == '["{{ a }}b", "{{ a }}c"]'
    assert (bare.hcl(bare.Text("a.b")), bare.hcl("a"), bare.hcl(["a", True])) == ("a.b", '"a"', '["a", true]')


def test_the_page_has_the_table_that_was_measured() -> None:
    """Whoever measures anew puts the new numbers there."""
    results = load(ROOT / "benchmarks/results.json")
    sizes = sorted({int(case.split()[1]) for case in results.samples if " " in case})
    assert table(results, sizes) in (ROOT / "docs/benchmarks.md").read_text()
