"""What tfgen is measured against: Jinja alone, in one process, which fills the same templates and checks nothing.

    python -m benchmarks.bare PROJECT OUT COUNT [--parse]

Values are written by the shortest means that give right HCL here: as JSON, and as they are inside quotes. Nothing is
escaped, formatted, compared or made safe on the disk. With `--parse`, python-hcl2 parses each file, as one would who
trusts it less.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template

from benchmarks.projects import VALUES, values_of

HOLE = re.compile(r"\{\{ (.*?) \}\}")


class Text(str):
    """A text that is HCL already."""

    __slots__ = ()


def hcl(value: object) -> str:
    """Write a value as HCL."""
    return value if isinstance(value, Text) else json.dumps(value)


def plain(source: str) -> str:
    """Say of each hole of a template whether it stands in quotes, or is a name, as a template for Jinja alone would."""
    return "".join(map(_plain_line, source.splitlines(keepends=True)))


def _plain_line(line: str) -> str:
    def filled(hole: re.Match[str]) -> str:
        before = HOLE.sub("x", line[: hole.start()])
        return hole[0] if before.count('"') % 2 or not before.strip() else f"{{{{ ({hole[1]}) | hcl }}}}"

    return HOLE.sub(filled, line)


class Loader(BaseLoader):
    """Templates of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source(self, _environment: Environment, name: str) -> tuple[str, str, Callable[[], bool]]:
        """Give a template's text."""
        return plain((self.folder / name).read_text()), name, lambda: True


def templates(folder: Path) -> Iterator[tuple[str, Template]]:
    """Give the path of each file and its template."""
    jinja = Environment(  # noqa: S701 - HCL is no HTML
        loader=Loader(folder), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, auto_reload=False, extensions=["jinja2.ext.loopcontrols"],
    )  # fmt: skip
    jinja.filters["hcl"] = hcl
    jinja.globals["ref"] = lambda *parts: Text(".".join(map(str, parts)))
    for path in sorted(folder.rglob("*.j2")):
        name = path.relative_to(folder).as_posix()
        if not path.name.startswith("_"):
            yield name.removeprefix("root/").removesuffix(".j2"), jinja.get_template(name)


def render(project: Path, out: Path, count: int, check: Callable[[str], object]) -> None:
    """Render so many environments."""
    made = list(templates(project / "templates"))
    base = (project / VALUES).read_text()
    for number in range(count):
        name, values = values_of(base, number)
        for path, template in made:
            text = template.render({**values, "environment": {"name": name}})
            if text.strip():
                check(text)
                file = out / name / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)


def main(project: str, out: str, count: str, *more: str) -> None:
    """Render, and parse if that is asked for."""
    check: Callable[[str], Any] = len
    if more:
        import hcl2  # noqa: PLC0415 - bare Jinja has no need of it

        check = hcl2.parses
    render(Path(project), Path(out), int(count), check)


if __name__ == "__main__":
    main(*sys.argv[1:])
