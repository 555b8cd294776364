"""Variables and locals of rendered modules, followed to where their values are written."""

import functools
import posixpath
from collections.abc import Iterator, Mapping

from msgspec import Struct

from tfgen.hcl.lexer import Kind, tokenize
from tfgen.hcl.module import Attribute, Block, Body
from tfgen.source import SourceRange


class Definition(Struct, frozen=True):
    """Where the value behind a reference (`var.name`, `local.name`) is written."""

    reference: str
    where: SourceRange


class Definitions:
    """Finds the definitions behind the references of an environment's files."""

    def __init__(self, texts: Mapping[str, str], bodies: Mapping[str, Body]) -> None:
        """Take the texts and the parsed bodies, by path from the environment's folder."""
        self.texts = texts
        self.bodies = bodies
        self._references = functools.cache(self._find_references)

    def behind(self, file: str, first: int, last: int) -> list[Definition]:
        """Give the definitions of what some lines of a file refer to, in the order of the lines."""
        by_line = self._references(file)
        references = dict.fromkeys(found for line in range(first, last + 1) for found in by_line.get(line, ()))
        return [
            Definition(f"{kind}.{name}", attribute.where)
            for kind, name in references
            for attribute in self._definitions(posixpath.dirname(file), kind, name)
        ]

    def _find_references(self, file: str) -> dict[int, list[tuple[str, str]]]:
        """Give the references of a file, as kind and name, by line."""
        text = self.texts[file]
        tokens = tokenize(text)
        found: dict[int, list[tuple[str, str]]] = {}
        for scope, dot, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
            kind = text[scope.start : scope.end]
            if kind in {"var", "local"} and text[dot.start : dot.end] == "." and name.kind is Kind.IDENTIFIER:
                line = text.count("\n", 0, scope.start) + 1
                found.setdefault(line, []).append((kind, text[name.start : name.end]))
        return found

    def _definitions(self, folder: str, kind: str, name: str) -> list[Attribute]:
        """Give what a module's variable is set to, or its default; or the local's expression."""
        if kind == "local":
            return _named(name, (block.body for block in self._blocks(folder, "locals")))
        calls = (block.body for caller, block in self._calls() if _source(caller, block) == folder)
        return _named(name, calls) or _named(name, self._tfvars(folder)) or self._defaults(folder, name)

    def _tfvars(self, folder: str) -> Iterator[Body]:
        """Give the files of variables, which Terraform reads for the root module only."""
        return (body for file, body in self.bodies.items() if not folder and file.endswith(".tfvars"))

    def _defaults(self, folder: str, name: str) -> list[Attribute]:
        declared = (block.body for block in self._blocks(folder, "variable") if block.labels == (name,))
        return _named("default", declared)

    def _calls(self) -> Iterator[tuple[str, Block]]:
        """Give the module calls of all files, each with the folder that it stands in."""
        for file, body in self.bodies.items():
            yield from ((posixpath.dirname(file), block) for block in body.blocks_of("module"))

    def _blocks(self, folder: str, kind: str) -> Iterator[Block]:
        for file, body in self.bodies.items():
            if posixpath.dirname(file) == folder:
                yield from body.blocks_of(kind)


def _named(name: str, bodies: Iterator[Body]) -> list[Attribute]:
    return [attribute for body in bodies if (attribute := body.attribute(name))]


def _source(caller: str, call: Block) -> str | None:
    """Give the folder of the module that a call leads to, None where it is not a local one."""
    source = call.body.attribute("source")
    path = source.text if source else None
    return posixpath.normpath(posixpath.join(caller, path)) if path and path.startswith(".") else None
