"""Small tools that the tests of the spec stage share."""

from pathlib import Path

from tfgen.diagnostics import Diagnostic
from tfgen.spec.fields import Fields
from tfgen.spec.schema import SpecSchema, compile_schema
from tfgen.spec.yaml import parse_yaml
from tfgen.values import Map, Node, Plain, Scalar, Sequence, plain

FILE = "environments/dev.yaml"


def read(text: str, file: str = FILE) -> Map:
    """Read a YAML map that has no mistake."""
    root, diagnostics = parse_yaml(text, file)
    assert diagnostics == []
    assert isinstance(root, Map)
    return root


def value_of(text: str) -> Plain:
    """Read one YAML value that has no mistake."""
    return plain(read(f"key: {text}").entries["key"].node)


def told(diagnostics: list[Diagnostic]) -> list[str]:
    """Give diagnostics in short: place without the file, and summary."""
    return [f"{found.subject.line}:{found.subject.column} {found.summary}" for found in diagnostics if found.subject]


def at(found: Diagnostic) -> str:
    """Give where a diagnostic is, with its file, and what it says."""
    where = found.subject
    return f"{where.file}:{where.line}:{where.column} {found.summary}" if where else found.summary


def compiled(text: str) -> SpecSchema:
    """Compile the text of a schema that has no mistake."""
    schema, diagnostics = compile_schema(read(text, "templates/schema.yaml"))
    assert diagnostics == []
    assert schema
    return schema


def fields(text: str) -> Fields:
    """Give the fields of the text of a schema."""
    return Fields(read(text, "templates/schema.yaml"))


def write_project(root: Path, files: dict[str, str]) -> Path:
    """Write a project's files by their paths from its root."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def overridden(node: Node) -> list[Plain]:
    """Give the values that a node overrode, the latest first."""
    values = []
    while isinstance(node, Scalar | Sequence | Map) and node.overrode:
        node = node.overrode
        values.append(plain(node))
    return values
