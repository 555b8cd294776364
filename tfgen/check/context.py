"""What checking one module needs to know, and what it has found."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field

from tfgen.check.configuration import Configuration
from tfgen.check.module import Module
from tfgen.check.schemas import Schemas
from tfgen.diagnostics import Diagnostic, error, warning
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import Step
from tfgen.language.evaluation.evaluator import Evaluator
from tfgen.language.evaluation.work import Work, bounded
from tfgen.language.functions import Functions, Signature
from tfgen.language.scope import Scope
from tfgen.language.types import DYNAMIC, NUMBER, STRING, Type, list_of, map_of
from tfgen.language.values import EPHEMERAL, SENSITIVE, Value, object_value, string, unknown
from tfgen.source import SourceRange

# A local that takes a longer chain of others to work out is unknown: the interpreter's stack has an end.
MAX_CHAIN = 20


class Context(Struct):
    """One module of a configuration; `types` are its variables' types, `folder` its place on disk, if it has one, and
    `passed` the provider configurations that calls of it pass (`aws.west`)."""

    configuration: Configuration
    module: Module
    schemas: Schemas
    functions: Functions
    folder: Path | None = None
    types: dict[str, Type] = {}
    passed: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = []
    work: Work = field(default_factory=Work)
    _locals: dict[str, Value] = {}
    _depth: int = 0

    def tell(self, rule: str, summary: str, detail: str, where: SourceRange) -> None:
        """Note an error."""
        self.diagnostics.append(error(rule, summary, detail, where))

    def warn(self, rule: str, summary: str, detail: str, where: SourceRange) -> None:
        """Note a warning."""
        self.diagnostics.append(warning(rule, summary, detail, where))

    @property
    def display(self) -> str:
        """What Terraform's messages call the module."""
        return f"module {self.module.folder}" if self.module.folder else "the root module"

    def evaluator(self, scope: Scope | None = None) -> Evaluator:
        """Give an evaluator that tells its mistakes here, by default with the module's names."""
        return Evaluator(
            self.functions,
            scope or ModuleScope(self),
            self.folder,
            self.diagnostics,
            provider_function=self._function,
            work=self.work,
        )

    def _function(self, name: str) -> Signature | bool:
        """Give the signature of a provider's function; False where there is none of that name, True if nobody knows."""
        _, provider, plain = name.split("::", 2)
        return self.schemas.function(self.module, provider, plain)

    def local(self, name: str) -> Value:
        """Give the value of a local, worked out once; one that is defined by itself is unknown."""
        attribute = self.module.locals.get(name)
        if name in self._locals or attribute is None:
            return self._locals.get(name, unknown())
        if self._depth >= MAX_CHAIN:
            return unknown()
        self._locals[name] = unknown()
        self._depth += 1
        self._locals[name] = bounded(self.evaluator().quiet().evaluate(attribute.expression))
        self._depth -= 1
        return self._locals[name]

    def variable(self, name: str) -> Value:
        """Give a variable's value: as Terraform validates for all values, only its type is known."""
        block = self.module.variables.get(name)
        marks = _marks(block) if block else set()
        return unknown(self.types.get(name, DYNAMIC)).with_marks(marks)

    def call(self, name: str) -> Value:
        """Give the object of a called module's outputs, whose values are not known."""
        block = self.module.calls.get(name)
        called = self.configuration.called(self.module, block) if block else None
        if block is None or called is None:
            return unknown()
        one = object_value({output: _output(found) for output, found in called.outputs.items()})
        if block.body.attribute("count"):
            return unknown(list_of(one.type))
        return unknown(map_of(one.type)) if block.body.attribute("for_each") else one


def _output(block: Block) -> Value:
    return unknown().with_marks(_marks(block))


def _marks(block: Block) -> set[str]:
    """Give what a variable or an output says of its values: that they are sensitive, or ephemeral."""
    found = {mark: block.body.attribute(mark) for mark in (SENSITIVE, EPHEMERAL)}
    return {mark for mark, attribute in found.items() if attribute and attribute.literal is True}


class ModuleScope(Struct, frozen=True):
    """The names of a module, as far as their values are known before anything is applied."""

    context: Context

    def lookup(self, root: str, steps: Sequence[Step]) -> tuple[Value, int]:
        """Give the value behind the first name of a reference; what is undeclared is unknown, and told elsewhere."""
        name = getattr(steps[0], "name", None) if steps else None
        if name is None:
            return unknown(), len(steps)
        match root:
            case "var":
                return self.context.variable(name), 1
            case "local":
                return self.context.local(name), 1
            case "module":
                return self.context.call(name), 1
            case "count" if name == "index":
                return unknown(NUMBER), 1
            case "each" if name == "key":
                return unknown(STRING), 1
            case "ephemeral":
                return unknown().with_marks({EPHEMERAL}), len(steps)
            case "path" | "terraform":
                return _of_the_run(root, name, self.context), 1
        return unknown(), len(steps)


def _of_the_run(root: str, name: str, context: Context) -> Value:
    if root == "path" and name == "module":
        return string(context.module.folder or ".")
    if root == "path" and name == "root":
        return string(".")
    if root == "terraform" and name == "workspace":
        return string("default")
    return unknown(STRING)
