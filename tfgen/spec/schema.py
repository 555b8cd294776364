"""templates/schema.yaml: what a resolved spec may hold, as JSON Schema (draft-07) written in YAML."""

from pathlib import Path

import jsonschema_rs
from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, error
from tfgen.pack import SCHEMA_FILE
from tfgen.spec.fields import Fields
from tfgen.spec.formats import OWN_FORMATS
from tfgen.spec.load import read_yaml_file
from tfgen.spec.merge import merge_root
from tfgen.spec.schema_use import check_use
from tfgen.spec.validate import find_mistakes
from tfgen.values import Map, plain_map

DRAFT = "http://json-schema.org/draft-07/schema#"


class SpecSchema(Struct, frozen=True):
    """A pack's schema, compiled once a run: its fields with their places, and the validator made of it."""

    fields: Fields
    validator: jsonschema_rs.Draft7Validator


def load_schema(project_root: Path) -> tuple[SpecSchema | None, list[Diagnostic]]:
    """Load the schema of a project. Gives every mistake in it, and a schema only without one."""
    if not (project_root / SCHEMA_FILE).exists():
        detail = (
            f"There is no {SCHEMA_FILE}. It says what a spec may hold, as JSON Schema; the least that it can say is "
            "`type: object`."
        )
        return None, [error("schema-missing", "Missing schema", detail)]
    root, diagnostics = read_yaml_file(project_root, SCHEMA_FILE, "the schema")
    if root is None or diagnostics:
        return None, diagnostics
    if not isinstance(root, Map):
        detail = "The schema is a map: it begins with `type: object`."
        return None, [error("schema-invalid", "Schema is not a map", detail, root.where)]
    tree, diagnostics = merge_root(None, root)
    return compile_schema(tree) if not diagnostics else (None, diagnostics)


def compile_schema(root: Map) -> tuple[SpecSchema | None, list[Diagnostic]]:
    """Check a schema and compile it. Gives every mistake in it, and a schema only without one."""
    diagnostics = _check_form(root) or list(check_use(root, DRAFT))
    if diagnostics:
        return None, diagnostics
    try:
        validator = jsonschema_rs.Draft7Validator(plain_map(root), validate_formats=True, formats=OWN_FORMATS)
    except jsonschema_rs.ValidationError as failure:
        detail = f"The validator cannot use the schema: {failure.message}. Write the part that it names more simply."
        return None, [error("schema-invalid", "Invalid schema", detail, root.where)]
    return SpecSchema(Fields(root), validator), []


def _check_form(root: Map) -> list[Diagnostic]:
    """Hold the schema against the schema of schemas."""
    metaschema = jsonschema_rs.Draft7Validator({"$ref": DRAFT}, validate_formats=True)
    mistakes = find_mistakes(metaschema, Fields(Map({}, root.where)), root)
    return [replace(mistake, rule="schema-invalid") for mistake in mistakes]
