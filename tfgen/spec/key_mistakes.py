"""Mistakes in the keys of a map: unknown, missing, or not of the form that keys there have."""

from jsonschema_rs import ValidationError

from tfgen.diagnostics import Diagnostic, did_you_mean, error
from tfgen.spec.describe import in_map, listed, one_of
from tfgen.spec.failure import Failure, failed_schema
from tfgen.spec.fields import Fields, Schemas, description
from tfgen.spec.reasons import reason
from tfgen.values import Map, Path, shown

MAX_HOMES = 3
"""How many maps are named in which a key would be right."""

MAX_HOME_DEPTH = 4


def unknown_key(key: str, node: Map, path: Path, schema: Fields) -> Diagnostic:
    """Refuse a key of the map at a path; say which was meant, or where it belongs."""
    known = schema.keys(schema.at(path))
    hint = did_you_mean(key, known)
    if homes := _homes(key, schema):
        hint += f" It belongs {one_of(homes)}."
    if not hint and known:
        hint = f" Known there: {listed(sorted(known))}."
    detail = f"A key named {shown(key)} is not expected {in_map(path)}.{hint}"
    return error("spec-unknown-key", "Unsupported key", detail, node.entries[key].key)


def _homes(key: str, schema: Fields) -> list[str]:
    """Give the maps of the schema in which a key is known."""
    homes: list[str] = []
    waiting: list[tuple[Path, Schemas]] = [((), schema.top())]
    while waiting and len(homes) < MAX_HOMES:
        path, schemas = waiting.pop(0)
        known = schema.keys(schemas)
        homes += [in_map(path)] if key in known else []
        if len(path) < MAX_HOME_DEPTH:
            waiting += [((*path, name), below) for name, below in known.items()]
    return homes


def missing_key(key: str, failure: Failure, *, dependent: bool) -> Diagnostic:
    """Ask for a key; `dependent` when it is only required beside others."""
    about = description(failure.schema.below(failure.fields, key))
    why = " beside the keys that stand there" if dependent else ""
    detail = f'The key "{key}" is required {in_map(failure.path)}{why}, and nothing gives it.{about}'
    return error("spec-missing-key", "Missing required key", detail, failure.node.where)


def invalid_key(inner: ValidationError, node: Map, failure: Failure) -> Diagnostic:
    """Refuse a key by what the schema says of the names of keys."""
    key = str(inner.instance)
    own = failed_schema(inner, failure.schema)
    about = description(own) or description(failure.fields)
    detail = f"A key {in_map(failure.path)} {reason(inner.kind, key, own)}.{about}"
    return error("spec-invalid-key", "Invalid key", detail, node.entries[key].key)
