"""Cycles: things that, over whatever other things, depend on themselves."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tfgen.check.configuration import Configuration
from tfgen.check.module import Module
from tfgen.check.references import NotATarget, references, target
from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Block, Body
from tfgen.hcl.nodes import Node, Reference

# A thing in a configuration: the path of module calls to it, and its address there.
Thing = tuple[tuple[str, ...], str]
_META = frozenset({"source", "version", "providers"})


def check_cycles(configuration: Configuration) -> list[Diagnostic]:
    """Tell each cycle in a configuration, at one of the things in it."""
    graph = _Graph(configuration)
    graph.add_module((), configuration.root)
    return [graph.diagnostic(cycle) for cycle in _cycles(graph.edges)]


class _Graph:
    """What depends on what: an edge leads from a thing to those whose values it needs."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.edges: dict[Thing, list[Thing]] = {}
        self.places: dict[Thing, Node] = {}

    def diagnostic(self, cycle: list[Thing]) -> Diagnostic:
        if len(cycle) == 1 and cycle[0][1].startswith("local."):
            summary, name = "Self-referencing local value", cycle[0][1]
            detail = f"Local value {name} cannot use its own result as part of its expression."
            return error("cycle", summary, detail, self.places[cycle[0]].where)
        names = ", ".join(_display(thing) for thing in cycle)
        places = [self.places[thing] for thing in cycle if thing in self.places]
        detail = "Each of these needs the value of another one first, so that Terraform could begin with none of them."
        return error("cycle", f"Cycle: {names}", detail, places[0].where if places else None)

    def add_module(self, path: tuple[str, ...], module: Module, folders: tuple[str, ...] = ()) -> None:
        for name, attribute in module.locals.items():
            self._add((path, f"local.{name}"), attribute, path, module, attribute.expression)
        for name, block in module.outputs.items():
            self._add((path, f"output.{name}"), block, path, module, *_expressions(block.body))
        for (kind, type_, name), block in module.resources.items():
            address = f"{type_}.{name}" if kind == "resource" else f"{kind}.{type_}.{name}"
            self._add((path, address), block, path, module, *_resource_expressions(block))
        for name in module.variables:
            self.edges.setdefault((path, f"var.{name}"), [])
        for name, block in module.calls.items():
            self._add_call(path, module, name, block, (*folders, module.folder))

    def _add_call(
        self, path: tuple[str, ...], module: Module, name: str, block: Block, folders: tuple[str, ...]
    ) -> None:
        """Add a called module with all in it; `folders` are those around, in which a module that calls itself is."""
        called = self.configuration.called(module, block)
        inner = (*path, name)
        if called is None or called.folder in folders:
            return
        order = [
            found.expression for key in ("count", "for_each", "depends_on") if (found := block.body.attribute(key))
        ]
        self._add((inner, "expansion"), block, path, module, *order)
        self.add_module(inner, called, folders)
        for attribute in block.body.attributes:
            if attribute.name in called.variables:
                self._add((inner, f"var.{attribute.name}"), attribute, path, module, attribute.expression)
        for thing in list(self.edges):
            if thing[0] == inner and thing[1] != "expansion":
                self.edges[thing].append((inner, "expansion"))

    def _add(self, thing: Thing, place: Node, path: tuple[str, ...], module: Module, *expressions: Node) -> None:
        self.places[thing] = place
        edges = self.edges.setdefault(thing, [])
        for expression in expressions:
            for reference in references(expression):
                edges += self._needed(path, module, reference)

    def _needed(self, path: tuple[str, ...], module: Module, reference: Reference) -> Iterable[Thing]:
        try:
            found = target(reference)
        except NotATarget:
            return []
        if found.kind == "module":
            return self._of_module((*path, found.names[0]), module, found.names[0], reference)
        return [(path, found.address)]

    def _of_module(self, inner: tuple[str, ...], module: Module, name: str, reference: Reference) -> list[Thing]:
        """A reference to one output needs that one, a reference to the module all that is in it."""
        call = module.calls.get(name)
        called = self.configuration.called(module, call) if call else None
        if called is None:
            return []
        steps = [step.name for step in reference.steps[1:] if hasattr(step, "name")]
        outputs = [steps[0]] if steps and steps[0] in called.outputs else list(called.outputs)
        return [*((inner, f"output.{output}") for output in outputs), (inner, "expansion")]


def _expressions(body: Body) -> Iterator[Node]:
    for attribute in body.attributes:
        yield attribute.expression
    for block in body.blocks:
        yield from _expressions(block.body)


def _resource_expressions(block: Block) -> Iterator[Node]:
    """Give what a resource depends on; its conditions after creation and its provisioners come when it is there."""
    for attribute in block.body.attributes:
        if attribute.name != "provider":
            yield attribute.expression
    for nested in block.body.blocks:
        if nested.type == "lifecycle":
            for inner in nested.body.blocks_of("precondition"):
                yield from _expressions(inner.body)
        elif nested.type not in ("provisioner", "connection"):
            yield from _expressions(nested.body)


def _display(thing: Thing) -> str:
    path, address = thing
    return ".".join([*(f"module.{name}" for name in path), address])


def _cycles(edges: dict[Thing, list[Thing]]) -> Iterator[list[Thing]]:
    """Give cycles until none is left, each with its things in order; what is in one is in no other."""
    waiting = {thing: [one for one in needed if _counts(thing, one)] for thing, needed in edges.items()}
    while True:
        try:
            TopologicalSorter(waiting).prepare()
        except CycleError as found:
            cycle = sorted(set(found.args[1]))
            yield cycle
            waiting = {thing: [one for one in needed if one not in cycle] for thing, needed in waiting.items()}
        else:
            return


def _counts(thing: Thing, needed: Thing) -> bool:
    """A resource that refers to itself is told where it does so, and not as a cycle."""
    return thing != needed or thing[1].startswith("local.")
