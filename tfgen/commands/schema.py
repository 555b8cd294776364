"""`tfgen schema`: the JSON Schema of a spec file, for editors."""

import json
from pathlib import Path

from tfgen.console import Console
from tfgen.project import find_project
from tfgen.spec.editor_schema import editor_schema
from tfgen.spec.schema import SpecSchema, load_schema


def print_schema(start: Path | None) -> int:
    """Print a project's schema; returns the exit code."""
    console = Console()
    project, diagnostics = find_project(start)
    root = project.root if project else Path()
    schema: SpecSchema | None = None
    if project:
        schema, diagnostics = load_schema(project.root)
    console.diagnostics(diagnostics, root)
    if schema is None:
        return 1
    console.data(json.dumps(editor_schema(schema), indent=2, ensure_ascii=False))
    return 0
