"""Reading back what was rendered: each file by the strict parsers, and by python-hcl2."""

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Body
from tfgen.hcl.syntax import read_hcl
from tfgen.parsing import Parsing
from tfgen.recent import Recent
from tfgen.rendered import RenderedFile


class Reader:
    """Reads the files of one environment after another; a text that several of them have is read once."""

    def __init__(self, parsing: Parsing) -> None:
        """Take what lets python-hcl2 parse them."""
        self._parsing = parsing
        self._recent: Recent[str, tuple[Body | None, list[Diagnostic]]] = Recent()
        self._bodies: dict[str, Body] = {}
        self._mistakes: dict[str, list[Diagnostic]] = {}

    def take(self, file: RenderedFile) -> None:
        """Read a file."""
        body, mistakes = self._recent.get(file.path, file.text, lambda: read_hcl(file.text, file.path))
        self._mistakes[file.path] = mistakes
        if body:
            self._bodies[file.path] = body
        if body and not mistakes:
            self._parsing.take(file.text, file.path, body)

    def finish(self) -> tuple[dict[str, Body], list[Diagnostic]]:
        """Give the bodies of all files that were taken, by path, and their mistakes; begin anew."""
        parsed = self._parsing.mistakes()
        mistakes = [found for path in self._mistakes for found in (*self._mistakes[path], *parsed.get(path, ()))]
        bodies, self._bodies, self._mistakes = self._bodies, {}, {}
        return bodies, mistakes
