"""A module as Terraform sees it: what all its files declare, by kind and name."""

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Attribute, Block, Body
from tfgen.source import SourceRange

# Letters of any script, as HCL's lexer takes them.
_NAME = re.compile(r"[^\W\d][\w-]*|_[\w-]*")
# The three kinds of things that a provider manages or reads; the key of one is (kind, type, name).
RESOURCE_KINDS = ("resource", "data", "ephemeral")
Key = tuple[str, str, str]

NAME_RULE = (
    "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes."
)
# Arguments of module blocks that no variable can be given by.
_RESERVED_VARIABLES = frozenset(
    {"source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"}
)


def is_name(text: str) -> bool:
    """Tell whether a text can be the name of something."""
    return _NAME.fullmatch(text) is not None


class Module(Struct):
    """What the files of one folder declare.

    `folder` is the path from the configuration's root, empty for the root itself; `files` are the bodies by path.
    `scoped` are the data sources that only one check block sees, with its name; `requirements` are the providers' local
    names with the attributes that require them.
    """

    folder: str
    files: Mapping[str, Body]
    variables: dict[str, Block] = {}
    locals: dict[str, Attribute] = {}
    outputs: dict[str, Block] = {}
    resources: dict[Key, Block] = {}
    scoped: dict[Key, str] = {}
    calls: dict[str, Block] = {}
    checks: dict[str, Block] = {}
    providers: dict[tuple[str, str], Block] = {}
    requirements: dict[str, Attribute] = {}
    settings: list[Block] = []
    backends: list[Block] = []
    others: list[Block] = []

    def blocks_of(self, kind: str) -> Iterator[Block]:
        """Give the blocks of one type that have no name: moved, import, removed."""
        return (block for block in self.others if block.type == kind)


class Collector(Struct):
    """Puts blocks into a module and tells what is declared twice or badly named."""

    module: Module
    diagnostics: list[Diagnostic] = []

    def collect(self, body: Body) -> None:
        """Take the blocks of a file; those with too few labels are left to the check of contents."""
        for block in body.blocks:
            take = _TAKERS.get(block.type)
            if take and len(block.labels) == _LABELS.get(block.type, 0):
                take(self, block)

    def _twice(self, summary: str, detail: str, where: SourceRange) -> None:
        self.diagnostics.append(error("duplicate", summary, detail, where))

    def _check_name(self, block: Block, what: str) -> None:
        name = block.labels[-1]
        if not is_name(name):
            summary = f"Invalid {what} name"
            self.diagnostics.append(error("name", summary, NAME_RULE, block.label_range(len(block.labels) - 1)))

    def _resource(self, block: Block) -> None:
        what = "data source" if block.type == "data" else block.type
        self._check_name(block, what)
        if not is_name(block.labels[0]):
            summary = f"Invalid {what} type name" if block.type != "data" else "Invalid data source name"
            self.diagnostics.append(error("name", summary, NAME_RULE, block.label_range(0)))
        key = (block.type, block.labels[0], block.labels[1])
        first = self.module.resources.setdefault(key, block)
        if first is not block:
            detail = (
                f'A {block.labels[0]} {what} named "{block.labels[1]}" was already declared at {first.where}. '
                f"{what.capitalize()} names must be unique per type in each module."
            )
            self._twice(f'Duplicate {block.type} "{block.labels[0]}" configuration', detail, block.where)

    def _variable(self, block: Block) -> None:
        self._check_name(block, "variable")
        name = block.labels[0]
        if name in _RESERVED_VARIABLES:
            detail = f'The variable name "{name}" is reserved due to its special meaning inside module blocks.'
            self.diagnostics.append(error("name", "Invalid variable name", detail, block.label_range(0)))
        first = self.module.variables.setdefault(name, block)
        if first is not block:
            detail = (
                f'A variable named "{name}" was already declared at {first.where}. Variable names must be unique '
                "within a module."
            )
            self._twice("Duplicate variable declaration", detail, block.where)

    def _output(self, block: Block) -> None:
        self._check_name(block, "output")
        first = self.module.outputs.setdefault(block.labels[0], block)
        if first is not block:
            detail = (
                f'An output named "{block.labels[0]}" was already defined at {first.where}. Output names must be '
                "unique within a module."
            )
            self._twice("Duplicate output definition", detail, block.where)

    def _call(self, block: Block) -> None:
        self._check_name(block, "module instance")
        first = self.module.calls.setdefault(block.labels[0], block)
        if first is not block:
            detail = (
                f'A module call named "{block.labels[0]}" was already defined at {first.where}. Module calls must '
                "have unique names within a module."
            )
            self._twice("Duplicate module call", detail, block.where)

    def _check(self, block: Block) -> None:
        first = self.module.checks.setdefault(block.labels[0], block)
        if first is not block:
            detail = (
                f'A check block named "{block.labels[0]}" was already declared at {first.where}. Check block names '
                "must be unique in each module."
            )
            self._twice(f'Duplicate check "{block.labels[0]}" configuration', detail, block.where)
        for data in block.body.blocks_of("data"):
            if len(data.labels) == _LABELS["data"]:
                self._resource(data)
                self.module.scoped["data", data.labels[0], data.labels[1]] = block.labels[0]

    def _locals(self, block: Block) -> None:
        for attribute in block.body.attributes:
            first = self.module.locals.setdefault(attribute.name, attribute)
            if first is not attribute:
                detail = (
                    f'A local value named "{attribute.name}" was already defined at {first.where}. Local value names '
                    "must be unique within a module."
                )
                self._twice("Duplicate local value definition", detail, attribute.where)

    def _provider(self, block: Block) -> None:
        alias = block.body.attribute("alias")
        name = (alias.text or "") if alias else ""
        first = self.module.providers.setdefault((block.labels[0], name), block)
        if first is block:
            return
        if name:
            detail = (
                f'A provider configuration for "{block.labels[0]}" with alias "{name}" was already given at '
                f"{first.where}. Each configuration for the same provider must have a distinct alias."
            )
        else:
            detail = (
                f'A default (non-aliased) provider configuration for "{block.labels[0]}" was already given at '
                f'{first.where}. If multiple configurations are required, set the "alias" argument for alternative '
                "configurations."
            )
        self._twice("Duplicate provider configuration", detail, block.where)

    def _settings(self, block: Block) -> None:
        self.module.settings.append(block)
        for backend in (*block.body.blocks_of("backend"), *block.body.blocks_of("cloud")):
            self._backend(backend)
        for requirements in block.body.blocks_of("required_providers"):
            self._requirements(requirements)

    def _backend(self, block: Block) -> None:
        self.module.backends.append(block)
        first = self.module.backends[0]
        if first.type != block.type:
            backend = first if first.type == "backend" else block
            detail = (
                "A module may have either one 'cloud' block or one 'backend' block. They are at "
                f"{first.where} and {block.where}. Remove one of them."
            )
            self._twice("Both a backend and cloud configuration are present", detail, backend.where)
        elif first is not block:
            detail = (
                f"A module may have only one {block.type} configuration. The {block.type} was previously configured at "
                f"{first.where}."
            )
            self._twice(f"Duplicate {block.type} configuration", detail, block.where)

    def _requirements(self, block: Block) -> None:
        earlier = next(iter(self.module.requirements.values()), None)
        if earlier:
            detail = (
                "A module may have only one required providers configuration. The required providers were previously "
                f"configured at {earlier.where}."
            )
            self._twice("Duplicate required providers configuration", detail, block.where)
            return
        self.module.requirements.update((attribute.name, attribute) for attribute in block.body.attributes)

    def _other(self, block: Block) -> None:
        self.module.others.append(block)


_TAKERS: dict[str, Callable[[Collector, Block], None]] = {
    "resource": Collector._resource,  # noqa: SLF001 - the table is the class's own
    "data": Collector._resource,  # noqa: SLF001
    "ephemeral": Collector._resource,  # noqa: SLF001
    "variable": Collector._variable,  # noqa: SLF001
    "output": Collector._output,  # noqa: SLF001
    "module": Collector._call,  # noqa: SLF001
    "check": Collector._check,  # noqa: SLF001
    "locals": Collector._locals,  # noqa: SLF001
    "provider": Collector._provider,  # noqa: SLF001
    "terraform": Collector._settings,  # noqa: SLF001
    "moved": Collector._other,  # noqa: SLF001
    "import": Collector._other,  # noqa: SLF001
    "removed": Collector._other,  # noqa: SLF001
}
_LABELS = {
    "resource": 2, "data": 2, "ephemeral": 2, "variable": 1, "output": 1, "module": 1, "check": 1, "provider": 1,
}  # fmt: skip


def collect_module(folder: str, files: Mapping[str, Body]) -> tuple[Module, list[Diagnostic]]:
    """Collect what the files of a folder declare, in the order of their names, as Terraform reads them."""
    collector = Collector(Module(folder, files))
    for path in sorted(files):
        collector.collect(files[path])
    return collector.module, collector.diagnostics
