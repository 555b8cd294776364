"""The modules of a rendered environment: their calls, what flows between these, and the resources in each."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from tfgen.check.references import Target, find_target, references
from tfgen.diff.bodies import expressions
from tfgen.hcl.module import Block, Body
from tfgen.hcl.nodes import GetAttribute, Node

ROOT_OUTPUTS = "root output"


class Feed(Struct, frozen=True, order=True):
    """An output of one module call that reaches an input of another one, or an output of the root module.

    For the latter `taker` is `ROOT_OUTPUTS`, as no module can be called, since Terraform's names hold no spaces.
    """

    giver: str
    output: str
    taker: str
    input: str


class Module(Struct, frozen=True):
    """A folder of Terraform files as one body, with what each of its names stands for."""

    blocks: tuple[Block, ...]

    def of(self, kind: str) -> list[Block]:
        """Give the blocks of one type, in the order of their labels."""
        return sorted((block for block in self.blocks if block.type == kind), key=lambda block: block.labels)

    def described(self, kind: str) -> dict[str, str]:
        """Give the descriptions of the variables or outputs, by name."""
        return {block.labels[0]: _text(block.body, "description") for block in self.of(kind)}

    def targets(self, nodes: Iterable[Node]) -> set[Target]:
        """Give what expressions refer to, locals and data sources followed to what these refer to."""
        found: set[Target] = set()
        seen: set[str] = set()
        waiting = [target for node in nodes for target in _targets(node)]
        while waiting:
            target = waiting.pop()
            if target.kind not in {"local", "data"}:
                found.add(target)
            elif target.address not in seen:
                seen.add(target.address)
                waiting += [more for node in self._behind(target) for more in _targets(node)]
        return found

    def taken(self, node: Node) -> Iterator[tuple[str, str]]:
        """Give the outputs of module calls that an expression takes, each with the call's name before it.

        A call with instances has a step for their key before the output's name.
        """
        for target in self.targets([node]):
            names = [step.name for step in target.rest if isinstance(step, GetAttribute)]
            if target.kind == "module" and names:
                yield target.names[0], names[0]

    def _behind(self, target: Target) -> Iterator[Node]:
        if target.kind == "local":
            found = (block.body.attribute(target.names[0]) for block in self.of("locals"))
            yield from (attribute.expression for attribute in found if attribute)
        else:
            for block in self.of("data"):
                yield from expressions(block.body) if block.labels == target.names else ()

    def resource_links(self) -> list[tuple[str, str]]:
        """Give the pairs of resources of which the first refers to the second."""
        links = {
            (".".join(block.labels), target.address)
            for block in self.of("resource")
            for target in self.targets(expressions(block.body))
            if target.kind == "resource"
        }
        return sorted(link for link in links if link[0] != link[1])


class Architecture(Struct, frozen=True):
    """The root module, its calls, each with the module that it calls, and what flows between the calls."""

    root: Module
    calls: Mapping[str, Module]
    feeds: tuple[Feed, ...]
    waits: tuple[tuple[str, str], ...]


def read_architecture(bodies: Mapping[str, Body]) -> Architecture:
    """Read the modules from the files of an environment, by path."""
    folders: dict[str, list[Block]] = {}
    for path, body in bodies.items():
        folders.setdefault(str(PurePosixPath(path).parent), []).extend(body.blocks)
    modules = {folder: Module(tuple(blocks)) for folder, blocks in folders.items()}
    root = modules["."]
    calls = {block.labels[0]: block for block in root.of("module")}
    called = {name: str(PurePosixPath(_text(block.body, "source"))) for name, block in calls.items()}
    feeds = {feed for name, block in calls.items() for feed in _feeds(root, name, block.body)}
    feeds |= {feed for block in root.of("output") for feed in _given_out(root, block)}
    waits = {wait for name, block in calls.items() for wait in _waits(name, block.body)}
    found = {name: modules.get(folder, Module(())) for name, folder in called.items()}
    return Architecture(root, found, tuple(sorted(feeds)), tuple(sorted(waits)))


def _feeds(root: Module, name: str, body: Body) -> Iterator[Feed]:
    for attribute in body.attributes:
        if attribute.name != "depends_on":
            for giver, output in root.taken(attribute.expression):
                yield Feed(giver, output, name, attribute.name)


def _given_out(root: Module, block: Block) -> Iterator[Feed]:
    value = block.body.attribute("value")
    for giver, output in root.taken(value.expression) if value else ():
        yield Feed(giver, output, ROOT_OUTPUTS, block.labels[0])


def _waits(name: str, body: Body) -> Iterator[tuple[str, str]]:
    waited = body.attribute("depends_on")
    for target in _targets(waited.expression) if waited else ():
        if target.kind == "module":
            yield target.names[0], name


def _targets(node: Node) -> list[Target]:
    return [target for reference in references(node) if (target := find_target(reference))]


def _text(body: Body, name: str) -> str:
    attribute = body.attribute(name)
    return (attribute.text if attribute else None) or ""
