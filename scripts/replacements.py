"""Ask the provider what it makes of changed arguments, and write tfgen/diff/data/hashicorp/aws.

    python -m scripts.replacements [--plugin-dir MIRROR] [--out FOLDER] [--report FILE] [TYPE ...]

For each argument of the types that ship (scripts/schemas.toml) Terraform plans a change of a resource whose state was
made up, thousands of them at a time, without AWS and without credentials: many minutes and a few GB for all. Types that
are given are asked about alone, and the others' records stay. What has to be told by hand is in
scripts/replacements.toml. The report lists the bodies that the provider did not take, and why.
"""

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scripts.probing.bench import Bench
from scripts.probing.bodies import arguments_of
from scripts.probing.survey import Answer, Survey
from scripts.probing.tables import replacements, unsettled
from scripts.probing.wanted import Wanted, wanted
from tfgen.diff.replacements import DATA
from tfgen.providers.compact import dump
from tfgen.providers.records import Records, format_records


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("types", nargs="*", metavar="TYPE", help="resource types to ask about; by default all")
    parser.add_argument("--plugin-dir", type=Path, help="a filesystem mirror that holds the provider")
    parser.add_argument("--out", type=Path, default=DATA, help="the folder to write to; by default %(default)s")
    parser.add_argument("--report", type=Path, help="a file for what the provider did not take")
    arguments = parser.parse_args()
    asked = wanted(arguments.types)
    answers, refused = ask(asked, arguments.plugin_dir)
    for name, records in tables(asked, answers).items():
        kept = Records(DATA / name).all() if arguments.types else {}
        lines = {type_: dump(record) for type_, record in {**kept, **records}.items()}
        (arguments.out / name).write_text(format_records(lines), "utf-8")
    if arguments.report:
        arguments.report.write_text("".join(f"{body}\n    {why}\n" for body, why in refused.items()), "utf-8")


def ask(asked: Wanted, plugin_dir: Path | None) -> tuple[list[Answer], dict[str, str]]:
    """Give the provider's answers, and the bodies that it did not take."""
    answers: list[Answer] = []
    refused: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), plugin_dir)
        for probes, settled in asked.turns():
            survey = Survey(bench, asked.schemas, settled)
            answers += survey.answers(probes)
            refused |= survey.refused
    return answers, refused


def tables(asked: Wanted, answers: list[Answer]) -> dict[str, Mapping[str, object]]:
    """Give the records of each file."""
    paths = {type_: [path for path, _ in arguments_of(schema)] for type_, schema in asked.schemas.items()}
    return {"replacements.json": replacements(answers, paths), "unsettled.json": unsettled(answers, asked.schemas)}


if __name__ == "__main__":
    main()
