"""Blocks of a type with one value of interest, as Terraform text and as what the checker takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tfgen.check.values.config import UNKNOWN, ConfigBlock, ConfigValue
from tfgen.check.values.rules import Kind, check_values
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

    def resource(self, kind: str, type_: str, schema: BlockSchema, values: Mapping[str, Any]) -> ConfigBlock:
        """Write a resource with `values` by their paths; all else that it requires has values that are not known."""
        return self._block(f'{kind} "{type_}" "{self.prefix}_{len(self.lines)}"', schema, values)

    def _block(self, header: str, schema: BlockSchema, values: Mapping[str, Any]) -> ConfigBlock:
        self.lines.append(f"{header} {{")
        where = at(len(self.lines))
        arguments = {name: self._argument(name, value) for name, value in self._arguments(schema, values)}
        blocks = {}
        for name, nested in schema.blocks.items():
            inner = {path.partition(".")[2]: value for path, value in values.items() if path.split(".")[0] == name}
            if inner or nested.min_items:
                blocks[name] = [self._block(name, nested.block, {path: value for path, value in inner.items() if path})]
        self.lines.append("}")
        return ConfigBlock(arguments, blocks, where)

    def _arguments(self, schema: BlockSchema, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name, attribute in schema.attributes.items():
            inner = {path.partition(".")[2]: value for path, value in values.items() if path.split(".")[0] == name}
            if "" in inner:
                yield name, inner[""]
            elif inner:
                yield name, [dict.fromkeys(attribute.type[1][1]) | inner]
            elif attribute.required:
                yield name, UNKNOWN

    def _argument(self, name: str, value: Any) -> ConfigValue:
        self.lines.append(f"{name} = {written(value)}")
        return ConfigValue(value, at(len(self.lines)))


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
    find = catalogue.data if kind == "data" else catalogue.resource
    schema = find(PROVIDER, type_, ())
    assert schema is not None
    return schema
