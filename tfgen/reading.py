"""Reading back what was rendered: each file by the strict parsers, and by python-hcl2."""

from typing import TYPE_CHECKING

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.syntax import read_hcl
from tfgen.parsing import Parsing
from tfgen.recent import Recent
from tfgen.rendered import RenderedFile

if TYPE_CHECKING:
    from tfgen.hcl.module import Body


class Reader:
    """Reads the files of one environment after another; a text that several of them have is read once.

    Of the present environment, `bodies` are those of the files that were taken, by path.
    """

    def __init__(self, parsing: Parsing) -> None:
        """Take what lets python-hcl2 parse them."""
        self.bodies: dict[str, Body] = {}
        self._parsing = parsing
        self._recent: Recent[str, tuple[Body | None, list[Diagnostic]]] = Recent()
        self._mistakes: dict[str, list[Diagnostic]] = {}

    def take(self, file: RenderedFile) -> None:
        """Read a file."""
        body, mistakes = self._recent.get(file.path, file.text, lambda: read_hcl(file.text, file.path))
        self._mistakes[file.path] = mistakes
        if body:
            self.bodies[file.path] = body
        if body and not mistakes:
            self._parsing.take(file.text, file.path, body)

    @property
    def mistakes(self) -> list[Diagnostic]:
        """What is wrong with the syntax of the files that were taken."""
        return [mistake for found in self._mistakes.values() for mistake in found]

    def finish(self) -> list[Diagnostic]:
        """Wait for python-hcl2; gives all mistakes in the order of the files, and begins anew."""
        parsed = self._parsing.mistakes()
        found = [mistake for path in self._mistakes for mistake in (*self._mistakes[path], *parsed.get(path, ()))]
        self.bodies, self._mistakes = {}, {}
        return found
