"""docs/architecture.md: the modules, what flows between them, and the resources in each, drawn with Mermaid."""

from collections.abc import Iterator

from scripts.docs.markdown import GENERATED, code, flowchart, page, table
from scripts.docs.modules import ROOT_OUTPUTS, Architecture, Feed, Module
from tfgen.hcl.module import Block

PREFIX = "aws_"
# Repeats a resource by the schema of Terraform: then a switch or a map of the spec says how often it is there.
REPEATED = ("count", "for_each")


def architecture_page(architecture: Architecture, environment: str) -> str:
    """Give the page, made from what an environment is rendered to."""
    return page(_parts(architecture, environment))


def _parts(architecture: Architecture, environment: str) -> Iterator[str]:
    yield "# Architecture"
    yield f"{GENERATED} It shows what the environment `{environment}` is rendered to."
    yield "## Modules"
    yield (
        "An arrow leads from a module to one that takes the outputs named on it, a dotted one to a module that waits "
        "for it. The number is that of the module's resource blocks."
    )
    yield flowchart("LR", _overview(architecture))
    for name in sorted(architecture.calls):
        yield from _section(architecture, name)
    yield "## Outputs of the environment"
    described = architecture.root.described("output")
    yield table(("output", "meaning"), ((code(name), text) for name, text in described.items()))


def _overview(architecture: Architecture) -> Iterator[str]:
    for name, module in sorted(architecture.calls.items()):
        yield f'm_{name}["{name} ({len(module.of("resource"))})"]'
    fed: dict[tuple[str, str], list[str]] = {}
    for feed in architecture.feeds:
        if feed.taker in architecture.calls:
            fed.setdefault((feed.giver, feed.taker), []).append(feed.output)
    for (giver, taker), outputs in fed.items():
        yield f"m_{giver} -->|{', '.join(dict.fromkeys(outputs))}| m_{taker}"
    for waited, waiting in architecture.waits:
        if (waited, waiting) not in fed:
            yield f"m_{waited} -.-> m_{waiting}"


def _section(architecture: Architecture, name: str) -> Iterator[str]:
    module = architecture.calls[name]
    yield f"## {name}"
    if module.of("resource"):
        yield "An arrow leads from a resource to one that refers to it."
        yield flowchart("LR", _resources(module))
    taken = [feed for feed in architecture.feeds if feed.taker == name]
    yield table(("input from other modules", "comes from", "meaning"), _inputs(module, taken))
    given = [feed for feed in architecture.feeds if feed.giver == name]
    yield table(("output", "goes to", "meaning"), _outputs(module, given))


def _resources(module: Module) -> Iterator[str]:
    ids = {".".join(block.labels): f"r{number}" for number, block in enumerate(module.of("resource"), 1)}
    for block in module.of("resource"):
        address = ".".join(block.labels)
        yield f'{ids[address]}["{address.removeprefix(PREFIX)}{_times(block)}"]'
    for user, used in module.resource_links():
        if used in ids:
            yield f"{ids[used]} --> {ids[user]}"


def _times(block: Block) -> str:
    return " (repeated)" if any(block.body.attribute(name) for name in REPEATED) else ""


def _inputs(module: Module, taken: list[Feed]) -> Iterator[tuple[str, str, str]]:
    described = module.described("variable")
    for name in sorted({feed.input for feed in taken}):
        sources = ", ".join(code(f"{feed.giver}.{feed.output}") for feed in taken if feed.input == name)
        yield code(name), sources, described.get(name, "")


def _outputs(module: Module, given: list[Feed]) -> Iterator[tuple[str, str, str]]:
    for name, meaning in module.described("output").items():
        takers = ", ".join(_taker(feed) for feed in given if feed.output == name)
        yield code(name), takers or "nothing", meaning


def _taker(feed: Feed) -> str:
    if feed.taker == ROOT_OUTPUTS:
        return f"output {code(feed.input)}"
    return code(f"{feed.taker}.{feed.input}")
