"""A tree against a schema: every mistake at once, each at the node to edit, in words.

What is wrong comes from the validator's error kinds and paths; its own messages are never looked at.
"""

from collections.abc import Iterator
from operator import attrgetter

from jsonschema_rs import ValidationError, Validator
from jsonschema_rs import ValidationErrorKind as Kind
from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.spec.failure import Failure, placed
from tfgen.spec.fields import Fields
from tfgen.spec.key_mistakes import invalid_key, missing_key, unknown_key
from tfgen.spec.value_mistakes import invalid_value, no_form, repeated_item, wrong_type
from tfgen.values import Map, Path, Sequence, node_at, plain_map


def find_mistakes(validator: Validator, schema: Fields, root: Map) -> list[Diagnostic]:
    """Give the mistakes of a tree, in the order of files, lines and columns; none twice.

    `schema` tells what is expected where: names, units and descriptions.
    """
    values = plain_map(root)
    if validator.is_valid(values):
        return []
    found = _Translation(schema, root).diagnostics(list(validator.iter_errors(values)))
    return sorted(dict.fromkeys(found), key=attrgetter("subject"))


class _Translation(Struct, frozen=True):
    """From the validator's errors about one tree to diagnostics."""

    schema: Fields
    root: Map

    def diagnostics(self, errors: list[ValidationError]) -> Iterator[Diagnostic]:
        """Translate errors, without those that another one about the same value says better."""
        mistyped = _paths_of(errors, Kind.Type)
        misformed = _paths_of(errors, Kind.Format)
        for caught in errors:
            path = tuple(caught.instance_path)
            doubled = isinstance(caught.kind, Kind.Pattern) and path in misformed
            if isinstance(caught.kind, Kind.Type) or not (path in mistyped or doubled):
                yield from self._translate(caught)

    def _translate(self, caught: ValidationError) -> Iterator[Diagnostic]:
        failure = placed(caught, self.schema, self.root)
        match failure.kind, failure.node:
            case Kind.AdditionalProperties(unexpected=keys), Map() as node:
                yield from (unknown_key(key, node, failure.path, self.schema) for key in keys)
            case Kind.Required(property=key), _:
                yield missing_key(key, failure, dependent="dependencies" in caught.schema_path[-2:])
            case Kind.PropertyNames(error=inner), Map() as node:
                yield invalid_key(inner, node, failure)
            case Kind.FalseSchema(), _:
                yield from self._refused(failure, caught.schema_path)
            case ((Kind.AnyOf(context=forms) | Kind.OneOfNotValid(context=forms)), _):
                yield from self._no_form(forms, failure)
            case Kind.Type(types=types), _:
                yield wrong_type(types, failure)
            case Kind.UniqueItems(), Sequence() as node:
                yield repeated_item(node, failure)
            case _:
                yield invalid_value(failure)

    def _refused(self, failure: Failure, schema_path: list[str | int]) -> Iterator[Diagnostic]:
        """Translate what a subschema `false` says: that no value may stand there, and so neither its key."""
        path, step = failure.path[:-1], failure.path[-1:]
        around = node_at(self.root, path)
        if isinstance(failure.node, Map) and schema_path[-1] == "additionalProperties" not in step:
            yield from (unknown_key(key, failure.node, failure.path, self.schema) for key in failure.node.entries)
        elif isinstance(around, Map) and step:
            yield unknown_key(str(step[0]), around, path, self.schema)
        else:
            yield invalid_value(failure)

    def _no_form(self, forms: list[list[ValidationError]], failure: Failure) -> Iterator[Diagnostic]:
        """Translate `anyOf` and `oneOf`: by the form that was meant where that can be told, else by all."""
        meant = _meant(forms, failure.path)
        if not meant:
            types = [name for form in forms for caught in form for name in _types_asked(caught, failure.path)]
            yield wrong_type(list(dict.fromkeys(types)), failure)
        elif len(meant) == 1:
            yield from self.diagnostics(meant[0])
        else:
            yield no_form([list(self.diagnostics(form)) for form in meant], failure)


def _paths_of(errors: list[ValidationError], kind: type[Kind]) -> set[Path]:
    """Give the paths of the values that errors of a kind are about."""
    return {tuple(caught.instance_path) for caught in errors if isinstance(caught.kind, kind)}


def _meant(forms: list[list[ValidationError]], path: Path) -> list[list[ValidationError]]:
    """Give the forms whose type fits the value, and of those the ones in which every fixed word is right."""
    fitting = [form for form in forms if not any(_types_asked(caught, path) for caught in form)]
    named = [form for form in fitting if not any(isinstance(caught.kind, Kind.Constant) for caught in form)]
    return named or fitting


def _types_asked(caught: ValidationError, path: Path) -> list[str]:
    """Give the types that an error asks of the value at a path itself."""
    return caught.kind.types if isinstance(caught.kind, Kind.Type) and tuple(caught.instance_path) == path else []
