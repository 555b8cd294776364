"""A configuration with all its modules and resources, evaluated when somebody asks for a value."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from tfgen.check.knowledge import Knowledge
from tfgen.check.load import RenderedFolders, load_configuration
from tfgen.check.schemas import Schemas, version_constraints
from tfgen.check.tfvars import is_values_file
from tfgen.diff.functions import SymbolicFunctions
from tfgen.diff.rendering import Rendering
from tfgen.diff.symbols import Symbols
from tfgen.hcl.nodes import Node
from tfgen.language.evaluation.work import Work

T = TypeVar("T")
# Resources by their addresses without keys.
Dependencies = frozenset[str]
# Both sides of a large system need some 100,000.
MAX_WORK = 10_000_000


class World:
    """What one rendering configures: remembers each value that was worked out, and the resources behind it."""

    def __init__(self, rendering: Rendering, knowledge: Knowledge, symbols: Symbols) -> None:
        self.symbols = symbols
        self.configuration = load_configuration(RenderedFolders(rendering.bodies))[0]
        self.schemas = Schemas(knowledge.catalogue, version_constraints(self.configuration))
        self.functions = SymbolicFunctions(knowledge.functions, symbols, rendering.texts)
        self.given = _given(rendering)
        self.work = Work(MAX_WORK)
        self._known: dict[Hashable, tuple[Any, set[str]]] = {}
        self._open: set[Hashable] = set()
        self._behind: list[set[str]] = [set()]

    def once(self, question: Hashable, answer: Callable[[], T], in_a_circle: Callable[[], T]) -> T:
        """Work something out once; what needs itself for that gets another answer."""
        if question not in self._known:
            if question in self._open:
                return in_a_circle()
            self._open.add(question)
            self._behind.append(set())
            found = answer()
            self._known[question] = (found, self._behind.pop())
            self._open.discard(question)
        known: T
        known, behind = self._known[question]
        self._behind[-1] |= behind
        return known

    def note(self, address: str) -> None:
        """Note that what is being worked out needs a resource."""
        self._behind[-1].add(address)

    def behind(self, work: Callable[[], object]) -> Dependencies:
        """Give the resources that some work needs."""
        self._behind.append(set())
        work()
        found = self._behind.pop()
        return frozenset(found)


def _given(rendering: Rendering) -> Mapping[str, Node]:
    """Give what the files of values give the root's variables; files that Terraform reads later win."""
    files = sorted(filter(is_values_file, rendering.bodies), key=lambda path: (path != "terraform.tfvars", path))
    return {one.name: one.expression for path in files for one in rendering.bodies[path].attributes}
