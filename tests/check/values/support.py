"""Blocks of a type with one value of interest, as Terraform text and as what the checker takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tfgen.check.values.config import UNKNOWN, ConfigBlock, ConfigValue
from tfgen.check.values.rules import Kind, check_values
from tfgen.check.values.store import rules_of
from tfgen.diagnostics import Diagnostic
from tfgen.providers.catalogue import Catalogue
from tfgen.providers.schema import BlockSchema
from tfgen.source import SourceRange

PROVIDER = "hashicorp/aws"


def at(line: int) -> SourceRange:
    """Give a place on a line."""
    return SourceRange("main.tf", line, 1, line, 2)


def block(arguments: Mapping[str, Any], blocks: Mapping[str, Sequence[ConfigBlock]] | None = None) -> ConfigBlock:
    """Give a block on line 1 whose arguments follow it, a line each."""
    values = {name: ConfigValue(value, at(line)) for line, (name, value) in enumerate(arguments.items(), 2)}
    return ConfigBlock(values, blocks or {}, at(1))


def check(type_: str, given: ConfigBlock, kind: Kind = "resource") -> list[Diagnostic]:
    """Give what is wrong with a block of a type."""
    return list(check_values(kind, type_, PROVIDER, given))


def told(type_: str, given: ConfigBlock, kind: Kind = "resource") -> list[tuple[int, str, str]]:
    """Give line, summary and detail of what is wrong."""
    return [
        (found.subject.line if found.subject else 0, found.summary, found.detail) for found in check(type_, given, kind)
    ]


@dataclass(slots=True)
class Writer:
    """Writes blocks of Terraform's language, a line for each argument, and tells each of them to the checker too."""

    lines: list[str] = field(default_factory=list)
    prefix: str = "example"

    def example(self, kind: str, type_: str, schema: BlockSchema, values: Mapping[str, Any]) -> ConfigBlock:
        """Write a block with `values` by their paths; all else that it requires at its top has values not known.

        What nested blocks require has good values, since the provider judges no block with one that is not known.
        """
        name = f"{self.prefix}_{len(self.lines)}"
        rules = rules_of(PROVIDER, kind, type_)
        good = dict(example_of(rule, rule["good"][0]) for rule in rules if rule.get("good"))
        for rule in rules:
            if rule["rule"] == "required_with" and rule["at"] in {path.partition(".")[0] for path in values}:
                values = {other: plausible(schema, other) for other in rule["with"]} | dict(values)
        labels = f'"{type_}"' if kind == "provider" else f'"{type_}" "{name}"'
        return self._block(f"{kind} {labels} {{", schema, values, good)

    def _block(
        self, header: str, schema: BlockSchema, values: Mapping[str, Any], good: Mapping[str, Any], at_top: bool = True
    ) -> ConfigBlock:
        self.lines.append(header)
        where = at(len(self.lines))
        given = self._arguments(schema, values, None if at_top else good)
        arguments = {name: self._argument(name, value) for name, value in given}
        blocks = {}
        for name, nested in schema.blocks.items():
            inner = below(name, values)
            if inner or nested.min_items:
                chosen = {path: value for path, value in inner.items() if path}
                blocks[name] = [self._block(f"{name} {{", nested.block, chosen, below(name, good), at_top=False)]
        self.lines.append("}")
        return ConfigBlock(arguments, blocks, where)

    def _arguments(
        self, schema: BlockSchema, values: Mapping[str, Any], good: Mapping[str, Any] | None
    ) -> Iterator[tuple[str, Any]]:
        for name, attribute in schema.attributes.items():
            inner = below(name, values)
            if "" in inner:
                yield name, inner[""]
            elif inner:
                yield name, [dict.fromkeys(attribute.type[1][1]) | inner]
            elif attribute.required:
                yield name, UNKNOWN if good is None else good.get(name, plausible(schema, name))

    def _argument(self, name: str, value: Any) -> ConfigValue:
        self.lines.append(f"{name} = {written(value)}")
        return ConfigValue(value, at(len(self.lines)))


def example_of(rule: Mapping[str, Any], value: Any) -> tuple[str, Any]:
    """Give path and value of an example of a rule, which may be on each element of a list or set."""
    path = rule["at"].removesuffix("[]").removesuffix("{}")
    return path, [value] if path != rule["at"] else value


def below(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what lies under a name, by the rest of the path."""
    return {path.partition(".")[2]: value for path, value in values.items() if path.split(".")[0] == name}


def plausible(schema: BlockSchema, path: str) -> Any:
    """Give a value of the type that a path has; None for a block."""
    name, _, rest = path.partition(".")
    if name in schema.blocks:
        return plausible(schema.blocks[name].block, rest) if rest else None
    wanted = schema.attributes[name].type
    match wanted:
        case "number":
            return 1
        case "bool":
            return True
        case [_, "string"] if wanted[0] != "map":
            return ["x"]
        case ["map", _]:
            return {"a": "x"}
    return "x"


def written(value: Any) -> str:
    """Write a value as Terraform's language has it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("${", "$${")
            return f'"{escaped}"'
        case list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return "{ " + ", ".join(f"{name} = {written(inner)}" for name, inner in value.items()) + " }"
    return "var.unknown" if value is UNKNOWN else str(value)


def schema_of(catalogue: Catalogue, kind: str, type_: str) -> BlockSchema:
    """Give the schema of a type of the AWS provider."""
    if kind == "provider":
        schema = catalogue.provider(PROVIDER, ())
    else:
        schema = (catalogue.data if kind == "data" else catalogue.resource)(PROVIDER, type_, ())
    assert schema is not None
    return schema
